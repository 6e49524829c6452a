import assert from 'node:assert/strict';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import type { Way } from '../../../src/core/facts/migrations/mysql-ways';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { newCache } from '../../../src/core/review/cache';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { mysqlChanges } from '../../../src/core/rules/reporting/live-changes';
import { MariaDb } from '../../support/mariadb';
import { memorySource } from '../../support/memory-source';
import { needs } from '../../support/programs';

const schema = `CREATE TABLE parent (id int PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a int,
  b varchar(20),
  c varchar(300),
  d text,
  e enum('x', 'y'),
  f int NOT NULL DEFAULT 1,
  g geometry NOT NULL,
  h varchar(20),
  p int,
  KEY t_a (a),
  KEY t_h (h),
  CONSTRAINT t_check CHECK (a < 1000000),
  CONSTRAINT t_parent FOREIGN KEY (p) REFERENCES parent (id)
) ENGINE=InnoDB;
`;

const changes = [
  'ADD COLUMN n int',
  'ADD COLUMN n int NOT NULL DEFAULT 5',
  'ADD COLUMN n int FIRST',
  'ADD COLUMN n int AS (a + 1) STORED',
  'ADD COLUMN n int AS (a + 1) VIRTUAL',
  'ADD COLUMN n datetime DEFAULT CURRENT_TIMESTAMP',
  'ADD COLUMN n int AUTO_INCREMENT UNIQUE',
  'DROP COLUMN f',
  'RENAME COLUMN f TO n',
  'CHANGE COLUMN f n int NOT NULL DEFAULT 1',
  'MODIFY COLUMN a bigint',
  'MODIFY COLUMN b varchar(40)',
  'MODIFY COLUMN b varchar(10)',
  'MODIFY COLUMN b varchar(300)',
  'MODIFY COLUMN c varchar(400)',
  'MODIFY COLUMN h varchar(40)',
  'MODIFY COLUMN h varchar(300)',
  "MODIFY COLUMN e enum('x', 'y', 'z')",
  "MODIFY COLUMN e enum('x', 'z')",
  'MODIFY COLUMN a int NOT NULL',
  'MODIFY COLUMN f int DEFAULT 1',
  'MODIFY COLUMN a int FIRST',
  'ALTER COLUMN a SET DEFAULT 5',
  'ALTER COLUMN f DROP DEFAULT',
  'ADD INDEX t_b (b)',
  'ADD UNIQUE t_u (b)',
  'ADD FULLTEXT t_d (d)',
  'ADD SPATIAL t_g (g)',
  'DROP INDEX t_a',
  'RENAME INDEX t_a TO t_aa',
  'DROP PRIMARY KEY',
  'DROP PRIMARY KEY, ADD PRIMARY KEY (f)',
  'ADD CONSTRAINT t_later FOREIGN KEY (a) REFERENCES parent (id)',
  'DROP FOREIGN KEY t_parent',
  'ADD CONSTRAINT t_more CHECK (a > 0)',
  'DROP CONSTRAINT t_check',
  'ENGINE=InnoDB',
  'ENGINE=MyISAM',
  'FORCE',
  'ROW_FORMAT=COMPRESSED',
  'CONVERT TO CHARACTER SET utf8mb4',
  'ORDER BY a',
  "COMMENT='x'",
  'RENAME TO tt',
] as const;

/** The worst of what a statement has. */
const order: readonly Way[] = ['instant', 'in-place', 'either', 'shared', 'copy'];

describe('how a change of a table is done, beside what MariaDB accepts', () => {
  let server: MariaDb;
  let started: MariaDb | undefined;
  let version = '';
  before(async function () {
    for (const program of ['mariadbd', 'mariadb', 'mariadb-install-db']) needs(this, program);
    server = started = await MariaDb.start();
    version = server.script('SELECT version()').said;
  });
  after(() => started?.stop());

  const accepts = (change: string, how: string): boolean =>
    server.script(`DROP DATABASE IF EXISTS scratch; CREATE DATABASE scratch; USE scratch;\n${schema}\nALTER TABLE t ${change}, ${how};\n`)
      .isTaken;

  /** What the server takes when it is told how. */
  function wayOnServer(change: string): Way {
    if (accepts(change, 'ALGORITHM=INSTANT')) return 'instant';
    if (accepts(change, 'ALGORITHM=INPLACE, LOCK=NONE')) return 'in-place';
    return accepts(change, 'ALGORITHM=INPLACE, LOCK=SHARED') ? 'shared' : 'copy';
  }

  async function ourWay(change: string): Promise<Way | undefined> {
    const cache = newCache();
    const manifest = JSON.stringify({ name: 'p', database: { engine: 'mariadb', version: version.split('-')[0] } });
    const files = {
      'manifest.json': manifest,
      'db/mysql/upgrades/0006.sql': schema,
      'db/mysql/upgrades/0007.sql': `ALTER TABLE t ${change};\n`,
    };
    await reviewPackage(
      {
        source: memorySource('p', files),
        inventory: emptyInventory,
        catalog: emptyCatalog,
        rules: rules.filter(({ id }) => id === 'migration/mysql-copy'),
        environment: 'production',
      },
      undefined,
      cache,
    );
    const ways = cache.site ? mysqlChanges(cache.site).flatMap((one) => one.ways.map(({ way }) => way)) : [];
    return ways.sort((a, b) => order.indexOf(b) - order.indexOf(a))[0];
  }

  for (const change of changes) {
    it(change, async () => {
      const ours = await ourWay(change);
      // What hangs on the old definition is not claimed.
      if (ours === 'either') return;
      assert.equal(ours, wayOnServer(change), version);
    });
  }
});
