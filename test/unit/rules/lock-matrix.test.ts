import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../../src/core/catalog/merge';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import measured from '../../fixtures/lock-matrix.json';
import { memorySource } from '../../support/memory-source';

interface Measured {
  readonly versions: readonly string[];
  readonly err?: string;
  readonly locks?: Readonly<Record<string, string>>;
  readonly rewrite?: readonly string[] | null;
  readonly scan?: readonly string[] | null;
}

/** The tables that were measured: what the names and types in the statements mean. */
const tables = `CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(10), c timestamp, d text, n numeric(10,2), j json, ch char(5), ip inet, dd dm, e mood);
CREATE TABLE child (id int NOT NULL, q int NOT NULL);
CREATE TABLE part (id int) PARTITION BY LIST (id);
CREATE TABLE partd PARTITION OF part DEFAULT;
`;

/** Constraints that were there. */
const constraints = `ALTER TABLE nn ADD CONSTRAINT a_there CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE part3 ADD CONSTRAINT is_three CHECK (id = 3) NOT VALID;
`;
const checked = `ALTER TABLE nn VALIDATE CONSTRAINT a_there;
ALTER TABLE part3 VALIDATE CONSTRAINT is_three;
`;

/** Others cannot read or write while these are held; an `ExclusiveLock` was measured on a view alone, to which nobody writes. */
const strong = /^(AccessExclusive|ShareRowExclusive|Share)Lock$/;

const blocking = new Set(
  [
    'blocking-index',
    'blocking-reindex',
    'validating-foreign-key',
    'validating-check',
    'validating-not-null',
    'unique-constraint',
    'primary-key',
    'exclusion-constraint',
    'table-rewrite',
    'inline-constraint',
    'refresh-view',
    'domain-constraint',
    'attach-partition',
    'create-partition',
  ].map((name) => `migration/${name}`),
);

/** What blocks for as long as a table is big: it is read or written anew under a strong lock. Others measured what runs alone. */
function blocksFor({ locks = {}, rewrite, scan }: Measured): boolean {
  return [...(rewrite ?? []), ...(scan ?? [])].some((table) => strong.test(locks[table] ?? ''));
}

describe('migrations against locks as they were measured', () => {
  it('block for as long as a table is big, or do not', async () => {
    const wrong: string[] = [];
    let [right, told, blocks] = [0, 0, 0];
    for (const [name, { sql, measured: all }] of Object.entries(
      measured as Record<string, { sql: string; measured: readonly Measured[] }>,
    )) {
      const on = all.find(({ versions, err }) => versions.includes('16') && err === undefined);
      if (!on || on.scan === null || on.scan === undefined) continue;
      const source = memorySource('package.zip', {
        'db/schema.sql': tables,
        'migrations/0001.sql': constraints,
        'migrations/0002.sql': checked,
        'migrations/0003.sql': `${sql};\n`,
      });
      const { findings } = await reviewPackage({
        source,
        inventory: emptyInventory,
        catalog: mergeCatalogs([builtInCatalog]),
        rules: rules.filter(({ id }) => blocking.has(id)),
        environment: 'production',
      });
      const found = findings.some(({ path, confidence }) => path === 'migrations/0003.sql' && confidence !== 'possible');
      const expected = blocksFor(on) && !/^(truncate|lock)/.test(sql);
      if (found) told++;
      if (expected) blocks++;
      if (found && expected) right++;
      if (found !== expected) wrong.push(`${name}: ${sql} ${found ? 'is told' : 'is not told'}`);
    }
    const [precision, recall] = [right / told, right / blocks];
    console.log(`      precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)} over ${blocks} that block`);
    assert.ok(precision >= 0.95 && recall >= 0.95, wrong.join('\n'));
  });
});
