import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { DatabaseError } from '../../../src/core/rehearse/database';
import { longestWait, problemsOf, verdictOf } from '../../../src/core/rehearse/problems';
import { serverAddress, type MysqlAddress } from '../../../src/node/rehearse/server/address';
import { connectTo } from '../../../src/node/rehearse/server/mysql-client';
import { rehearseOn } from '../../../src/node/rehearse/server/rehearser';
import { temporaryFolder, upgradeReview } from '../../support/cli';
import { mariaServer } from '../../support/mariadb';
import { plannedMigrations } from '../../support/planned-migrations';

describe('a rehearsal on MariaDB', () => {
  const server = mariaServer(`CREATE USER rehearsal@localhost IDENTIFIED BY 'geheim';
GRANT ALL ON \`upgrade\\_review\\_%\`.* TO rehearsal@localhost;
CREATE USER reader@localhost IDENTIFIED BY 'geheim';
CREATE DATABASE shop;
CREATE USER owner@localhost IDENTIFIED BY 'geheim';
GRANT ALL ON \`upgrade\\_review\\_%\`.* TO owner@localhost;
GRANT INSERT, UPDATE ON shop.* TO owner@localhost;
CREATE USER maker@localhost IDENTIFIED BY 'geheim';
GRANT ALL ON \`upgrade\\_review\\_%\`.* TO maker@localhost;
GRANT FILE ON *.* TO maker@localhost;`);

  const urlOf = (user: string): string => `mysql://${user}:geheim@localhost/?socket=${encodeURIComponent(server().socket)}`;
  function addressOf(user = 'rehearsal'): MysqlAddress {
    const address = serverAddress(urlOf(user));
    return address?.system === 'mysql' ? address : assert.fail('no address');
  }
  const site = { inventory: emptyInventory, environment: 'production' };
  const left = () => server().script("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'upgrade\\_review%'").said;

  const rehearsed = async (files: Readonly<Record<string, string>>) => {
    const { rehearsal } = await rehearseOn(addressOf(), site)(await plannedMigrations(files, 'mysql'));
    assert.equal(rehearsal.ended, undefined, JSON.stringify(rehearsal.ended));
    assert.equal(left(), '0');
    return rehearsal;
  };
  const fileOf = async (files: Readonly<Record<string, string>>) => {
    const rehearsal = await rehearsed(files);
    return rehearsal.files.find(({ role }) => role === 'new') ?? assert.fail('nothing is new');
  };
  const schema =
    'CREATE TABLE rooms (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(20) NOT NULL, note text, seats int) ENGINE=InnoDB;\n';

  it('tells what statements lock and copy, what fails, and what is not run, and leaves nothing behind', async () => {
    const rehearsal = await rehearsed({
      'db/mysql/schema.sql': schema,
      'db/mysql/upgrades/002.sql': [
        'ALTER TABLE rooms ADD COLUMN floor int;',
        'ALTER TABLE rooms ADD INDEX by_name (name);',
        'ALTER TABLE rooms MODIFY COLUMN seats bigint; -- more of them',
        'CREATE FULLTEXT INDEX by_note ON rooms (note);',
        "INSERT INTO rooms (name) VALUES ('a;b'), ('c');",
        'ALTER TABLE rooms ADD COLUMN floor int;',
        'GRANT SELECT ON rooms TO app;',
        'USE other;',
        'DELIMITER //',
        'CREATE TRIGGER t BEFORE INSERT ON rooms FOR EACH ROW BEGIN SET NEW.seats = 1; SET NEW.floor = 2; END //',
        'DELIMITER ;',
        '',
      ].join('\n'),
    });
    assert.match(rehearsal.server, /^MariaDB \d+\.\d+\.\d+ at localhost:3306$/);
    assert.equal(rehearsal.system, 'mysql');
    const file = rehearsal.files.find(({ role }) => role === 'new');
    assert.deepEqual(
      file?.statements.map(({ line, outcome, locks, rewritten, scanned, rows, error }) => [
        line,
        outcome,
        locks.map(({ relation, mode }) => `${relation} ${mode}`).join(),
        rewritten.join(),
        scanned.join(),
        rows,
        error?.code,
      ]),
      [
        [0, 'done', 'rooms SHARED_UPGRADABLE', '', '', 0, undefined],
        [1, 'done', 'rooms SHARED_UPGRADABLE', '', '', 0, undefined],
        [2, 'done', 'rooms SHARED_NO_WRITE', 'rooms', 'rooms', 0, undefined],
        [3, 'done', 'rooms SHARED_NO_WRITE', '', 'rooms', 0, undefined],
        [4, 'done', '', '', '', 2, undefined],
        [5, 'failed', '', '', '', 0, '1060'],
        [9, 'skipped', '', '', '', 0, undefined],
      ],
    );
    assert.deepEqual(file.leftOut, []);
    const problems = problemsOf(rehearsal).map(({ is }) => is);
    assert.deepEqual(problems, ['rewrite', 'blocked', 'failed']);
    assert.equal(verdictOf(rehearsal), 'failed');
  });

  it('runs no statement that others on the server would feel, and reads no file of this machine', async () => {
    const file = await fileOf({
      'db/mysql/upgrades/002.sql':
        "CREATE TABLE a (x text);\nGRANT SELECT ON a TO app;\nCREATE DATABASE other;\nUSE other;\nSET GLOBAL read_only = 1;\nLOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE a;\n",
    });
    assert.deepEqual(
      file.leftOut.map(({ line, why }) => [line, why]),
      [
        [1, 'whole-server'],
        [2, 'whole-server'],
        [3, 'connection'],
        [4, 'whole-server'],
        [5, 'server-file'],
      ],
    );
    const opened = await connectTo(addressOf());
    const database = await opened.open();
    await database.run('CREATE TABLE a (x text)');
    await assert.rejects(database.run("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE a"));
    await assert.rejects(database.run('SELECT 1; DROP TABLE a'), DatabaseError);
    await opened.close(false);
    assert.equal(left(), '0');
  });

  it('takes files back, and tells what is left of them', async () => {
    const rehearsal = await rehearsed({
      'db/mysql/schema.sql': schema,
      'db/mysql/migrations/002_floors.up.sql':
        'ALTER TABLE rooms ADD COLUMN floor int;\nCREATE TABLE floors (id int);\nINSERT INTO floors VALUES (1);\n',
      'db/mysql/migrations/002_floors.down.sql': 'DROP TABLE floors;\n',
    });
    const down = rehearsal.files.find(({ role }) => role === 'new')?.down;
    assert.equal(down?.outcome, 'differs');
    assert.deepEqual(down.differences, [{ kind: 'left-behind', what: 'column rooms.floor' }]);
    assert.deepEqual(down.lost, [{ table: 'floors', rows: 1 }]);
    const whole = await rehearsed({
      'db/mysql/schema.sql': schema,
      'db/mysql/migrations/002_floors.up.sql': 'ALTER TABLE rooms ADD COLUMN floor int;\nCREATE INDEX by_floor ON rooms (floor);\n',
      'db/mysql/migrations/002_floors.down.sql': 'ALTER TABLE rooms DROP INDEX by_floor, DROP COLUMN floor;\n',
    });
    assert.equal(whole.rollback?.outcome, 'restored');
  });

  /** Files that nobody remembers to have run, one after the other. */
  const called = async (...scripts: readonly string[]) => {
    const names = scripts.map((_sql, at) => `db/00${at + 2}.sql`);
    const rehearsal = await rehearsed({
      'upgrade.sh': `#!/bin/sh\nset -e\n${names.map((name) => `mysql app < ${name}\n`).join('')}`,
      'db/mysql/schema.sql': schema,
      ...Object.fromEntries(scripts.map((sql, at) => [names[at] ?? '', sql] as const)),
    });
    return rehearsal.files.filter(({ role }) => role === 'new');
  };

  it('knows a second run that stops half-way, as no change of the schema is taken back, and one that changes nothing', async () => {
    const files = await called(
      'START TRANSACTION;\nALTER TABLE rooms ADD COLUMN IF NOT EXISTS a int;\nALTER TABLE rooms ADD COLUMN b int;\nCOMMIT;\n',
      'ALTER TABLE rooms ADD COLUMN IF NOT EXISTS c int;\n',
      'ALTER TABLE rooms ADD COLUMN d int;\n',
      "INSERT INTO rooms (name) VALUES ('x');\n",
    );
    assert.deepEqual(
      files.map(({ again }) => again?.outcome),
      ['half-way', 'same', 'stops-at-once', 'changes'],
    );
  });

  it('ends where the client does, at the first error', async () => {
    const [file] = await called('ALTER TABLE rooms ADD COLUMN name text;\nALTER TABLE rooms ADD COLUMN a int;\n');
    assert.deepEqual(
      file?.statements.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'skipped'),
      ['failed'],
    );
  });

  it('tells what two runners at once come to', async () => {
    const [adds, waits, changes] = await called(
      "INSERT INTO rooms (name) VALUES ('x');\n",
      "SET @mine = GET_LOCK('upgrade', 10);\nALTER TABLE rooms ADD COLUMN IF NOT EXISTS a int;\nDO SLEEP(0.3);\nDO RELEASE_LOCK('upgrade');\n",
      'ALTER TABLE rooms ADD COLUMN b int;\nALTER TABLE rooms ADD COLUMN c int;\n',
    );
    assert.equal(adds?.raced?.outcome, 'twice');
    assert.equal(waits?.raced?.outcome, 'both');
    assert.ok((waits.raced.longest?.milliseconds ?? 0) > 100, JSON.stringify(waits.raced));
    // The second one is refused by what the first one has made.
    assert.equal(changes?.raced?.outcome, 'one');
  });

  it('tells how long others wait behind a change that waits itself, and that a bound helps', async () => {
    const change = 'ALTER TABLE rooms ADD COLUMN floor int;\n';
    const unbounded = (await fileOf({ 'db/mysql/schema.sql': schema, 'db/mysql/upgrades/002.sql': change })).loaded;
    assert.ok((unbounded?.longest?.milliseconds ?? 0) > longestWait, JSON.stringify(unbounded));
    assert.equal(unbounded?.longest?.table, 'rooms');
    assert.ok((unbounded.waited?.milliseconds ?? 0) > longestWait);
    const bounded = (
      await fileOf({ 'db/mysql/schema.sql': schema, 'db/mysql/upgrades/002.sql': `SET SESSION lock_wait_timeout = 1;\n${change}` })
    ).loaded;
    assert.equal(bounded?.gaveUp?.line, 1);
  });

  it('refuses users that could harm others, and what is production', async () => {
    const on = (user: string, inventory = emptyInventory) => rehearseOn(addressOf(user), { ...site, inventory })([]);
    const root = serverAddress(`mysql://root@localhost/?socket=${encodeURIComponent(server().socket)}`);
    await assert.rejects(rehearseOn(root ?? assert.fail(), site)([]), /root@localhost is a superuser/);
    await assert.rejects(
      on('reader'),
      /reader@localhost may not create databases; make a user for it: .*GRANT ALL ON `upgrade\\_review\\_%`/,
    );
    await assert.rejects(on('owner'), /the same user may change the database shop, and a migration could as well/);
    await assert.rejects(on('maker'), /maker@localhost may make roles, or reach files/);
    const withHost = { ...emptyInventory, environments: [{ name: 'production', hosts: [{ name: 'localhost' }], databases: [] }] };
    await assert.rejects(on('rehearsal', withHost), /is a host of production/);
    await assert.rejects(on('nobody'), /Access denied/);
    assert.equal(left(), '0');
  });

  it('ends in time, and drops its database then as well', async () => {
    const slow = await plannedMigrations(
      { 'db/mysql/upgrades/002.sql': 'CREATE TABLE t (id int);\nDO SLEEP(600);\nALTER TABLE t ADD a int;\n' },
      'mysql',
    );
    const { rehearsal } = await rehearseOn(addressOf(), site)(slow, { bounds: { time: 3000, memory: 1 } });
    assert.equal(rehearsal.ended?.code, 'time');
    assert.equal(left(), '0');
  });

  it('drops its database when it is killed', async () => {
    const program = `
      const { connectTo } = require('./src/node/rehearse/server/mysql-client.ts');
      const { serverAddress } = require('./src/node/rehearse/server/address.ts');
      connectTo(serverAddress(${JSON.stringify(urlOf('rehearsal'))})).then((server) => server.open()).then(() => console.log('open'));
    `;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    assert.equal(left(), '1');
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGKILL');
    await ended;
    // The process that drops it is nobody's child any more: the server tells when it is done.
    for (const until = Date.now() + 60_000; left() !== '0' && Date.now() < until;);
    assert.equal(left(), '0');
  });

  it('is asked for on the command line, and its password is never shown', async () => {
    const folder = temporaryFolder({ 'p/db/mysql/migrations/001_a.sql': 'CREATE TABLE a (id int);\nALTER TABLE a ADD COLUMN b int;\n' });
    const rehearse = (...args: string[]) => upgradeReview(folder.path, ['rehearse', 'p', ...args]);
    assert.match((await rehearse()).err, /its migrations are for MySQL or MariaDB: name a server to rehearse them on/);
    const { out, err } = await rehearse('--server', urlOf('rehearsal'), '--may-create-databases');
    assert.equal(err, '');
    assert.match(out, /on MariaDB \d+\.\d+\.\d+ at localhost:3306/);
    assert.doesNotMatch(out + err, /geheim/);
    folder.remove();
  });
});
