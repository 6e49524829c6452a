import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Ajv from 'ajv';
import { ESLint } from 'eslint';
import { patternOf } from '../../../src/core/text/pattern';

const root = join(__dirname, '../../..');

/** All data of the program but that of single products, by the name of the file. */
const known: Readonly<Record<string, unknown>> = Object.fromEntries(
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && basename(join(name, '..')) !== 'products')
    .map((name) => [basename(name, '.json'), JSON.parse(readFileSync(join(root, 'src', name), 'utf8')) as unknown]),
);

/** Each with the place where it stands. */
function patternsIn(value: unknown, place = ''): (readonly [place: string, written: string])[] {
  if (typeof value === 'string') return /^\/.+\/[a-z]*$/s.test(value) ? [[place, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => patternsIn(inner, `${place}/${key}`));
}

describe('what is known of products', () => {
  it('is written as the schema says, each record with its source', () => {
    const schema = JSON.parse(readFileSync(join(root, 'schemas/built-in.schema.json'), 'utf8')) as { properties: object };
    const validate = new Ajv({ allErrors: true, strictTypes: true }).compile(schema);
    assert.ok(validate(known), JSON.stringify(validate.errors));
    assert.deepEqual(Object.keys(known).sort(), Object.keys(schema.properties).sort());
    assert.equal(validate({ ...known, 'config-files': [{ component: 'x', files: '/x/' }] }), false, 'a record without its source');
    assert.equal(validate({ ...known, 'config-files': [{ component: 'x', files: 'x', source: 'https://x' }] }), false, 'no pattern');
  });

  it('has patterns that can be read and are never slow, by the measure of those in the sources', async () => {
    const patterns = patternsIn(known);
    assert.ok(patterns.length > 50);
    for (const [place, written] of patterns) assert.equal(String(patternOf(written)), written, place);
    assert.throws(() => patternOf('no pattern'), /written as/);

    const lint = new ESLint({ cwd: root, ruleFilter: ({ ruleId }) => ruleId.startsWith('regexp/') });
    const slow = async (written: readonly string[]) => {
      const text = `export const patterns = [\n${written.join(',\n')}\n];\n`;
      const [result] = await lint.lintText(text, { filePath: 'src/core/text/span.ts' });
      return (result?.messages ?? []).map(({ line, message }) => `${patterns[line - 2]?.[0]}: ${message}`);
    };
    assert.deepEqual(await slow(patterns.map(([, written]) => written)), []);
    assert.equal((await slow(['/^(a+)+$/'])).length, 1, 'a slow one is found');
  });
});
