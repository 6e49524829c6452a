/** How well rules tell what blocks for as long as a table is big, held against locks as they were measured; beside another linter. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCatalog } from '../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../src/core/catalog/merge';
import { emptyInventory, type Inventory } from '../../src/core/inventory/inventory';
import { reviewPackage } from '../../src/core/review/review';
import { rules } from '../../src/core/rules/index';
import measured from '../fixtures/lock-matrix.json';
import { memorySource } from '../support/memory-source';

interface Measured {
  readonly versions: readonly string[];
  readonly err?: string;
  readonly locks?: Readonly<Record<string, string>>;
  readonly rewrite?: readonly string[] | null;
  readonly scan?: readonly string[] | null;
}

/** An operation of the matrix, and whether a server of one version was seen to block for as long as its table is big. */
interface Operation {
  readonly name: string;
  readonly sql: string;
  readonly blocks: boolean;
}

export interface LockFigures {
  readonly operations: number;
  readonly blocking: number;
  readonly precision: number;
  readonly recall: number;
  /** What is told and does not block, or blocks and is not told. */
  readonly wrong: readonly string[];
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

/** Others cannot read or write while these are held; an `ExclusiveLock` was measured on a view alone, to which nobody writes. */
const strong = /^(AccessExclusive|ShareRowExclusive|Share)Lock$/;

export const measuredVersions = ['13', '14', '15', '16', '17', '18'] as const;

/** Without what was measured by others: operations that run alone. */
function operationsOn(version: string): readonly Operation[] {
  return Object.entries(measured as Record<string, { sql: string; measured: readonly Measured[] }>).flatMap(
    ([name, { sql, measured: all }]) => {
      const on = all.find(({ versions, err }) => versions.includes(version) && err === undefined);
      if (!on?.scan) return [];
      const { locks = {}, rewrite, scan } = on;
      const blocks = [...(rewrite ?? []), ...scan].some((table) => strong.test(locks[table] ?? '')) && !/^(truncate|lock)/.test(sql);
      return [{ name, sql, blocks }];
    },
  );
}

function figuresOf(operations: readonly Operation[], isTold: (operation: Operation) => boolean): LockFigures {
  const told = operations.filter(isTold);
  const blocks = operations.filter((one) => one.blocks);
  const right = told.filter((one) => one.blocks).length;
  return {
    operations: operations.length,
    blocking: blocks.length,
    precision: right / told.length,
    recall: right / blocks.length,
    wrong: operations
      .filter((one) => isTold(one) !== one.blocks)
      .map((one) => `${one.name}: ${one.sql} ${one.blocks ? 'is not told' : 'is told'}`),
  };
}

export async function ownLockFigures(version: string): Promise<LockFigures> {
  const operations = operationsOn(version);
  const told = new Set<string>();
  const inventory: Inventory = {
    ...emptyInventory,
    environments: [{ name: 'production', hosts: [], databases: [{ name: 'shop', engine: 'postgresql', version }] }],
  };
  for (const { name, sql } of operations) {
    const source = memorySource('package.zip', {
      'db/schema.sql': tables,
      'migrations/0001.sql': constraints,
      'migrations/0002.sql': checked,
      'migrations/0003.sql': `${sql};\n`,
    });
    const { findings } = await reviewPackage({
      source,
      inventory,
      catalog: mergeCatalogs([builtInCatalog]),
      rules: rules.filter(({ id }) => blocking.has(id)),
      environment: 'production',
    });
    if (findings.some(({ path, confidence }) => path === 'migrations/0003.sql' && confidence !== 'possible')) told.add(name);
  }
  return figuresOf(operations, ({ name }) => told.has(name));
}

/** Squawk's rules about statements that read or write all of a table while others wait, by its manual. */
const rulesOfSquawk =
  /^(adding-(field-with-default|foreign-key-constraint|not-nullable-field|serial-primary-key-field|required-field|exclusion-constraint|primary-key-constraint)|changing-column-type|constraint-missing-not-valid|disallowed-unique-constraint|require-concurrent-(index-creation|reindex|refresh-materialized-view)|ban-(alter-domain-with-add-constraint|create-domain-with-constraint|vacuum-full|cluster))$/;

/** Installed for the measurement alone; `undefined`: it cannot be had here. */
export function installSquawk(folder: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['install', '--no-audit', '--no-fund', '--no-save', 'squawk-cli'], { cwd: folder, stdio: 'ignore' });
  const program = join(folder, 'node_modules/.bin/squawk');
  return status === 0 && spawnSync(program, ['--version']).status === 0 ? program : undefined;
}

export function squawkVersion(program: string): string {
  return execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
}

export function squawkLockFigures(program: string, version: string, folder: string): LockFigures {
  const operations = operationsOn(version);
  const files = operations.map(({ sql }, index) => {
    const path = join(folder, `operation-${index}.sql`);
    writeFileSync(path, `${sql};\n`);
    return path;
  });
  const { stdout } = spawnSync(program, ['--reporter', 'json', '--pg-version', version, ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const found = JSON.parse(stdout) as readonly { readonly file: string; readonly rule_name: string }[];
  const told = new Set(found.filter(({ rule_name: rule }) => rulesOfSquawk.test(rule)).map(({ file }) => file));
  return figuresOf(operations, (one) => told.has(files[operations.indexOf(one)] ?? ''));
}
