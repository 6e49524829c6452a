import assert from 'node:assert/strict';
import { postgresServer } from '../../support/postgres';

const stop = ['-v', 'ON_ERROR_STOP=1'];
const locks = "SELECT 'held ' || count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid();";

describe('what rules on sessions say, on a PostgreSQL server', function () {
  this.timeout(60_000);
  const server = postgresServer(
    'CREATE TABLE events AS SELECT n AS id FROM generate_series(1, 1000) n; CREATE INDEX old_idx ON events (id);',
  );

  const inBoth = (sql: string) => Promise.all([server().script(sql, ...stop), server().script(sql, ...stop)]);

  it('who waits in pg_advisory_lock is a deadlock for an index that is built in the background', async () => {
    const both = await inBoth(
      'SELECT pg_advisory_lock(1);\nSELECT pg_sleep(1);\nCREATE INDEX CONCURRENTLY ON events (id);\nSELECT pg_advisory_unlock(1);',
    );
    assert.match(both.map(({ output }) => output).join('\n'), /deadlock detected/);
  });

  it('and none for one that is dropped so', async () => {
    const both = await inBoth(
      'SELECT pg_advisory_lock(1);\nSELECT pg_sleep(1);\nDROP INDEX CONCURRENTLY IF EXISTS old_idx;\nSELECT pg_advisory_unlock(1);',
    );
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
  });

  it('a lock of the transaction is gone after its statement, where nothing has begun one', async () => {
    assert.match((await server().script(`SELECT pg_advisory_xact_lock(2);\n${locks}`)).output, /held 0/);
    assert.match((await server().script(`BEGIN;\nSELECT pg_advisory_xact_lock(2);\n${locks}\nCOMMIT;`)).output, /held 1/);
    assert.match((await server().script(`DO $$ BEGIN PERFORM pg_advisory_xact_lock(2); END $$;\n${locks}`)).output, /held 0/);
    assert.match((await server().script(`DO $$ BEGIN PERFORM pg_advisory_lock(2); END $$;\n${locks}`)).output, /held 1/);
  });

  it('a shared lock lets a second run in', async () => {
    const both = await inBoth("SET lock_timeout = '500ms';\nSELECT pg_advisory_lock_shared(3);\nSELECT pg_sleep(1);");
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
  });

  it('SET LOCAL sets nothing outside of a transaction, and a request of several statements is one', async () => {
    const shown = async (...args: readonly string[]) => (await server().run('psql', ['-X', '-t', '-A', ...args])).output;
    assert.match(await shown('-c', "SET LOCAL lock_timeout = '3s'", '-c', 'SHOW lock_timeout'), /^0$/m);
    assert.match(await shown('-c', "SET LOCAL lock_timeout = '3s'; SHOW lock_timeout"), /^3s$/m);
    assert.match(await shown('-1', '-c', "SET LOCAL lock_timeout = '3s'", '-c', 'SHOW lock_timeout'), /^3s$/m);
    assert.match(await shown('-c', 'SELECT 1; CREATE INDEX CONCURRENTLY ON events (id)'), /cannot (run|be executed)/);
    assert.match(await shown('-c', 'DO $$ BEGIN CREATE INDEX CONCURRENTLY ON events (id); END $$'), /cannot (run|be executed)/);
  });

  it('what is not committed is gone, and nobody is told', async () => {
    const { code } = await server().script('BEGIN;\nCREATE TABLE lost (id int);', ...stop);
    assert.equal(code, 0);
    assert.equal(await server().value("SELECT count(*) FROM pg_class WHERE relname = 'lost'"), '0');
  });

  it('a COMMIT inside ends the transaction that psql has begun', async () => {
    const sql = 'CREATE TABLE kept (id int);\nCOMMIT;\nCREATE TABLE stays (id int);\nSELECT 1 / 0;';
    const { code } = await server().script(sql, ...stop, '-1');
    assert.notEqual(code, 0);
    assert.equal(await server().value("SELECT count(*) FROM pg_class WHERE relname IN ('kept', 'stays')"), '2');
  });
});
