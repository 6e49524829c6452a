import assert from 'node:assert/strict';
import { plannedMigrations } from '../../support/planned-migrations';

const add = (column: string) => `ALTER TABLE orders ADD COLUMN ${column} int;\n`;
const paths = async (files: Readonly<Record<string, string>>) =>
  (await plannedMigrations(files)).map(({ path, role }) => `${role} ${path}`);

describe('which migrations a rehearsal runs', () => {
  it('sets up first, then goes by the numbers', async () => {
    const found = await paths({
      'db/V10__c.sql': add('c'),
      'db/V9__b.sql': add('b'),
      'db/schema.sql': 'CREATE TABLE orders (id int);\n',
      'db/verify.sql': 'SELECT count(*) FROM orders;\n',
    });
    assert.deepEqual(found, ['older db/schema.sql', 'new db/V9__b.sql', 'new db/V10__c.sql']);
  });

  it('takes the order from the script that runs them, with the SQL inside of it', async () => {
    const found = await paths({
      'scripts/migrate.sh': `#!/bin/sh\npsql -f sql/second.sql db\npsql db <<'SQL'\n${add('x')}SQL\npsql -f sql/first.sql db\n`,
      'sql/first.sql': add('a'),
      'sql/second.sql': add('b'),
    });
    assert.deepEqual(found, ['new sql/second.sql', 'new scripts/migrate.sh', 'new sql/first.sql']);
  });

  it('follows changelogs from one to the next, and says their changes in SQL', async () => {
    const set = (id: string, change: string) =>
      `<databaseChangeLog><changeSet id="${id}" author="a">${change}</changeSet></databaseChangeLog>`;
    const files = {
      'db/master.xml':
        '<databaseChangeLog><include file="z.xml" relativeToChangelogFile="true"/><includeAll path="db/all"/><include file="a.yaml" relativeToChangelogFile="true"/></databaseChangeLog>',
      'db/z.xml': set('1', '<createTable tableName="items"><column name="id" type="int"/></createTable>'),
      'db/a.yaml':
        'databaseChangeLog:\n- changeSet:\n    id: 3\n    author: a\n    changes:\n    - dropColumn:\n        tableName: items\n        columnName: b\n',
      'db/all/2.sql': 'ALTER TABLE items ADD COLUMN b int;\n',
      'db/all/1.xml': set('2', '<sqlFile path="sub/0.sql" relativeToChangelogFile="true"/>'),
      'db/all/sub/0.sql': 'ALTER TABLE items ADD COLUMN a int;\n',
    };
    const found = await plannedMigrations(files);
    assert.deepEqual(
      found.map(({ path }) => path),
      ['db/z.xml', 'db/all/sub/0.sql', 'db/all/2.sql', 'db/a.yaml'],
    );
    assert.deepEqual(
      found[0]?.steps.map((step) => (step.kind === 'sql' ? step.sql : step.kind)),
      ['BEGIN', 'CREATE TABLE "items" ("id" int)', 'COMMIT'],
    );
  });

  it('goes by the plan of Sqitch, which says what a change was before it was reworked', async () => {
    const at = '2024-03-01T08:00:00Z Vera <vera@example.com>';
    const found = await paths({
      'db/sqitch.plan': [
        '%syntax-version=1.0.0',
        '%project=shop',
        '',
        `orders ${at} # all of them`,
        `prices [orders] ${at}`,
        `@v1.0.0 ${at} # first release`,
        `@v1.0.1 ${at}`,
        '',
        `billing/addresses [orders !legacy] ${at}`,
        `prices [prices@v1.0.0] ${at} # with taxes`,
        '',
      ].join('\n'),
      'db/deploy/orders.sql': 'CREATE TABLE orders (id int);\n',
      'db/deploy/prices.sql': 'ALTER TABLE prices ADD COLUMN tax int;\n',
      'db/deploy/prices@v1.0.0.sql': 'CREATE TABLE prices (id int);\n',
      'db/deploy/billing/addresses.sql': add('address'),
      'db/revert/orders.sql': 'DROP TABLE orders;\n',
      'db/verify/orders.sql': 'BEGIN;\nSELECT id FROM orders WHERE false;\nROLLBACK;\n',
    });
    assert.deepEqual(found, [
      'new db/deploy/orders.sql',
      'new db/deploy/prices@v1.0.0.sql',
      'new db/deploy/billing/addresses.sql',
      'new db/deploy/prices.sql',
    ]);
  });

  it('counts as tools do: a version before what goes on from it, what is repeated behind all', async () => {
    const found = await paths({
      'db/R__a_view.sql': 'CREATE OR REPLACE VIEW all_orders AS SELECT * FROM orders;\n',
      'db/V2__b.sql': add('b'),
      'db/V2_1__c.sql': add('c'),
      'db/V2.1.1__d.sql': add('d'),
      'db/V10__e.sql': add('e'),
    });
    assert.deepEqual(found, [
      'new db/V2__b.sql',
      'new db/V2_1__c.sql',
      'new db/V2.1.1__d.sql',
      'new db/V10__e.sql',
      'new db/R__a_view.sql',
    ]);
    const plain = await paths({ 'upgrades/2.0_b.sql': add('b'), 'upgrades/2.0.1_c.sql': add('c'), 'upgrades/2.0.sql': add('a') });
    assert.deepEqual(plain, ['new upgrades/2.0.sql', 'new upgrades/2.0_b.sql', 'new upgrades/2.0.1_c.sql']);
  });

  it('runs all of a release before the next one, whatever the files are called', async () => {
    const releases = await paths({
      'upgrade/1.10/001_c.sql': add('c'),
      'upgrade/1.9/002_b.sql': add('b'),
      'upgrade/1.9/001_a.sql': add('a'),
      'upgrade/1.9.1/001_bb.sql': add('bb'),
    });
    assert.deepEqual(releases, [
      'new upgrade/1.9/001_a.sql',
      'new upgrade/1.9/002_b.sql',
      'new upgrade/1.9.1/001_bb.sql',
      'new upgrade/1.10/001_c.sql',
    ]);
    const folders = await paths({ 'migrations/10_b/up.sql': add('b'), 'migrations/9_a/up.sql': add('a') });
    assert.deepEqual(folders, ['new migrations/9_a/up.sql', 'new migrations/10_b/up.sql']);
    const locations = await paths({
      'db/postgresql/V2__b.sql': add('b'),
      'db/common/V3__c.sql': add('c'),
      'db/common/V1__a.sql': add('a'),
    });
    assert.deepEqual(locations, ['new db/common/V1__a.sql', 'new db/postgresql/V2__b.sql', 'new db/common/V3__c.sql']);
  });

  it('takes a version of Flyway back by its undo script', async () => {
    const [first] = await plannedMigrations({ 'db/V2__b.sql': add('b'), 'db/U2__b.sql': 'ALTER TABLE orders DROP COLUMN b;\n' });
    assert.equal(first?.down?.path, 'db/U2__b.sql');
  });

  it('runs what is included where it is included', async () => {
    const [main, ...others] = await plannedMigrations({
      'sql/upgrade.sql': `\\i tables.sql\n${add('b')}\\i gone.sql\n`,
      'sql/tables.sql': add('a'),
    });
    assert.deepEqual(others, []);
    assert.deepEqual(
      main?.steps.map((step) => [step.path, step.kind, step.kind === 'left-out' ? step.why : step.line]),
      [
        ['sql/tables.sql', 'sql', 0],
        ['sql/upgrade.sql', 'sql', 1],
        ['sql/upgrade.sql', 'left-out', 'missing-file'],
      ],
    );
  });

  it('finds the script that takes each back, by its name or number, or in the file itself', async () => {
    const found = await plannedMigrations({
      'm/0001_a.up.sql': add('a'),
      'm/0001_a.down.sql': 'ALTER TABLE orders DROP COLUMN a;\n',
      'm/0002_b.sql': add('b'),
      'm/down/2_take_b_back.sql': 'ALTER TABLE orders DROP COLUMN b;\n',
      'm/0003_c.sql': `-- migrate:up\n${add('c')}-- migrate:down\nALTER TABLE orders DROP COLUMN c;\n`,
      'm/0004_d.sql': add('d'),
      'm/0005_e.sql': `--liquibase formatted sql\n--changeset a:1\n${add('e')}--rollback ALTER TABLE orders\n--rollback   DROP COLUMN e;\n`,
    });
    assert.deepEqual(
      found.at(-1)?.down?.steps.map((step) => step.kind === 'sql' && step.sql),
      ['ALTER TABLE orders\n  DROP COLUMN e'],
    );
    assert.deepEqual(
      found.map(({ down, steps }) => [steps.length, down?.path, down?.steps.length]),
      [
        [1, 'm/0001_a.down.sql', 1],
        [1, 'm/down/2_take_b_back.sql', 1],
        [1, 'm/0003_c.sql', 1],
        [1, undefined, undefined],
        [1, 'm/0005_e.sql', 1],
      ],
    );
  });

  it('never runs what leaves the database, and says so', async () => {
    const [file] = await plannedMigrations({
      'm/001.sql':
        "\\! id\nCOPY orders TO PROGRAM 'id';\nCOPY orders FROM stdin;\n1\n\\.\n\\copy orders from x\n\\c other\nALTER TABLE @table@ ADD x int;\nALTER TABLE orders ADD y int;\n",
    });
    assert.deepEqual(
      file?.steps.map((step) => (step.kind === 'left-out' ? step.why : step.kind)),
      ['client-command', 'server-file', 'copy-data', 'client-command', 'connection', 'placeholder', 'sql'],
    );
  });

  it('passes over the schema that an installer fills in', async () => {
    const [file] = await plannedMigrations({
      'm/001.sql': `ALTER TABLE @schema@.orders ADD x int;\nSELECT nextval('{{ index .Options "Namespace" }}.orders_seq');\n`,
    });
    assert.deepEqual(
      file?.steps.map((step) => (step.kind === 'sql' ? step.sql : step.kind)),
      ['ALTER TABLE orders ADD x int', "SELECT nextval('orders_seq')"],
    );
  });

  it('runs nothing that is written for another database', async () => {
    assert.deepEqual(
      await paths({ 'manifest.json': '{"name":"p","version":"1","database":{"engine":"mysql"}}', 'm/001.sql': add('a') }),
      [],
    );
  });
});
