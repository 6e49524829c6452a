import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { reviewPackage } from '../../../src/core/review/review';
import { sqliteRebuild } from '../../../src/core/rules/migration/sqlite-rebuild';
import { sqliteRequiredColumn } from '../../../src/core/rules/migration/sqlite-required-column';
import { sqliteVacuumInTransaction } from '../../../src/core/rules/migration/sqlite-vacuum-in-transaction';
import { memorySource } from '../../support/memory-source';
import { run } from '../../support/programs';

const before = `CREATE TABLE t (id integer PRIMARY KEY, a);
INSERT INTO t VALUES (1, 2);
CREATE TABLE c (id integer PRIMARY KEY, t_id REFERENCES t (id) ON DELETE CASCADE);
INSERT INTO c VALUES (1, 1);
`;

/** Whether a script ends in SQLite, with the rows that refer to others, and what they refer to, as they were. */
function goesWell(test: Mocha.Context, script: string): boolean {
  const input = `${before}.bail on\n${script}\nSELECT 'left ' || count(*) FROM c;\nSELECT sql FROM sqlite_schema WHERE name = 'c';\n`;
  const { status, text } = run(test, tmpdir(), ['sqlite3', ':memory:'], input);
  return status === 0 && text.includes('left 1') && text.includes('REFERENCES t (id)');
}

async function reported(script: string): Promise<boolean> {
  const { findings } = await reviewPackage({
    source: memorySource('package', { 'db/sqlite/schema.sql': before, 'db/sqlite/upgrades/0007.sql': script }),
    inventory: emptyInventory,
    catalog: builtInCatalog,
    rules: [sqliteRebuild, sqliteRequiredColumn, sqliteVacuumInTransaction],
    environment: 'production',
  });
  return findings.some(({ confidence }) => confidence !== 'possible');
}

const rebuild =
  'CREATE TABLE n (id integer PRIMARY KEY, a, b); INSERT INTO n SELECT id, a, 1 FROM t; DROP TABLE t; ALTER TABLE n RENAME TO t;';

describe('what rules on SQLite say, beside what SQLite does', () => {
  const column = (definition: string) => `ALTER TABLE t ADD COLUMN b ${definition};`;
  for (const script of [
    column('TEXT'),
    column('TEXT NOT NULL'),
    column('TEXT NOT NULL DEFAULT NULL'),
    column("TEXT NOT NULL DEFAULT ''"),
    column("TEXT NOT NULL DEFAULT ('x')"),
    column('TEXT UNIQUE'),
    column('INTEGER PRIMARY KEY'),
    column('TEXT DEFAULT CURRENT_TIMESTAMP'),
    column("TEXT DEFAULT (datetime('now'))"),
    column('INT GENERATED ALWAYS AS (a + 1) STORED'),
    column('INT AS (a + 1)'),
    column('INT DEFAULT 1 REFERENCES c (id)'),
    `PRAGMA foreign_keys = ON; ${column('INT DEFAULT 1 REFERENCES c (id)')}`,
    `PRAGMA foreign_keys = ON; ${column('INT REFERENCES c (id)')}`,
    'BEGIN; VACUUM; COMMIT;',
    'BEGIN; COMMIT; VACUUM;',
    `PRAGMA foreign_keys = ON; ${rebuild}`,
    `PRAGMA foreign_keys = OFF; BEGIN; ${rebuild} COMMIT;`,
    `PRAGMA foreign_keys = ON; BEGIN; PRAGMA foreign_keys = OFF; ${rebuild} COMMIT;`,
    `PRAGMA foreign_keys = ON; PRAGMA foreign_keys = OFF; BEGIN; ${rebuild} COMMIT; PRAGMA foreign_keys = ON;`,
    'ALTER TABLE t RENAME TO old; CREATE TABLE t (id integer PRIMARY KEY, a, b); INSERT INTO t SELECT id, a, 1 FROM old; DROP TABLE old;',
    'PRAGMA legacy_alter_table = ON; ALTER TABLE t RENAME TO old; CREATE TABLE t (id integer PRIMARY KEY, a, b); INSERT INTO t SELECT id, a, 1 FROM old; DROP TABLE old;',
  ])
    it(script, async function () {
      const isWell = goesWell(this, script);
      assert.equal(await reported(script), !isWell);
    });
});
