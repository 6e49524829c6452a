import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { emptyInventory, type Inventory } from '../../../src/core/inventory/inventory';
import { reviewPackage } from '../../../src/core/review/review';
import { blockingIndex } from '../../../src/core/rules/migration/blocking-index';
import { mysqlUnstatedAlgorithm } from '../../../src/core/rules/migration/mysql-unstated-algorithm';
import { memorySource } from '../../support/memory-source';

type System = 'postgresql' | 'mysql' | 'neither';

const running = (...engines: readonly string[]): Inventory => ({
  ...emptyInventory,
  environments: [
    {
      name: 'production',
      hosts: [],
      databases: engines.map((engine) => ({ name: engine, engine })),
    },
  ],
});

async function judgedAs(files: Readonly<Record<string, string>>, inventory: Inventory = emptyInventory): Promise<System> {
  const { findings } = await reviewPackage({
    source: memorySource('package', files),
    inventory,
    catalog: builtInCatalog,
    rules: [blockingIndex, mysqlUnstatedAlgorithm],
    environment: 'production',
  });
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  assert.ok(rules.length < 2, 'judged as both');
  return rules[0] === blockingIndex.id ? 'postgresql' : rules[0] === mysqlUnstatedAlgorithm.id ? 'mysql' : 'neither';
}

/** Nothing in it tells for which system it is. */
const plain = 'CREATE INDEX orders_state ON orders (state);\n';
const signed = 'CREATE INDEX `orders_state` ON `orders` (`state`);\n';

describe('the system that a migration is for', () => {
  const cases: readonly (readonly [why: string, files: Readonly<Record<string, string>>, expected: System, inventory?: Inventory])[] = [
    ['nothing tells', { 'db/0007.sql': plain }, 'postgresql'],
    ['its words', { 'db/0007.sql': signed }, 'mysql'],
    ['its place', { 'db/mysql/0007.sql': plain }, 'mysql'],
    ['its place, against its words', { 'db/pgsql/0007.sql': '-- `orders` gets an index\n' + plain }, 'postgresql'],
    ['another place', { 'db/oracle/0007.sql': plain, 'db/cockroach/0008.sql': plain }, 'neither'],
    ['the scripts beside it', { 'db/0007.sql': plain, 'db/0006.sql': 'CREATE TABLE `a` (`b` int) ENGINE=InnoDB;\n' }, 'mysql'],
    ['the client that runs it', { 'db/0007.sql': plain, 'upgrade.sh': 'mysql shop < db/0007.sql\n' }, 'mysql'],
    ['the client that runs it: psql', { 'db/0007.sql': plain, 'upgrade.sh': 'psql -f db/0007.sql\n' }, 'postgresql'],
    ['the client that it is handed to', { 'upgrade.sh': `mariadb shop <<E\n${plain}E\n` }, 'mysql'],
    ['the client that it is handed to: sqlite3', { 'upgrade.sh': `sqlite3 shop.db <<E\n${plain}E\n` }, 'neither'],
    ['the manifest', { 'db/0007.sql': plain, 'manifest.json': '{"database":{"engine":"mariadb"}}' }, 'mysql'],
    ['what production runs', { 'db/0007.sql': plain }, 'mysql', running('mysql')],
    ['what production runs: both', { 'db/0007.sql': plain }, 'postgresql', running('mysql', 'postgresql')],
    ['production that lacks it', { 'db/0007.sql': signed }, 'neither', running('postgresql')],
    ['production that lacks it: PostgreSQL', { 'db/pgsql/0007.sql': plain }, 'neither', running('mariadb')],
  ];
  for (const [why, files, expected, inventory] of cases)
    it(`${expected}: ${why}`, async () => {
      assert.equal(await judgedAs(files, inventory), expected);
    });
});
