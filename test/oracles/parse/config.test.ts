import assert from 'node:assert/strict';
import type { ConfigFormat } from '../../../src/core/parse/config/config';
import { parseConfig } from '../../../src/core/parse/config/parse';
import { removeWithComment } from '../../../src/core/parse/config/remove-with-comment';
import { succeed } from '../../../src/core/parse/config/succeed';
import { applyEdits } from '../../../src/core/text/edit';
import { made } from '../../support/programs';

const ini =
  '; agent\n[dten.agent]\nlisten  = 0.0.0.0:7420\nenv =\n    A = 1\n\n    # why\n    B = 2\n\n; counters\n[dten.hybrid]\nmode = auto ; bridge\nsites : a,\n  b\n';
const json =
  '{\n  "dten": {\n    "hybrid": { "mode": "auto", "sites": ["a", "b"] },\n    "agent": {\n      "listen": "0.0.0.0",\n      "port": 7420\n    }\n  }\n}\n';

/** Every edit of every entry, applied. */
function editedTexts(text: string, format: ConfigFormat): string[] {
  const file = parseConfig(text, format);
  const edits = file.entries.flatMap((entry) => {
    const parent = entry.key.slice(0, entry.key.lastIndexOf('.') + 1);
    return [
      file.insert(`${parent}added`, true),
      file.rename(entry, `${parent}renamed`),
      file.replace(entry, 'other text'),
      succeed(text, file, entry, `${parent}renamed`, 'other text'),
      succeed(text, file, entry, 'elsewhere.moved'),
      removeWithComment(text, file, entry),
    ];
  });
  return [text, ...edits.map((each) => (each.length === 0 ? assert.fail('no edit') : applyEdits(text, each)))];
}

const settings = (text: string, format: ConfigFormat): Record<string, unknown> =>
  Object.fromEntries(parseConfig(text, format).entries.map(({ key, value }) => [key, value]));

function flat(value: unknown, path = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { [path]: value };
  return Object.assign({}, ...Object.entries(value).map(([key, inner]) => flat(inner, path ? `${path}.${key}` : key))) as Record<
    string,
    unknown
  >;
}

describe('edited configuration, read by other readers', () => {
  it('JSON.parse finds the same values', () => {
    for (const text of editedTexts(json, 'json')) assert.deepEqual(flat(JSON.parse(text)), settings(text, 'json'), text);
  });

  it("Python's configparser finds the same values", function () {
    this.timeout(20_000);
    const script = `
import configparser, json, sys
def read(text):
    parser = configparser.RawConfigParser(inline_comment_prefixes=(';',))
    parser.read_string(text)
    return {f'{s}.{k}': v for s in parser.sections() for k, v in parser.items(s)}
json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)`;
    const texts = editedTexts(ini, 'ini');
    const { stdout } = made(this, '.', ['python3', '-c', script], JSON.stringify(texts));
    const found = JSON.parse(stdout.toString()) as Record<string, string>[];
    // Comments between the lines of a value are left out by one reader and kept by the other.
    const plain = (values: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          key,
          String(value)
            .split('\n')
            .filter((line) => /^[^#]/.test(line)),
        ]),
      );
    texts.forEach((text, index) => assert.deepEqual(plain(found[index] ?? {}), plain(settings(text, 'ini')), text));
  });
});
