import assert from 'node:assert/strict';
import { unseenIn, visible, visibleJson } from '../../../src/core/text/visible';

describe('visible text', () => {
  const steering: readonly (readonly [name: string, character: string, shown: string])[] = [
    ['an escape', '\u001b', '\\u{1b}'],
    ['a line feed', '\n', '\\u{a}'],
    ['delete', '\u007f', '\\u{7f}'],
    ['a C1 control sequence', '\u009b', '\\u{9b}'],
    ['a soft hyphen', '\u00ad', '\\u{ad}'],
    ['an Arabic letter mark', '\u061c', '\\u{61c}'],
    ['a Mongolian vowel separator', '\u180e', '\\u{180e}'],
    ['a blank without width', '\u200b', '\\u{200b}'],
    ['a mark from right to left', '\u200f', '\\u{200f}'],
    ['a line separator', '\u2028', '\\u{2028}'],
    ['an override', '\u202e', '\\u{202e}'],
    ['a word joiner', '\u2060', '\\u{2060}'],
    ['an isolate', '\u2066', '\\u{2066}'],
    ['a byte order mark', '\ufeff', '\\u{feff}'],
    ['an annotation', '\ufff9', '\\u{fff9}'],
    ['a tag', '\u{e0041}', '\\u{e0041}'],
    ['half of a pair', '\ud83d', '\\u{d83d}'],
  ];
  for (const [name, character, shown] of steering) {
    it(`writes out ${name}`, () => {
      assert.equal(visible(`a${character}b`), `a${shown}b`);
      assert.deepEqual(unseenIn(`a${character}b`), [character]);
      const json = visibleJson(JSON.stringify({ [character]: character }, undefined, 2));
      assert.deepEqual(JSON.parse(json), { [character]: character });
      assert.match(json, /^[\x20-\x7e\n]*$/);
    });
  }

  it('leaves the scripts of the world, emoji and backslashes', () => {
    for (const text of ['', 'plain ~', 'Grüße', 'שלום', '日本語', '\u{1f600}', 'a\\u{202e}']) {
      assert.equal(visible(text), text);
      assert.deepEqual(unseenIn(text), []);
    }
  });
});
