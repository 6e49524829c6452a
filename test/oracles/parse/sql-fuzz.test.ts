import assert from 'node:assert/strict';
import { parseShell } from '../../../src/core/parse/shell';
import { embeddedSql, loadSqlParser, parseSql, type SqlScript } from '../../../src/core/parse/sql';
import { randomSource } from '../../support/random';
import { cpuTime } from '../../support/cpu-time';

const seed = Number(process.env['SEED'] ?? 20261121);

const pieces = [
  ...[
    'SELECT',
    'ALTER TABLE',
    'CREATE',
    'TEMP',
    'INDEX',
    'DROP',
    'DO',
    'COPY a FROM stdin',
    'BEGIN',
    'COMMIT',
    'FUNCTION f()',
    'ATOMIC',
    'END',
    'CASE',
  ],
  ...[
    ';',
    "'",
    '"',
    '$$',
    '$a$',
    '$1',
    '(',
    ')',
    '--',
    '/*',
    '*/',
    '\\',
    '\\.',
    '\\;',
    '\\if',
    '\\endif',
    '\\gset',
    '\\i a',
    ':',
    ":'a'",
    '::',
    '`',
    '@a@',
  ],
  ...['\n', '\r\n', ' ', '\t', '\0', 'ä', '😀', '\ud800', '1e9', "E'\\", 'U&"', ',', '.', '=', '[', '{{', '}}', '%', 'a', 'b.c'],
];
const shellPieces = [
  ...[
    'psql',
    ' -c ',
    ' -f ',
    ' -1 ',
    '"',
    "'",
    ' <<E\n',
    '\nE\n',
    " <<'E'\n",
    '<<<',
    ' | ',
    '$(',
    ')',
    '`',
    '${',
    '}',
    '$a',
    'su -c ',
    'echo ',
    'flock ',
    '\\',
    ';',
    '\n',
  ],
];

const check = (text: string, scripts: readonly SqlScript[]): void => {
  for (const script of scripts) {
    let before = 0;
    for (const { span, kind } of script.items) {
      assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${kind} ${span.start}-${span.end}`);
      if (!script.client && kind === 'statement') {
        assert.ok(span.start >= before, 'statements overlap');
        before = span.end;
      }
    }
    for (const { span } of script.faults) assert.ok(span.start >= 0 && span.end <= text.length);
  }
};

describe(`SQL, fuzzed (SEED=${seed})`, function () {
  before(loadSqlParser);

  it('survives any text', () => {
    const random = randomSource(seed);
    for (let round = 0; round < 4000; round++) {
      const text = Array.from({ length: random.below(60) }, () => random.pick(pieces)).join(random.below(2) ? ' ' : '');
      check(text, [parseSql(text)]);
    }
  });

  it('survives any text inside a shell script', () => {
    const random = randomSource(seed + 1);
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random.below(60) }, () => random.pick(random.below(3) ? pieces : shellPieces)).join(
        random.below(2) ? ' ' : '',
      );
      check(text, embeddedSql(parseShell(text), text));
    }
  });

  it('finds statements that were put together, at their places', () => {
    const random = randomSource(seed + 2);
    const bodies = [
      'SELECT \';\', "a;b"',
      'ALTER TABLE t ADD c text DEFAULT $$;$$',
      'DO $b$ BEGIN; END; $b$',
      'SELECT /* ; */ (1) -- ;\n',
      'DROP TABLE größe',
      "UPDATE a SET b = E'\\';'",
    ];
    const between = [';', ' ;\n', ';\r\n-- remark ;\r\n', '; /* ; */ ', ';\n\\echo ; \n'];
    for (let round = 0; round < 500; round++) {
      const expected = Array.from({ length: 1 + random.below(8) }, () => random.pick(bodies));
      const text = expected.map((body) => body + random.pick(between)).join('');
      const found = parseSql(text).items.flatMap((item) => (item.kind === 'statement' ? [text.slice(item.span.start, item.span.end)] : []));
      assert.deepEqual(
        found,
        expected.map((body) => body.replace(/ -- ;\n$/, '')),
      );
    }
  });

  it('is quick on hostile text', () => {
    const many = 50_000;
    const texts = [
      '('.repeat(many),
      "'".repeat(many + 1),
      '/*'.repeat(many),
      '$a'.repeat(many),
      ';'.repeat(many),
      '\\if '.repeat(many),
      ':a'.repeat(many),
      '@a'.repeat(many),
      '{{'.repeat(many),
      'CREATE '.repeat(many),
      'a.'.repeat(many),
      `SELECT ${'1+'.repeat(many)}1`,
      `SELECT ${'not '.repeat(many)}`,
      `DO $$${'begin '.repeat(many)}$$`,
      '%a'.repeat(many),
      '$$ $a$ '.repeat(many),
    ];
    const timeOf = (text: string): number => {
      const started = cpuTime();
      parseSql(text);
      const shell = `psql <<E\n${text}\nE\n`;
      embeddedSql(parseShell(shell), shell);
      return cpuTime() - started;
    };
    for (const text of texts) {
      // A machine that stalls makes one of two slow; what takes time by itself is slow twice.
      const took = Math.min(timeOf(text), timeOf(text));
      assert.ok(took < 3000, `${text.slice(0, 20)}… took ${took.toFixed(0)} ms`);
    }
  });
});
