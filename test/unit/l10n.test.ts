import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const textsIn = (path: string): Record<string, string> =>
  JSON.parse(readFileSync(join(__dirname, '../..', path), 'utf8')) as Record<string, string>;

/** What must be the same in every language: places of values, links with their commands, names in code, settings that are named. */
const fixedParts = (text: string): string[] => (text.match(/\{\d+\}|\]\([^)]*\)|`[^`]+`|\$\([a-z-]+\)/g) ?? []).sort();

const languages: readonly (readonly [what: string, english: string, german: string])[] = [
  ['messages', 'l10n/bundle.l10n.json', 'l10n/bundle.l10n.de.json'],
  ['commands, settings and views', 'package.nls.json', 'package.nls.de.json'],
];

describe('German', () => {
  for (const [what, from, to] of languages) {
    const english = textsIn(from);
    const german = textsIn(to);

    it(`has all ${what}`, () => {
      assert.deepEqual(
        Object.keys(english).filter((key) => !german[key]?.trim()),
        [],
      );
    });

    it(`has no other ${what}`, () => {
      assert.deepEqual(
        Object.keys(german).filter((key) => !(key in english)),
        [],
      );
    });

    it(`keeps values, links and names in ${what}`, () => {
      const differing = Object.keys(german).filter((key) => fixedParts(german[key] ?? '').join() !== fixedParts(english[key] ?? '').join());
      assert.deepEqual(differing, []);
    });

    it(`keeps a colon, an ellipsis and an unfinished sentence in ${what}`, () => {
      const end = (text: string): string => /[.?…:]$/.exec(text)?.[0] ?? '';
      assert.deepEqual(
        Object.keys(german).filter((key) => end(german[key] ?? '') !== end(english[key] ?? '')),
        [],
      );
    });
  }

  it('names everything of package.json that is to be translated', () => {
    const named = [...readFileSync(join(__dirname, '../../package.json'), 'utf8').matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key);
    const english = textsIn('package.nls.json');
    assert.ok(named.length > 50);
    assert.deepEqual(
      named.filter((key) => !english[key]),
      [],
    );
    assert.deepEqual(
      Object.keys(english).filter((key) => !named.includes(key)),
      [],
    );
  });
});
