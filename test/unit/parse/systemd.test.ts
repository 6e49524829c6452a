import assert from 'node:assert/strict';
import { parseUnit, wordsOf, type UnitFile } from '../../../src/core/parse/systemd';
import { randomSource } from '../../support/random';
import { cpuTime } from '../../support/cpu-time';

const seed = Number(process.env['SEED'] ?? 20261121);

/** `Section.Key=value` of every directive. */
const facts = ({ sections }: UnitFile): string[] =>
  sections.flatMap(({ name, directives }) => directives.map(({ key, value }) => `${name}.${key}=${value}`));
const only = (unit: UnitFile) => {
  const directive = unit.sections[0]?.directives[0];
  assert.ok(directive);
  return directive;
};

describe('parseUnit', () => {
  it('reads sections, repeated keys and values as written', () => {
    const unit = parseUnit(
      '[Unit]\nDescription = A  b = c \nAfter=x.service\nAfter=y.service\n\n[Service]\nExecStart=/bin/a\n[Unit]\nWants=z.target\n',
    );
    assert.deepEqual(facts(unit), [
      'Unit.Description=A  b = c',
      'Unit.After=x.service',
      'Unit.After=y.service',
      'Service.ExecStart=/bin/a',
      'Unit.Wants=z.target',
    ]);
    assert.deepEqual(unit.faults, []);
  });

  it('gives the places of keys, values and words', () => {
    const text = '[Unit]\n  After =  a.service   "b c.service"\n';
    const directive = only(parseUnit(text));
    const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    assert.equal(at(directive.keySpan), 'After');
    assert.equal(at(directive.valueSpan), 'a.service   "b c.service"');
    assert.deepEqual(
      directive.words.map(({ value, span }) => [value, at(span)]),
      [
        ['a.service', 'a.service'],
        ['b c.service', '"b c.service"'],
      ],
    );
  });

  it('joins continued lines, over comments between them, and keeps each word in its place', () => {
    const text = '[Unit]\nAfter=a.service \\\n# not this.service \\\n  ; nor this\n   b.service\\\n\tc.service\nWants=d\n';
    const unit = parseUnit(text);
    assert.deepEqual(facts(unit), ['Unit.After=a.service  b.service c.service', 'Unit.Wants=d']);
    assert.deepEqual(
      only(unit).words.map(({ span }) => text.slice(span.start, span.end)),
      ['a.service', 'b.service', 'c.service'],
    );
  });

  it('takes an even number of backslashes at the end for what they are', () => {
    assert.deepEqual(facts(parseUnit('[S]\nA=x\\\\\nB=y\\\\\\\nC=z\n')), ['S.A=x\\\\', 'S.B=y\\\\ C=z']);
  });

  it('ends a continuation at an empty line and at the end of the file', () => {
    assert.deepEqual(facts(parseUnit('[S]\nA=x \\\n\nB=y\nC=z \\')), ['S.A=x', 'S.B=y', 'S.C=z']);
  });

  it('leaves comments and blank lines out, also indented and without an end of line', () => {
    assert.deepEqual(facts(parseUnit('; one\n#two\n\n \t\n  # three\n[S]\nA=1 # no comment\n;B=2\n#C=3')), ['S.A=1 # no comment']);
  });

  it('reads CRLF, and CR alone, like LF', () => {
    const unix = '[S]\n# c\nA=x \\\n  y\n\nB=2\n';
    for (const end of ['\r\n', '\r']) {
      const text = unix.replaceAll('\n', end);
      const unit = parseUnit(text);
      assert.deepEqual(facts(unit), facts(parseUnit(unix)));
      assert.deepEqual(
        only(unit).words.map(({ span }) => text.slice(span.start, span.end)),
        ['x', 'y'],
      );
    }
  });

  it('keeps escapes and specifiers, and takes quotes off words', () => {
    const { words } = only(parseUnit('[S]\nE=a\\x20b "A=1 2" \'%i "q"\' pre"mid dle"post %h/x \\" end\n'));
    assert.deepEqual(
      words.map(({ value }) => value),
      ['a\\x20b', 'A=1 2', '%i "q"', 'premid dlepost', '%h/x', '\\"', 'end'],
    );
  });

  it('reads drop-ins that reset a list', () => {
    const unit = parseUnit('[Unit]\nAfter=a b\nAfter=\nAfter=c\n[Service]\nAfter=x\n');
    assert.deepEqual(
      wordsOf(unit, 'Unit', 'After').map(({ value }) => value),
      ['c'],
    );
    assert.deepEqual(wordsOf(unit, 'Install', 'After'), []);
    assert.deepEqual(unit.sections[0]?.directives[1]?.valueSpan, { start: 23, end: 23 });
  });

  it('tells lines that systemd would not read, with their places', () => {
    const text = 'A=1\n[S\n[T]\nword\n=2\n[U] x\n';
    const unit = parseUnit(text);
    assert.deepEqual(
      unit.faults.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
      [
        ['unit-outside', 'A=1'],
        ['unit-section', '[S'],
        ['unit-assignment', 'word'],
        ['unit-assignment', '=2'],
        ['unit-section', '[U] x'],
      ],
    );
  });

  it('stops telling after fifty faults', () => {
    assert.equal(parseUnit(`[S]\n${'x\n'.repeat(500)}`).faults.length, 50);
  });

  it('reads nothing as nothing', () => {
    for (const text of ['', '\n', '\\', '\\\n', '# c', '   '])
      assert.deepEqual(parseUnit(text), { sections: [], faults: [], faultsCut: false });
  });

  it(`never fails, and all places lie in the file (seed ${seed})`, () => {
    const random = randomSource(seed);
    const parts = [
      '[',
      ']',
      '[Unit]',
      '[Service]\n',
      '=',
      'After=',
      '\\',
      '\\\n',
      '\n',
      '\r\n',
      '\r',
      '#',
      ';',
      ' ',
      '\t',
      '"',
      "'",
      '%i',
      'a.service',
      'é😀',
      '\0',
      '\u2028',
      'x'.repeat(40),
    ];
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random.below(30) }, () => random.pick(parts)).join('');
      const unit = parseUnit(text);
      const spans = [
        ...unit.faults.map(({ span }) => span),
        ...unit.sections.flatMap(({ span, directives }) => [
          span,
          ...directives.flatMap((found) => [found.keySpan, found.valueSpan, ...found.words.map((word) => word.span)]),
        ]),
      ];
      for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= text.length, JSON.stringify(text));
      for (const { directives } of unit.sections) {
        for (const { key, keySpan, words } of directives) {
          if (!text.slice(keySpan.start, keySpan.end).includes('\\'))
            assert.equal(text.slice(keySpan.start, keySpan.end), key, JSON.stringify(text));
          for (const { value, span } of words)
            if (/^[\w.]+$/.test(value) && span.end - span.start === value.length) assert.equal(text.slice(span.start, span.end), value);
        }
      }
    }
  });

  it('is quick with what no person writes', () => {
    const started = cpuTime();
    for (const text of [
      '[S]\nA=' + 'x '.repeat(200_000),
      '[S]\nA=\\\n' + ' y\\\n'.repeat(100_000),
      '[S]\nA=' + '"'.repeat(400_000),
      '[S]\nA=x' + '\\'.repeat(400_000),
      '['.repeat(400_000),
      ' '.repeat(400_000),
    ]) {
      parseUnit(text);
    }
    assert.ok(cpuTime() - started < 9000, `${Math.round(cpuTime() - started)} ms`);
  });
});
