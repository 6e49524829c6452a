import assert from 'node:assert/strict';
import { followSession, type Standing } from '../../../src/core/facts/migrations/standing';
import { embeddedSql, loadSqlParser, parseSql, type SqlScript } from '../../../src/core/parse/sql';
import { parseShell } from '../../../src/core/parse/shell';

/** Of each `ALTER` and `CREATE`, in order. */
function standings(script: SqlScript): readonly Standing[] {
  const found: Standing[] = [];
  followSession(script, ({ change }, standing) => {
    if (change) found.push(standing);
  });
  return found;
}

const transactions = (script: SqlScript): string =>
  standings(script)
    .map(({ transaction, by }) => `${transaction ?? '-'} ${by ?? ''}`.trim())
    .join(', ');

const change = (name: string): string => `ALTER TABLE ${name} ADD c int;`;
const session = (text: string): SqlScript => embeddedSql(parseShell(text), text)[0] ?? assert.fail('no session');

describe('the session of a migration', () => {
  before(loadSqlParser);

  for (const [text, expected] of [
    [`${change('a')} ${change('b')}`, '-, -'],
    [`BEGIN; ${change('a')} COMMIT; ${change('b')} START TRANSACTION; ${change('d')} ROLLBACK;`, '0 begin, -, 1 begin'],
    [`BEGIN; ${change('a')} BEGIN; ${change('b')} COMMIT; ${change('d')}`, '0 begin, 0 begin, -'],
    [`BEGIN; SAVEPOINT s; ${change('a')} ROLLBACK TO s; ${change('b')} END;`, '0 begin, 0 begin'],
    [`\\set AUTOCOMMIT off\n${change('a')} ${change('b')} COMMIT; ${change('d')}`, '0 begin, 0 begin, 1 begin'],
    [`BEGIN; ${change('a')}\n\\c other\n${change('b')}`, '0 begin, -'],
  ] as const)
    it(`shares transactions: ${text.replace(/\n/g, ' ')}`, () => {
      assert.equal(transactions(parseSql(text)), expected);
    });

  for (const [text, expected] of [
    [`psql -c '${change('a')} ${change('b')}' -c '${change('d')}'`, '0 request, 0 request, -'],
    [`psql -c 'CREATE INDEX CONCURRENTLY i ON t (a)'`, '-'],
    [`psql -c 'BEGIN; ${change('a')} COMMIT; ${change('b')}'`, '1 begin, 2 request'],
    [`psql -1 <<E\n${change('a')}\n${change('b')}\nE\n`, '0 client, 0 client'],
    [`psql <<E\n${change('a')}\n${change('b')}\nE\n`, '-, -'],
  ] as const)
    it(`knows what the client makes a transaction of: ${text.replace(/\n/g, ' ')}`, () => {
      assert.equal(transactions(session(text)), expected);
    });

  it('knows how long a statement waits', () => {
    const waits = (text: string): string =>
      standings(parseSql(text))
        .map((one) => one.waits)
        .join(', ');
    assert.equal(waits(`SET lock_timeout = '5s'; ${change('a')} SET lock_timeout TO 0; ${change('b')}`), 'bounded, unbounded');
    assert.equal(waits(`SET lock_timeout = '5s'; ${change('a')} RESET lock_timeout; ${change('b')}`), 'bounded, unbounded');
    assert.equal(waits(`SET lock_timeout = '5s'; ${change('a')} RESET ALL; ${change('b')}`), 'bounded, unbounded');
    assert.equal(waits(`SELECT set_config('lock_timeout', '5s', false); ${change('a')}`), 'bounded');
    assert.equal(waits(`BEGIN; SET LOCAL lock_timeout = '5s'; ${change('a')} COMMIT; ${change('b')}`), 'bounded, unbounded');
    assert.equal(waits(`SET LOCAL lock_timeout = '5s'; ${change('a')}`), 'if-whole');
    assert.equal(waits(`SET lock_timeout = '0'; ${change('a')} SET lock_timeout = '0ms'; ${change('b')}`), 'unbounded, unbounded');
    assert.equal(waits(`SET lock_timeout = '5s';\n\\c other\n${change('a')}`), 'unbounded');
  });

  it('knows what the client bounds, and where it goes', () => {
    const client = (text: string): unknown => {
      const { bounds, isPooled } = session(text).client ?? assert.fail('no client');
      return [bounds.lock, bounds.statement, isPooled];
    };
    const sql = `-c '${change('a')}'`;
    assert.deepEqual(client(`psql ${sql}`), [false, false, false]);
    assert.deepEqual(client(`PGOPTIONS='-c lock_timeout=5s' psql ${sql}`), [true, false, false]);
    assert.deepEqual(client(`export PGOPTIONS="-c lock_timeout=3s -c statement_timeout=10min"\npsql ${sql}`), [true, true, false]);
    assert.deepEqual(client(`PGOPTIONS='-c lock_timeout=0' psql ${sql}`), [false, false, false]);
    for (const pooled of [
      `psql -p 6432 ${sql}`,
      `psql --port=6432 ${sql}`,
      `DB_PORT=6432\npsql -p "$DB_PORT" ${sql}`,
      `PGPORT=6432 psql ${sql}`,
      `psql -h pgbouncer.internal ${sql}`,
      `psql postgres://app@db:6432/app ${sql}`,
      `psql "host=db-pooler dbname=app" ${sql}`,
    ])
      assert.deepEqual(client(pooled), [false, false, true], pooled);
    assert.deepEqual(client(`PGPORT=6432\npsql -h db -p 5432 ${sql}`), [false, false, false]);
  });
});
