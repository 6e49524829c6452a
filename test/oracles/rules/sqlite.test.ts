import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { reviewPackage } from '../../../src/core/review/review';
import { sqliteRebuild } from '../../../src/core/rules/migration/sqlite-rebuild';
import { sqliteRequiredColumn } from '../../../src/core/rules/migration/sqlite-required-column';
import { sqliteVacuumInTransaction } from '../../../src/core/rules/migration/sqlite-vacuum-in-transaction';
import { memorySource } from '../../support/memory-source';
import { needs, run } from '../../support/programs';

const ground = `CREATE TABLE t (id integer PRIMARY KEY, a);
INSERT INTO t VALUES (1, 2);
CREATE TABLE c (id integer PRIMARY KEY, t_id REFERENCES t (id) ON DELETE CASCADE);
INSERT INTO c VALUES (1, 1);
`;

/** Whether a script ends in SQLite, with the rows that refer to others, and what they refer to, as they were. */
function goesWell(test: Mocha.Context, script: string): boolean {
  const input = `${ground}.bail on\n${script}\nSELECT 'left ' || count(*) FROM c;\nSELECT sql FROM sqlite_schema WHERE name = 'c';\n`;
  const { status, text } = run(test, tmpdir(), ['sqlite3', ':memory:'], input);
  return status === 0 && text.includes('left 1') && text.includes('REFERENCES t (id)');
}

async function reported(script: string): Promise<boolean> {
  const { findings } = await reviewPackage({
    source: memorySource('package', { 'db/sqlite/schema.sql': ground, 'db/sqlite/upgrades/0007.sql': script }),
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

describe('the fix for scripts that give up at once', function () {
  this.timeout(30_000);
  let folder = '';
  before(function () {
    needs(this, 'sqlite3');
    folder = mkdtempSync(join(tmpdir(), 'sqlite-waits-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a case's script while another process works in the file for a moment; what ends up in the table. */
  async function meets(test: Mocha.Context, part: 'package' | 'fixed') {
    const file = join(folder, `${part}.db`);
    const asked = (sql: string) => run(test, folder, ['sqlite3', file], sql);
    asked("CREATE TABLE orders (id integer PRIMARY KEY, state); INSERT INTO orders VALUES (1, NULL), (2, 'paid');");
    const other = spawn('sqlite3', [file], { stdio: ['pipe', 'pipe', 'ignore'] });
    other.stdin.end("BEGIN IMMEDIATE;\nSELECT 'held';\n.shell sleep 1\nCOMMIT;\n");
    const gone = once(other, 'exit');
    await once(other.stdout, 'data');
    const path = join(__dirname, '../../rules/migration.sqlite-no-busy-timeout/ng.gives-up', part, 'scripts/upgrade.sh');
    const script = readFileSync(path, 'utf8').replaceAll('/var/lib/shop/shop.db', file);
    const { status } = run(test, folder, ['sh'], script);
    await gone;
    return [status === 0, asked("SELECT coalesce(state, '-') FROM orders ORDER BY id;").text.trim().split('\n')];
  }

  it('waits for whoever works in the file', async function () {
    assert.deepEqual(await meets(this, 'package'), [false, ['-', 'paid']]);
    assert.deepEqual(await meets(this, 'fixed'), [true, ['open', 'paid']]);
  });
});
