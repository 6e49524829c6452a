import assert from 'node:assert/strict';
import type { RehearsedFile } from '../../../src/core/rehearse/rehearsal';
import { plannedMigrations } from '../../support/planned-migrations';
import { rehearseHere } from '../../support/pglite';

const rehearsed = async (files: Readonly<Record<string, string>>) => (await rehearseHere(await plannedMigrations(files))).rehearsal;
const fileOf = (files: readonly RehearsedFile[], path: string): RehearsedFile => {
  const found = files.find((file) => file.path === path);
  assert.ok(found, path);
  return found;
};

const schema = `CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(20), total numeric(10,2));
CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint NOT NULL);
INSERT INTO orders VALUES (1, 'x', 2);
`;

describe('a rehearsal on PGlite', () => {
  it('tells what each statement locks, reads and writes anew', async () => {
    const { files } = await rehearsed({
      'db/schema.sql': schema,
      'db/V2__a.sql': `SET lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN region text DEFAULT 'eu';
ALTER TABLE orders ALTER COLUMN note TYPE integer USING length(note);
ALTER TABLE lines ADD CONSTRAINT fk FOREIGN KEY (order_id) REFERENCES orders (id);
CREATE TABLE returns (id int);
CREATE INDEX ON returns (id);
CREATE INDEX CONCURRENTLY lines_order ON lines (order_id);
VACUUM orders;
`,
    });
    const { statements } = fileOf(files, 'db/V2__a.sql');
    assert.deepEqual(
      statements.map(({ outcome }) => outcome),
      statements.map(() => 'done'),
    );
    const [, add, type, key, table, index, alone, vacuum] = statements;
    const strong = (one: typeof add) =>
      one?.locks.filter(({ mode }) => /Exclusive|^Share(RowExclusive)?Lock/.test(mode)).map(({ relation, mode }) => `${relation} ${mode}`);
    assert.deepEqual(strong(add), ['public.orders AccessExclusiveLock']);
    assert.deepEqual([add?.rewritten, add?.scanned, add?.lockTimeout], [[], [], '3s']);
    assert.deepEqual([type?.rewritten, type?.scanned], [['public.orders'], ['public.orders']]);
    assert.deepEqual(strong(key)?.sort(), ['public.lines ShareRowExclusiveLock', 'public.orders ShareRowExclusiveLock']);
    assert.deepEqual(key?.scanned.includes('public.lines'), true);
    // Nobody waits for what the upgrade has just made.
    assert.deepEqual([strong(table), strong(index)], [[], []]);
    assert.deepEqual([alone?.isUnseen, vacuum?.isUnseen], [true, true]);
  });

  it('sees what a rollback leaves, brings in another order, and loses', async () => {
    const { files, rollback } = await rehearsed({
      'm/schema.sql': schema,
      'm/001_a.up.sql': 'ALTER TABLE orders ADD COLUMN region text;\nALTER TABLE orders DROP COLUMN note;\n',
      'm/001_a.down.sql': 'ALTER TABLE orders DROP COLUMN region;\nALTER TABLE orders ADD COLUMN note varchar(20);\n',
      'm/002_b.up.sql': 'CREATE TABLE kept AS SELECT * FROM orders;\nCREATE INDEX orders_total ON orders (total);\n',
      'm/002_b.down.sql': 'DROP TABLE kept;\n',
      'm/003_c.up.sql': 'ALTER TABLE lines ADD COLUMN c int;\n',
      'm/003_c.down.sql': '-- nothing to do\n',
      'm/004_d.up.sql': 'ALTER TABLE lines ADD COLUMN d int;\n',
      'm/004_d.down.sql': 'ALTER TABLE lines DROP COLUMN e;\n',
      'm/005_e.up.sql': 'ALTER TABLE lines ADD COLUMN f int;\n',
    });
    const down = (path: string) => fileOf(files, path).down;
    assert.equal(down('m/001_a.up.sql')?.outcome, 'order-only');
    assert.deepEqual(down('m/002_b.up.sql')?.differences, [{ kind: 'left-behind', what: 'index public.orders.orders_total' }]);
    assert.deepEqual(down('m/002_b.up.sql')?.lost, [{ table: 'public.kept', rows: 1 }]);
    assert.equal(down('m/003_c.up.sql')?.outcome, 'empty');
    assert.equal(down('m/004_d.up.sql')?.outcome, 'failed');
    assert.equal(down('m/005_e.up.sql')?.outcome, 'missing');
    assert.equal(rollback?.outcome, 'differs');
  });

  it('runs everything twice', async () => {
    const { files } = await rehearsed({
      'm/schema.sql': schema,
      'm/run.sh': '#!/bin/sh\nfor f in m/0*.sql; do psql -v ON_ERROR_STOP=1 -f "$f" db; done\n',
      'm/001.sql': 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS a int;\n',
      'm/002.sql': 'ALTER TABLE orders ADD COLUMN b int;\nALTER TABLE orders ADD COLUMN c int;\n',
      'm/003.sql': 'BEGIN;\nALTER TABLE orders ADD COLUMN d int;\nALTER TABLE orders ADD COLUMN e int;\nCOMMIT;\n',
      'm/004.sql': 'INSERT INTO lines SELECT coalesce(max(id), 0) + 1, 1 FROM lines;\nALTER TABLE lines ADD COLUMN IF NOT EXISTS x int;\n',
    });
    assert.deepEqual(
      files.filter(({ role }) => role === 'new').map(({ again }) => again?.outcome),
      ['same', 'half-way', 'stops-at-once', 'changes'],
    );
  });

  it('says what an empty database lacks, and which extensions it does not know', async () => {
    const { files } = await rehearsed({
      'm/001.sql':
        'CREATE EXTENSION IF NOT EXISTS postgis;\nALTER TABLE elsewhere ADD COLUMN x int;\nCREATE TABLE own (id int);\nGRANT SELECT ON own TO reader;\n',
    });
    const { statements } = fileOf(files, 'm/001.sql');
    assert.deepEqual(
      statements.map(({ outcome }) => outcome),
      ['lacking', 'lacking', 'done', 'done'],
    );
  });
});
