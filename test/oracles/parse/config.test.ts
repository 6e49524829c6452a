import assert from 'node:assert/strict';
import { parse as parseProperties } from 'dot-properties';
import type { ConfigFormat } from '../../../src/core/parse/config/languages';
import { parseConfig } from '../../../src/core/parse/config/parse';
import { removeWithComment } from '../../../src/core/parse/config/remove-with-comment';
import { succeed } from '../../../src/core/parse/config/succeed';
import { applyEdits } from '../../../src/core/text/edit';
import { made } from '../../support/programs';
import { randomSource } from '../../support/random';

const ini =
  '; agent\n[dten.agent]\nlisten  = 0.0.0.0:7420\nenv =\n    A = 1\n\n    # why\n    B = 2\n\n; counters\n[dten.hybrid]\nmode = auto ; bridge\nsites : a,\n  b\n';
const json =
  '{\n  "dten": {\n    "hybrid": { "mode": "auto", "sites": ["a", "b"] },\n    "agent": {\n      "listen": "0.0.0.0",\n      "port": 7420\n    }\n  }\n}\n';

const toml =
  '# agent\ntitle = "x"\n\n[dten.agent]\nlisten  = "0.0.0.0:7420" # all\nport = 7420\nratio = 0.5\nsince = 2026-01-02\n\n[dten.hybrid]\nmode = \'auto\'\nsites.eu = true\nlong = """\na\nb"""\n';
const xml =
  '<?xml version="1.0"?>\n<configuration>\n  <property>\n    <name>dten.mode</name>\n    <value>a &amp; b</value>\n  </property>\n  <property><name>dten.port</name><value>1</value></property>\n  <add key="dten.site" value="x"/>\n  <server host="h">\n    <port>7420</port>\n    <name>n</name>\n  </server>\n</configuration>\n';
const seed = Number(process.env['SEED'] ?? 20261129);

/** Every edit of every entry, applied. @param possible keys that the format can write there */
function editedTexts(text: string, format: ConfigFormat, possible: (key: string) => boolean = () => true): string[] {
  const file = parseConfig(text, format);
  const edits = file.entries.flatMap((entry) => {
    const parent = entry.key.slice(0, entry.key.lastIndexOf('.') + 1);
    return [
      ...(possible(`${parent}added`) ? [file.insert(`${parent}added`, true)] : []),
      file.rename(entry, `${parent}renamed`),
      file.replace(entry, 'other text'),
      succeed(text, file, entry, `${parent}renamed`, 'other text'),
      ...(possible('elsewhere.moved') ? [succeed(text, file, entry, 'elsewhere.moved')] : []),
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

describe('edited configuration in other languages, read by other readers', () => {
  it("Python's tomllib finds the same values", function () {
    this.timeout(20_000);
    const texts = editedTexts(toml, 'toml');
    const script = `
import json, sys, tomllib
json.dump([tomllib.loads(text) for text in json.load(sys.stdin)], sys.stdout, default=str)`;
    const found = JSON.parse(made(this, '.', ['python3', '-c', script], JSON.stringify(texts)).stdout.toString()) as unknown[];
    texts.forEach((text, index) => assert.deepEqual(flat(found[index]), settings(text, 'toml'), text));
  });

  it("Python's xml.etree finds the same properties", function () {
    this.timeout(20_000);
    const texts = editedTexts(xml, 'xml', (key) => !key.startsWith('elsewhere'));
    const script = `
import json, sys, xml.etree.ElementTree as tree
def read(text):
    root = tree.fromstring(text)
    found = {p.findtext('name').strip(): (p.findtext('value') or '').strip() for p in root.iter('property')}
    found.update({e.get('key'): e.get('value') for e in root.iter('add')})
    for server in root.iter('server'):
        found.update({'server.' + k: v for k, v in server.attrib.items()})
        found.update({'server.' + e.tag: (e.text or '').strip() for e in server})
    return found
json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)`;
    const found = JSON.parse(made(this, '.', ['python3', '-c', script], JSON.stringify(texts)).stdout.toString()) as unknown[];
    texts.forEach((text, index) => assert.deepEqual(found[index], settings(text, 'xml'), text));
  });

  it('dot-properties finds the same values, whatever separates and continues', () => {
    const random = randomSource(seed);
    const parts = ['a', 'b.c', ' ', '\t', '=', ':', '\\', '\\\n', '\\u0041', '\\t', '\n', '\n', '#', '!', 'ü', '\\:', '\\ ', 'x y', '"'];
    for (let run = 0; run < 3000; run++) {
      let text = '';
      for (let count = 1 + random.below(12); count > 0; count--) text += random.pick(parts);
      text += '\nz = 1\n';
      const context = `seed ${seed}, run ${run}: ${JSON.stringify(text)}`;
      // A line of nothing but a backslash is an entry without a name to one of them.
      const named = (found: object) => Object.fromEntries(Object.entries(found).filter(([name]) => name !== ''));
      assert.deepEqual(named(settings(text, 'properties')), named(parseProperties(text)), context);
    }
  });

  it('HOCON reads JSON as JSON is read', () => {
    for (const text of editedTexts(json, 'json')) assert.deepEqual(settings(text, 'hocon'), settings(text, 'json'), text);
  });

  it('HOCON edits leave JSON that JSON.parse reads', () => {
    for (const text of editedTexts(json, 'hocon', (key) => !/elsewhere|hybrid.added/.test(key)))
      assert.deepEqual(flat(JSON.parse(text)), settings(text, 'hocon'), text);
  });

  it('a shell finds the same variables', function () {
    const text =
      '# c\nA=1\nexport B="two words"\nC=\'it is $HOME\'\nD=\nE="a\nb"\nF=x # comment\nG="q\\"q"\n  H=indented\nexport   I=2\nJ=a\\\nb\nK=http://h/#f\n';
    const names = parseConfig(text, 'env').entries.map(({ key }) => key);
    const script = `${text}\nfor name in ${names.join(' ')}; do eval "printf '%s\\0%s\\0' $name \\"\\$$name\\""; done`;
    const { stdout } = made(this, '.', ['sh', '-c', script]);
    const words = stdout.toString().split('\0');
    assert.deepEqual(settings(text, 'env'), Object.fromEntries(names.map((name, index) => [name, words[index * 2 + 1]])));
  });
});
