import assert from 'node:assert/strict';
import { loadSqlParser, parseSql } from '../../../src/core/parse/sql';
import { coldStart, walk } from '../../../src/core/facts/migrations/session';

const change = 'ALTER TABLE a ADD b int;';
const isReported = (text: string): boolean => walk(parseSql(text), coldStart, () => undefined).unguarded.length > 0;

describe('what counts as a migration lock', () => {
  before(loadSqlParser);

  for (const held of [
    `SELECT pg_advisory_lock(1); ${change}`,
    `BEGIN; SELECT pg_advisory_xact_lock(1, 2); ${change} COMMIT;`,
    `BEGIN; LOCK TABLE versions IN EXCLUSIVE MODE; ${change} COMMIT;`,
    `BEGIN; SELECT * FROM versions WHERE id = 1 FOR UPDATE; ${change} COMMIT;`,
    `SELECT pg_try_advisory_lock(1) AS got \\gset\n\\if :got\n${change}\n\\endif\n`,
    `SELECT 1 / pg_try_advisory_lock(1)::int; ${change}`,
    `DO $$ BEGIN IF NOT pg_try_advisory_lock(1) THEN RAISE EXCEPTION 'x'; END IF; END $$; ${change}`,
    'DO $$ BEGIN PERFORM pg_advisory_xact_lock(1); ALTER TABLE a ADD b int; END $$;',
  ])
    it(`is silent: ${held}`, () => {
      assert.equal(isReported(held), false);
    });

  for (const open of [
    `SELECT block_check(); SELECT unblock_all(); SELECT clock_set(1); SELECT my_lock(); ${change}`,
    `-- no lock needed, pg_advisory_lock(1)\n${change}`,
    `SELECT 'pg_advisory_lock(1)'; ${change}`,
    `CREATE VIEW v AS SELECT pg_advisory_lock(1); ${change}`,
    `CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC SELECT pg_advisory_lock(1); END; ${change}`,
    `EXPLAIN SELECT pg_advisory_lock(1); ${change}`,
    `SELECT pg_advisory_lock_shared(1); ${change}`,
    `SELECT pg_try_advisory_lock(1); ${change}`,
    `SELECT 1 WHERE pg_try_advisory_lock(1); ${change}`,
    `DO $$ BEGIN PERFORM pg_try_advisory_lock(1); END $$; ${change}`,
    `SELECT pg_advisory_lock(1); SELECT pg_advisory_unlock(1); ${change}`,
    `SELECT pg_advisory_xact_lock(1); ${change}`,
    `BEGIN; SELECT pg_advisory_xact_lock(1); COMMIT; ${change}`,
    `BEGIN; LOCK TABLE versions IN SHARE MODE; ${change} COMMIT;`,
    `BEGIN; SELECT * FROM jobs FOR UPDATE SKIP LOCKED; ${change} COMMIT;`,
    'DO $$ BEGIN ALTER TABLE a ADD b int; PERFORM pg_advisory_xact_lock(1); END $$;',
    `${change} SELECT pg_advisory_lock(1);`,
  ])
    it(`is reported: ${open}`, () => {
      assert.equal(isReported(open), true);
    });
});
