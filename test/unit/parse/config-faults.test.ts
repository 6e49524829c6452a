import assert from 'node:assert/strict';
import { certainFault } from '../../../src/core/parse/config/certain-fault';
import type { ConfigFormat } from '../../../src/core/parse/config/languages';
import { faultWords } from '../../../src/core/parse/config/fault-words';
import { parseConfig } from '../../../src/core/parse/config/parse';
import { removeWithComment } from '../../../src/core/parse/config/remove-with-comment';
import { succeed } from '../../../src/core/parse/config/succeed';
import { applyEdits } from '../../../src/core/text/edit';
import { growsInProportion } from '../../support/cpu-time';

describe('certainFault', () => {
  const shown = (text: string, format: ConfigFormat): string | undefined => {
    const fault = certainFault(text, parseConfig(text, format));
    return fault && `${text.slice(fault.span.start, fault.span.end)}: ${faultWords(fault)}`;
  };

  const broken: readonly (readonly [ConfigFormat, string, RegExp])[] = [
    ['json', '{"a": 1 "b": 2}', /^"b": a comma is missing/],
    ['json', '{"a": [1, 2}', /^\}: /],
    ['json', '{"a": 1\n', /^1: a closing brace is missing$/],
    ['json', '{"a": "x}\n', /never closed$/],
    ['yaml', 'a: "x\nb: y\n', /^": this quote is never closed$/],
    ['yaml', 'a: [1, 2\nb: [3]\n', /still open ends before this$/],
    ['yaml', 'a: b: c\n', /needs quotes$/],
    ['yaml', 'a:\n\tb: 1\n', /a tab cannot indent YAML$/],
    ['yaml', 'a: *\n', /./],
  ];
  for (const [format, text, expected] of broken) it(JSON.stringify(text), () => assert.match(shown(text, format) ?? '', expected));

  const fine: readonly (readonly [ConfigFormat, string])[] = [
    ['json', '{"a":1}\n{"a":2}\n'],
    ['json', '{"port": @PORT@}'],
    ['json', `${'['.repeat(1000)}${']'.repeat(1000)}`],
    ['yaml', 'a: "x\n  y"\nb: {{ c }}\n'],
    ['yaml', '- a: "x\n  y\n  z"\n- b: 1\n'],
    ['yaml', "- x: 'it''s\n  on two lines' # here\n"],
    ['yaml', 'a:\n  b: [\n  1, # ]\n  "]"\n  ]\nc: 2\n'],
    ['ini', '[a\n=\n'],
    ['properties', '\\u1\n'],
    ['env', 'A="\n'],
  ];
  for (const [format, text] of fine)
    it(`${JSON.stringify(text.slice(0, 50))} may be right`, () => assert.equal(shown(text, format), undefined));

  it('takes time in proportion to the length', async () => {
    for (const odd of [
      (size: number) => `a: [${'"'.repeat(size)}`,
      (size: number) => `a: "${'\\"'.repeat(size)}`,
      (size: number) => `${'\n'.repeat(size)}a: [`,
      (size: number) => `${'{"a":1}\n'.repeat(size / 25)}x`,
    ]) {
      for (const format of ['json', 'yaml'] as const) {
        await growsInProportion(20_000, (size) => certainFault(odd(size), parseConfig(odd(size), format)), `${format} ${odd(25)}`);
      }
    }
  });
});

describe('removeWithComment', () => {
  const without = (text: string, format: ConfigFormat, key: string): string => {
    const file = parseConfig(text, format);
    const entry = file.entries.find((each) => each.key === key) ?? assert.fail(`no ${key}`);
    return applyEdits(text, removeWithComment(text, file, entry));
  };
  const cases: readonly (readonly [string, ConfigFormat, string, string, string])[] = [
    ['takes its own comment along', 'ini', 'a = 1\n\n; about b\nb = 2\n\nc = 3\n', 'b', 'a = 1\n\nc = 3\n'],
    ['keeps what heads the file', 'ini', '; the file\nb = 2\n\nc = 3\n', 'b', '; the file\n\nc = 3\n'],
    ['keeps a comment that the next key shares', 'ini', 'a = 1\n; limits\nb = 2\nc = 3\n', 'b', 'a = 1\n; limits\nc = 3\n'],
    ['takes a comment that names it', 'ini', 'a = 1\n; b counts\nb = 2\nc = 3\n', 'b', 'a = 1\nc = 3\n'],
    ['keeps a comment that names another key', 'ini', 'host = 1\n; with host\nb = 2\n\nc = 3\n', 'b', 'host = 1\n; with host\n\nc = 3\n'],
    ['keeps settings that are switched off', 'ini', 'a = 1\n;x = 1\n; why\nb = 2\n\n[c]\n', 'b', 'a = 1\n;x = 1\n\n[c]\n'],
    ['knows the end of a YAML section', 'yaml', 'a:\n  c: 1\n  # why\n  b: 2\nd: 3\n', 'a.b', 'a:\n  c: 1\nd: 3\n'],
    ['leaves texts alone', 'yaml', 'a: |\n  x\n  # y\nb: 2\n', 'b', 'a: |\n  x\n  # y\n'],
    ['keeps CR LF', 'properties', 'a=1\r\n\r\n! why\r\nb=2\r\n\r\nc=3\r\n', 'b', 'a=1\r\n\r\nc=3\r\n'],
    ['works in JSON', 'json', '{\n  "a": 1,\n\n  // why\n  "b": 2,\n\n  "c": 3\n}\n', 'b', '{\n  "a": 1,\n\n  "c": 3\n}\n'],
  ];
  for (const [what, format, before, key, after] of cases) it(what, () => assert.equal(without(before, format, key), after));
});

describe('succeed', () => {
  const after = (text: string, format: ConfigFormat, from: string, to: string, value?: unknown): string => {
    const file = parseConfig(text, format);
    const entry = file.entries.find((each) => each.key === from) ?? assert.fail(`no ${from}`);
    const edits = succeed(text, file, entry, to, value);
    return edits.length === 0 ? 'no edit' : applyEdits(text, edits);
  };

  it('renames and sets', () => {
    assert.equal(after('a:\n  b: auto # x\n', 'yaml', 'a.b', 'a.c', true), 'a:\n  c: true # x\n');
    assert.equal(after('[a]\nb = auto ; x\n', 'ini', 'a.b', 'a.c', true), '[a]\nc = true ; x\n');
    assert.equal(after('{"a":{"b":"auto","d":1}}', 'json', 'a.b', 'e.c', true), '{"a":{"d":1},"e":{"c":true}}');
  });

  it('does neither where one of them cannot be done', () => {
    assert.equal(after('a: 1\nb: 2\n', 'yaml', 'a', 'b', true), 'no edit');
    assert.equal(after('a:\n- 1\n- 2\nb: 2\n', 'yaml', 'a', 'c', 'x'), 'no edit');
  });
});
