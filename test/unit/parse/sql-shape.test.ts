import assert from 'node:assert/strict';
import { factsOf } from '../../../src/core/parse/sql/facts';
import { loadSqlParser, parseGrammar } from '../../../src/core/parse/sql/grammar';
import { shapeOf } from '../../../src/core/parse/sql/shape';
import { randomSource } from '../../support/random';

const seed = 20261129;

/** VALUE stands for a string, NUMBER for a number. */
const templates = [
  "INSERT INTO settings (name, value) VALUES (VALUE, 'on') ON CONFLICT (name) DO NOTHING",
  'INSERT INTO t VALUES (NUMBER, VALUE, NUMBER.5, -NUMBER, 1e3)',
  'UPDATE orders SET state = VALUE, n = n + NUMBER WHERE id BETWEEN NUMBER AND NUMBER',
  'DELETE FROM t2024 WHERE a1 = NUMBER OR b = VALUE',
  'SELECT count(*) INTO t_NUMBER FROM a LIMIT NUMBER',
  "SELECT VALUE || VALUE, interval VALUE, x'1f', E'\\n', U&'\\0041' UESCAPE VALUE",
  'SELECT NUMBERabc, VALUEVALUE',
  'SELECT pg_advisory_lock(NUMBER), VALUE -- NUMBER',
  'SELECT a FROM "t""NUMBER" WHERE x = VALUE FOR UPDATE',
  'SELECT ARRAY[NUMBER,NUMBER], $a$ VALUE $a$, a[NUMBER:NUMBER]',
  'VALUES (VALUE), (VALUE\n)',
  'INSERT INTO t VALUES (VALUE /* NUMBER */)',
  'SELECT NUMBER.NUMBER.NUMBER, VALUE FROM a.b.cNUMBER',
];
const strings = ["'a'", "''", "'it''s'", "''''", "'--'", "'/*'", "'a;b'", "'1'", "'x\ny'", "'lock'", "'\"'", "'$1'", "'\\'", "'ä'"];

describe('statements of one shape', () => {
  before(loadSqlParser);

  it(`parse alike and do the same (seed ${seed})`, () => {
    const random = randomSource(seed);
    const filled = (template: string): string =>
      template
        .replaceAll('VALUE', () => random.pick(strings))
        .replaceAll('NUMBER', () => String(random.below(random.below(2) === 0 ? 10 : 2_000_000_000)));
    const told = (sql: string) => {
      const parsed = parseGrammar(sql);
      return 'error' in parsed ? 'error' : parsed.statements.map((statement) => factsOf(statement, sql));
    };
    const known = new Map<string, { sql: string; told: unknown }>();
    let alike = 0;
    for (let run = 0; run < 6000; run++) {
      const sql = filled(random.pick(templates));
      const shape = shapeOf(sql);
      if (shape === undefined) continue;
      const first = known.get(shape);
      if (!first) known.set(shape, { sql, told: told(sql) });
      else {
        alike++;
        assert.deepEqual(told(sql), first.told, `${sql}\nis told as\n${first.sql}`);
      }
    }
    assert.ok(alike > 500, String(alike));
  });

  it('is not told of what values decide', () => {
    for (const sql of [
      'SELECT pg_advisory_lock(1)',
      'SELECT a FROM b FOR UPDATE',
      'CREATE TABLE a (b int)',
      "SET lock_timeout = '5s'",
      "SELECT E'a'",
    ])
      assert.equal(shapeOf(sql), undefined, sql);
  });
});
