import assert from 'node:assert/strict';
import type { ScratchDatabase } from '../../../src/core/rehearse/database';
import { keeper } from '../../../src/core/rehearse/keeper';
import type { PlannedFile } from '../../../src/core/rehearse/order';
import { postgresql } from '../../../src/core/rehearse/postgresql';
import { rehearse } from '../../../src/core/rehearse/rehearse';
import { scratchDatabase } from '../../support/pglite';
import { plannedMigrations } from '../../support/planned-migrations';
import { postgresServer } from '../../support/postgres';
import { psqlDatabase } from '../../support/psql-database';

const schema = `CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE t (id bigint PRIMARY KEY, a int, b varchar(10), c timestamp, d text, n numeric(10, 2), j json, parent bigint);
CREATE TABLE part (id int) PARTITION BY LIST (id);
CREATE TABLE part1 PARTITION OF part FOR VALUES IN (1);
CREATE VIEW seen AS SELECT id FROM t;
CREATE MATERIALIZED VIEW kept AS SELECT id FROM t;
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE INDEX t_a ON t (a);
INSERT INTO parent SELECT g FROM generate_series(1, 100) g;
INSERT INTO t SELECT g, g, 'x', now(), 'y', g, '{}', g FROM generate_series(1, 100) g;
`;

/** One after the other, on the same tables. */
const statements = [
  'ALTER TABLE t ADD COLUMN e1 int',
  'ALTER TABLE t ADD COLUMN e2 int NOT NULL DEFAULT 5',
  'ALTER TABLE t ADD COLUMN e3 uuid DEFAULT gen_random_uuid()',
  'ALTER TABLE t ADD COLUMN e4 bigserial',
  'ALTER TABLE t ADD COLUMN e5 bigint REFERENCES parent (id)',
  'ALTER TABLE t DROP COLUMN e1',
  'ALTER TABLE t ALTER COLUMN a TYPE bigint',
  'ALTER TABLE t ALTER COLUMN b TYPE varchar(30)',
  'ALTER TABLE t ALTER COLUMN b TYPE text',
  'ALTER TABLE t ALTER COLUMN n TYPE numeric(12, 2)',
  'ALTER TABLE t ALTER COLUMN n TYPE numeric(12, 4)',
  'ALTER TABLE t ALTER COLUMN j TYPE jsonb USING j::jsonb',
  'ALTER TABLE t ALTER COLUMN d SET NOT NULL',
  'ALTER TABLE t ALTER COLUMN d DROP NOT NULL',
  "ALTER TABLE t ALTER COLUMN d SET DEFAULT 'z'",
  'ALTER TABLE t ADD CONSTRAINT t_check CHECK (a > 0)',
  'ALTER TABLE t ADD CONSTRAINT t_later CHECK (a > 0) NOT VALID',
  'ALTER TABLE t VALIDATE CONSTRAINT t_later',
  'ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent) REFERENCES parent (id)',
  'ALTER TABLE t ADD CONSTRAINT t_parent2 FOREIGN KEY (parent) REFERENCES parent (id) NOT VALID',
  'ALTER TABLE t VALIDATE CONSTRAINT t_parent2',
  'ALTER TABLE t DROP CONSTRAINT t_parent',
  'ALTER TABLE t ADD CONSTRAINT t_unique UNIQUE (a)',
  'CREATE INDEX t_d ON t (d)',
  'DROP INDEX t_d',
  'REINDEX TABLE t',
  'REINDEX INDEX t_a',
  'ALTER INDEX t_a RENAME TO t_aa',
  'ALTER TABLE t RENAME COLUMN d TO dd',
  'ALTER TABLE t SET (fillfactor = 70)',
  'ALTER TABLE t SET UNLOGGED',
  'ALTER TABLE t SET LOGGED',
  'ALTER TABLE t ENABLE ROW LEVEL SECURITY',
  'CREATE POLICY p ON t USING (true)',
  'CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION nothing()',
  'DROP TRIGGER tr ON t',
  "COMMENT ON TABLE t IS 'x'",
  'CREATE STATISTICS st ON a, b FROM t',
  'ANALYZE t',
  'CREATE TABLE other (id int REFERENCES parent (id))',
  'CREATE TABLE part2 PARTITION OF part FOR VALUES IN (2)',
  'CREATE TABLE part3 (id int)',
  'ALTER TABLE part ATTACH PARTITION part3 FOR VALUES IN (3)',
  'ALTER TABLE part DETACH PARTITION part1',
  'CREATE OR REPLACE VIEW seen AS SELECT id FROM t WHERE id > 0',
  'REFRESH MATERIALIZED VIEW kept',
  'UPDATE t SET a = a + 1000',
  'DELETE FROM t WHERE id > 50',
  'LOCK TABLE parent IN SHARE MODE',
  'CLUSTER t USING t_pkey',
  'TRUNCATE t',
  'DROP TABLE part3',
];

describe('a rehearsal beside a real server', () => {
  const server = postgresServer();

  const seen = async (files: readonly PlannedFile[], open: () => Promise<ScratchDatabase>) => {
    const kept = keeper(files);
    await rehearse(files, { system: postgresql, open, clock: () => 0, tell: (event) => kept.take(event) });
    return kept.rehearsal(undefined, 0).files.find(({ role }) => role === 'new')?.statements ?? [];
  };

  it('sees the same locks on tables, the same tables written anew and read', async () => {
    const files = await plannedMigrations({ 'db/schema.sql': schema, 'db/002_all.sql': statements.map((sql) => `${sql};\n`).join('') });
    let databases = 0;
    const real = await seen(files, async () => {
      const name = `scratch${++databases}`;
      await server().value(`CREATE DATABASE ${name}`);
      return psqlDatabase(server(), name);
    });
    const lite = await seen(files, scratchDatabase);
    assert.equal(real.length, statements.length);
    const told = (all: typeof real) =>
      all.map(({ outcome, locks, rewritten, scanned, error }, at) => [
        statements[at],
        outcome,
        error?.code,
        locks
          .filter(({ mode }) => mode !== 'AccessShareLock')
          .map(({ relation, mode }) => `${relation} ${mode}`)
          .sort(),
        rewritten,
        [...scanned].sort(),
      ]);
    assert.deepEqual(told(lite), told(real));
    assert.deepEqual(
      real.filter(({ outcome }) => outcome !== 'done').map(({ title }) => title),
      [],
    );
  });
});
