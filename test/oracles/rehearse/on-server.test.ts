import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { DatabaseError } from '../../../src/core/rehearse/database';
import { longestWait, verdictOf } from '../../../src/core/rehearse/problems';
import { openSession } from '../../../src/node/rehearse/server/psql';
import { rehearseOn } from '../../../src/node/rehearse/server/rehearser';
import { temporaryFolder, upgradeReview } from '../../support/cli';
import { plannedMigrations } from '../../support/planned-migrations';
import { postgresServer } from '../../support/postgres';
import { addressOf } from '../../support/psql-database';

describe('a rehearsal on a server', () => {
  const server = postgresServer('CREATE ROLE rehearsal LOGIN CREATEDB; CREATE ROLE other LOGIN;');

  const site = { inventory: emptyInventory, environment: 'production' };
  const left = () => server().value("SELECT count(*) FROM pg_database WHERE datname LIKE 'upgrade\\_review%'");
  const files = () =>
    plannedMigrations({
      'db/schema.sql': 'CREATE TABLE t (id bigint PRIMARY KEY, a int);\n',
      'db/002_a.sql':
        'ALTER TABLE t ADD COLUMN b uuid DEFAULT gen_random_uuid();\nGRANT SELECT ON t TO nobody_here;\nCREATE ROLE app;\nCREATE INDEX CONCURRENTLY t_a ON t (a);\n',
    });

  it('sees what statements lock and write anew, makes no roles, and leaves nothing behind', async () => {
    const { rehearsal } = await rehearseOn(addressOf(server(), 'rehearsal'), site)(await files());
    assert.equal(rehearsal.ended, undefined);
    assert.match(rehearsal.server, /^PostgreSQL \d+\.\d+ at 127\.0\.0\.1:\d+$/);
    const file = rehearsal.files.find(({ role }) => role === 'new');
    assert.deepEqual(
      file?.statements.map(({ outcome, rewritten, error }) => [outcome, rewritten, error?.code]),
      [
        ['done', ['public.t'], undefined],
        ['lacking', [], '42704'],
        ['done', [], undefined],
      ],
    );
    assert.deepEqual(
      file.leftOut.map(({ why }) => why),
      ['whole-server'],
    );
    assert.equal(verdictOf(rehearsal), 'incomplete');
    assert.equal(await left(), '0');
  });

  it('gives statements to the server, and never to the client', async () => {
    const session = await openSession(addressOf(server()), 'postgres');
    const folder = temporaryFolder();
    const witness = join(folder.path, 'witness');
    const tricks = [
      `SELECT 'a\n\\! touch ${witness}\n'`,
      `SELECT 1 \\! touch ${witness}`,
      `\\! touch ${witness}`,
      `SELECT E'\\'' \\! touch ${witness}`,
      `SELECT $a$ \\! touch ${witness}\n$a$`,
      `SELECT 'never closed\n\\! touch ${witness}`,
      '/* never closed',
    ];
    for (const sql of tricks)
      await session.run(sql).catch((error: unknown) => {
        if (!(error instanceof DatabaseError)) throw error;
      });
    assert.deepEqual((await session.run("SELECT 'a\nb' AS x, NULL AS y, 2 AS z")).rows, [{ x: 'a\nb', y: null, z: '2' }]);
    assert.ok(!existsSync(witness));
    await session.close();
    folder.remove();
  });

  it('refuses roles that could harm others, and what is production', async () => {
    const on = (role: string, inventory = emptyInventory) => rehearseOn(addressOf(server(), role), { ...site, inventory })([]);
    await assert.rejects(on('postgres'), /postgres is a superuser, and could be made to start programs/);
    await assert.rejects(on('other'), /other may not create databases/);
    const withDatabase = { ...emptyInventory, environments: [{ name: 'production', hosts: [], databases: [{ name: 'postgres' }] }] };
    await assert.rejects(on('rehearsal', withDatabase), /the server holds the database postgres of production/);
    const withHost = { ...emptyInventory, environments: [{ name: 'production', hosts: [{ name: '127.0.0.1' }], databases: [] }] };
    await assert.rejects(on('rehearsal', withHost), /is a host of production/);
    await server().script('CREATE DATABASE mine OWNER rehearsal;');
    await assert.rejects(on('rehearsal'), /the database mine belongs to the same role/);
    await server().script('DROP DATABASE mine;');
    await assert.rejects(on('nobody'), /role "nobody" does not exist/);
    assert.equal(await left(), '0');
  });

  const fileOf = async (files: Readonly<Record<string, string>>) => {
    const { rehearsal } = await rehearseOn(addressOf(server(), 'rehearsal'), site)(await plannedMigrations(files));
    assert.equal(rehearsal.ended, undefined);
    return rehearsal.files.find(({ role }) => role === 'new');
  };
  const rooms = 'CREATE TABLE rooms (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(20) NOT NULL, at timestamptz);\n';

  it('tells what two runners at once come to: a lock that is waited for deadlocks, one that refuses lets one migrate', async () => {
    const index = 'CREATE INDEX CONCURRENTLY IF NOT EXISTS rooms_name ON rooms (name);\n';
    const waiting = `SELECT pg_advisory_lock(1);\n${index}SELECT pg_advisory_unlock(1);\n`;
    const deadlock = await fileOf({ 'db/schema.sql': rooms, 'db/002.sql': waiting });
    assert.deepEqual([deadlock?.raced?.outcome, deadlock?.raced?.error?.code], ['deadlock', '40P01']);
    assert.ok((deadlock?.raced?.longest?.milliseconds ?? 0) > 500);
    const guard = String.raw`SELECT pg_try_advisory_lock(1) AS mine \gset
\if :mine
${index}SELECT pg_advisory_unlock(1);
\else
DO $$ BEGIN RAISE EXCEPTION 'another migration is running'; END $$;
\endif
`;
    assert.equal((await fileOf({ 'db/schema.sql': rooms, 'db/002.sql': guard }))?.raced?.outcome, 'one');
    const adding = "INSERT INTO rooms (name) VALUES ('Lobby');\n";
    const twice = await fileOf({ 'db/schema.sql': rooms, 'db/002.sql': adding });
    assert.deepEqual([twice?.raced?.outcome, twice?.raced?.at?.line], ['twice', 0]);
  });

  it('tells how long others wait behind a change that waits itself, and that a bound helps', async () => {
    const change = 'ALTER TABLE rooms ADD COLUMN floor integer;\n';
    const unbounded = await fileOf({ 'db/schema.sql': rooms, 'db/002.sql': change });
    assert.ok((unbounded?.loaded?.longest?.milliseconds ?? 0) > longestWait, JSON.stringify(unbounded?.loaded));
    assert.ok((unbounded?.loaded?.waited?.milliseconds ?? 0) > longestWait);
    assert.equal(unbounded?.loaded?.longest?.table, 'public.rooms');
    const bounded = await fileOf({ 'db/schema.sql': rooms, 'db/002.sql': `SET lock_timeout = '200ms';\n${change}` });
    assert.equal(bounded?.loaded?.gaveUp?.line, 1);
    assert.ok((bounded.loaded.longest?.milliseconds ?? 0) < longestWait, JSON.stringify(bounded.loaded));
    assert.equal(await left(), '0');
  });

  it('ends in time, and drops its database then as well', async () => {
    const slow = await plannedMigrations({
      'db/002_a.sql': 'CREATE TABLE t (id int);\nSELECT pg_sleep(600);\nALTER TABLE t ADD COLUMN a int;\n',
    });
    const { rehearsal } = await rehearseOn(addressOf(server(), 'rehearsal'), site)(slow, { bounds: { time: 500, memory: 1 } });
    assert.equal(rehearsal.ended?.code, 'time');
    assert.equal(await left(), '0');
  });

  it('drops its database when it is killed', async () => {
    const program = `
      const { connectTo } = require('./src/node/rehearse/server/scratch.ts');
      const { addressOf } = require('./test/support/psql-database.ts');
      connectTo(addressOf({ port: ${server().port} }, 'rehearsal')).then((server) => server.open()).then(() => console.log('open'));
    `;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    assert.equal(await left(), '1');
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGKILL');
    await ended;
    // The client that drops it is nobody's child any more: the server tells when it is done.
    for (const until = Date.now() + 60_000; (await left()) !== '0' && Date.now() < until;);
    assert.equal(await left(), '0');
  });

  it('is asked for on the command line, with an agreement', async () => {
    const folder = temporaryFolder({ 'p/migrations/001_a.sql': 'CREATE TABLE a (id int);\nALTER TABLE a ADD COLUMN b int;\n' });
    const url = `postgres://rehearsal:geheim@127.0.0.1:${server().port}/postgres`;
    const rehearse = (...args: string[]) => upgradeReview(folder.path, ['rehearse', 'p', '--server', ...args]);
    assert.match(
      (await rehearse(url)).err,
      /databases would be made on 127\.0\.0\.1:\d+, filled, and dropped again: add --may-create-databases/,
    );
    const { out, err } = await rehearse(url, '--may-create-databases');
    assert.equal(err, '');
    assert.match(out, /on PostgreSQL \d+\.\d+ at 127\.0\.0\.1:\d+/);
    assert.doesNotMatch(out + err, /geheim/);
    assert.match(
      (await rehearse('sqlserver://x:geheim@y/')).err,
      /--server is no address of PostgreSQL or MySQL: write --server postgres:/,
    );
    folder.remove();
  });
});
