import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ScratchDatabase } from '../../../src/core/rehearse/database';
import type { PlannedFile } from '../../../src/core/rehearse/order';
import { differencesOf, type SchemaState } from '../../../src/core/rehearse/schema';
import { rules } from '../../../src/core/rules/index';
import { MariaDb } from '../../support/mariadb';
import { readTree } from '../../support/memory-source';
import { scratchDatabase } from '../../support/pglite';
import { plannedMigrations } from '../../support/planned-migrations';
import { postgresServer } from '../../support/postgres';
import { needs } from '../../support/programs';
import { psqlDatabase } from '../../support/psql-database';
import { isWeaker, isWithin, layProduction, traceMigration, type TracedMigration } from '../../support/traced-migration';

interface Case {
  readonly rule: string;
  readonly name: string;
  /** All of the package, for what it names. */
  readonly text: string;
  readonly before: readonly PlannedFile[];
  readonly after: readonly PlannedFile[];
}

type Traced = Case & {
  readonly was: TracedMigration;
  readonly is: TracedMigration;
  readonly database: ScratchDatabase;
};

/** What a fix makes better, apart from what holds for all of them. */
type Proof = (traced: Traced) => Promise<void> | void;

const shorter: Proof = ({ was, is }) =>
  assert.ok(isWeaker(is.blocked, was.blocked) || isWeaker(is.long, was.long) || is.held < was.held, 'locks as strong, and as long');

const bounded: Proof = ({ was, is }) => {
  const waiting = ({ statements }: TracedMigration) =>
    statements.filter(({ locks, isUnseen, lockTimeout }) => (locks.length > 0 || isUnseen) && lockTimeout === '0');
  assert.notDeepEqual(waiting(was), []);
  assert.deepEqual(waiting(is), []);
};

/** Asked of the session at its end; it fails where the answer is no. */
const endsWith =
  (condition: string): Proof =>
  async ({ database, text, before, after }) => {
    const probe = `DO $$ BEGIN IF NOT (${condition}) THEN RAISE EXCEPTION 'it does not hold'; END IF; END $$;`;
    const holds = async (files: readonly PlannedFile[]): Promise<boolean> => {
      await layProduction(database, text);
      return !failures(await traceMigration(database, files, { probe })).some((fault) => fault.includes('it does not hold'));
    };
    assert.deepEqual([await holds(before), await holds(after)], [false, true]);
  };

/** Whoever comes second changes nothing, and is told why. */
const refused: Proof = async ({ database, text, after }) => {
  const keys = new Set(after.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'sql' ? lockKeys(step.sql) : []))));
  const other = await database.another?.();
  if (!other) return;
  try {
    await layProduction(database, text);
    await other.run([...keys].map((key) => `SELECT pg_advisory_lock(${key});`).join('\n'));
    const late = await traceMigration(database, after.filter(isGuarded));
    assert.match(failures(late).join('\n'), /another migration is running/);
    assert.deepEqual(differencesOf(late.before, late.after), []);
  } finally {
    await other.close();
  }
};

const lockKeys = (sql: string): readonly string[] =>
  [...sql.matchAll(/pg_try_advisory_(?:xact_)?lock\((\d+)\)/g)].map(([, key = '']) => key);
const isGuarded = ({ steps }: PlannedFile): boolean => steps.some((step) => step.kind === 'sql' && lockKeys(step.sql).length > 0);

/** What is left when all is taken back, and what fails on the way. What a way up throws away no way down brings back. */
async function takenBack({ database, text }: Traced, files: readonly PlannedFile[]) {
  await layProduction(database, text);
  const { before } = await traceMigration(database, files);
  const downs = files.flatMap(({ down, inOneTransaction, onErrorStop }) => (down ? [{ ...down, inOneTransaction, onErrorStop }] : []));
  const back = await traceMigration(database, downs.reverse());
  const left = differencesOf(before, back.after).flatMap(({ kind, what }) => (kind === 'left-behind' ? [what] : []));
  return { left, failed: failures(back) };
}

const back: Proof = async (traced) => {
  const [was, is] = [await takenBack(traced, traced.before), await takenBack(traced, traced.after)];
  assert.deepEqual(is.failed, []);
  assert.ok(is.left.length < was.left.length && is.left.every((what) => was.left.includes(what)), `left are ${is.left.join(', ')}`);
};

/** A second run fails nowhere, and changes nothing. */
const again: Proof = async ({ database, text, before, after }) => {
  const second = async (files: readonly PlannedFile[]) => {
    await layProduction(database, text);
    await traceMigration(database, files);
    return traceMigration(database, files);
  };
  assert.notDeepEqual(failures(await second(before)), []);
  const repeated = await second(after);
  assert.deepEqual([failures(repeated), differencesOf(repeated.before, repeated.after)], [[], []]);
};

const proofs: Readonly<Record<string, Proof>> = {
  'blocking-index': shorter,
  'blocking-index-drop': shorter,
  'detach-partition': shorter,
  'goes-on-after-error': ({ before, after }) => {
    const goesOn = (files: readonly PlannedFile[]): boolean => files.some(({ onErrorStop }) => !onErrorStop);
    assert.deepEqual([goesOn(before), goesOn(after)], [true, false]);
  },
  'incomplete-rollback': back,
  'ineffective-lock': refused,
  'invalid-index-left': async ({ database, text, before, after }) => {
    const invalid = async (files: readonly PlannedFile[]): Promise<unknown> => {
      await layProduction(database, text);
      await traceMigration(database, files);
      // As a build that was stopped leaves it.
      await database.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.orders_customer_idx'::regclass");
      await traceMigration(database, files);
      return (await database.run('SELECT count(*)::int AS count FROM pg_index WHERE NOT indisvalid')).rows[0]?.['count'];
    };
    assert.deepEqual([Number(await invalid(before)), Number(await invalid(after))], [1, 0]);
  },
  'lock-deadlock': refused,
  'lock-not-released': endsWith("NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())"),
  'missing-lock': refused,
  'no-lock-timeout': bounded,
  'no-rollback': back,
  'no-statement-timeout': endsWith("current_setting('statement_timeout') <> '0'"),
  'not-atomic': ({ was, is }) => {
    const transactions = ({ statements }: TracedMigration) =>
      new Set(statements.flatMap((one, index) => (one.locks.length > 0 ? [one.transaction ?? `its own ${index}`] : []))).size;
    assert.ok(transactions(was) > 1);
    assert.equal(transactions(is), 1);
  },
  'not-repeatable': again,
  'open-transaction': ({ was, is }) => {
    assert.deepEqual(differencesOf(was.before, was.after), []);
    assert.notDeepEqual(differencesOf(is.before, is.after), []);
  },
  'primary-key': shorter,
  // Whoever knows the old name still reads, until all is taken back.
  'renames-in-use': async (traced) => {
    assert.ok(added(traced).length > 0);
    const hasWayBack = traced.after.every(({ down }) => down !== undefined);
    if (hasWayBack) assert.deepEqual(await takenBack(traced, traced.after), { left: [], failed: [] });
  },
  'set-local-without-transaction': bounded,
  'unbounded-change': ({ was, is }) => {
    assert.ok(was.statements.every(({ isUnseen }) => !isUnseen));
    assert.ok(
      is.statements.some(({ isUnseen }) => isUnseen),
      'it commits nothing meanwhile',
    );
  },
  'unique-constraint': shorter,
  'unqualified-name': async ({ database, text, after, is }) => {
    await layProduction(database, text);
    const elsewhere = await traceMigration(database, after, { searchPath: 'shop' });
    assert.deepEqual(differencesOf(is.after, elsewhere.after), []);
  },
  'validated-in-same-transaction': shorter,
  'validating-check': shorter,
  'validating-foreign-key': shorter,
  'validating-not-null': shorter,
  'work-under-exclusive-lock': shorter,
};

/** Where the fix says more than before, on purpose. */
const more: Readonly<Record<string, RegExp>> = {
  // What is detached in the background keeps its bounds as a constraint.
  'detach-partition': /^constraint \S+_check$/,
  'renames-in-use': /^view /,
};

const added = ({ rule, was, is }: Traced): readonly string[] =>
  differencesOf(was.after, is.after).flatMap(({ kind, what }) => (kind === 'left-behind' && more[rule]?.test(what) ? [what] : []));

const failures = ({ statements }: Pick<TracedMigration, 'statements'>): readonly string[] =>
  statements.flatMap(({ outcome, title, error }) => (outcome === 'done' ? [] : [`${outcome}: ${title}: ${error?.message ?? ''}`]));

const rowsOf = ({ rows }: SchemaState): readonly string[] => [...rows].map(([table, count]) => `${table} ${count}`).sort();

const root = join(__dirname, '../../rules');

/** Rules with a fix, and the cases in which it is written. */
const fixed = rules
  .filter(({ id, fixable }) => id.startsWith('migration/') && fixable)
  .flatMap(({ id }) => {
    const folder = join(root, id.replace('/', '.'));
    return readdirSync(folder).flatMap((name) =>
      existsSync(join(folder, name, 'fixed')) ? [{ id, name, folder: join(folder, name) }] : [],
    );
  });

/** Files of other systems are none that PostgreSQL would run. */
async function caseOf({ id, name, folder }: (typeof fixed)[number]): Promise<Case> {
  const read = (part: string) =>
    Object.fromEntries(Object.entries(readTree(join(folder, part))).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
  const was = read('package');
  const texts = Object.entries(was);
  // What no tool and no script runs somebody hands to the client.
  const byHand = texts.filter(
    ([path, text]) =>
      path.endsWith('.sql') &&
      !path.endsWith('.down.sql') &&
      !/goose|migrate:|--liquibase/.test(text) &&
      !texts.some(([other, content]) => other !== path && content.includes(path.split('/').at(-1) ?? '')),
  );
  const script = { 'by-hand.sh': ['set -e', ...byHand.map(([path]) => `psql -v ON_ERROR_STOP=1 -d shop -f ${path}`), ''].join('\n') };
  return {
    rule: id.slice('migration/'.length),
    name,
    text: texts.map(([, text]) => text).join('\n'),
    before: await plannedMigrations({ ...was, ...(byHand.length > 0 && script) }),
    after: await plannedMigrations({ ...was, ...read('fixed'), ...(byHand.length > 0 && script) }),
  };
}

async function check(database: ScratchDatabase, each: Case): Promise<void> {
  const { rule, text, before, after } = each;
  const traced = async (files: readonly PlannedFile[]) => {
    await layProduction(database, text);
    return traceMigration(database, files);
  };
  const [was, is] = [await traced(before), await traced(after)];
  const all = { ...each, was, is, database };
  assert.deepEqual([failures(was), failures(is)], [[], []]);
  assert.ok(isWithin(is.long, was.long), 'stronger locks, and for long');
  assert.ok(isWithin(is.unbounded, was.unbounded), 'waits without end for more');
  if (rule !== 'open-transaction') {
    const other = differencesOf(was.after, is.after).filter(({ what }) => !added(all).includes(what));
    assert.deepEqual([other, rowsOf(is.after)], [[], rowsOf(was.after)]);
  }
  await (proofs[rule] ?? assert.fail('nobody says what the fix makes better'))(all);
}

describe('fixes of migrations, traced before and after', function () {
  this.timeout(60_000);
  const server = postgresServer('CREATE DATABASE fixes;');
  const open: ScratchDatabase[] = [];
  const databases: readonly (readonly [name: string, open: () => Promise<ScratchDatabase>])[] = [
    ['PGlite', scratchDatabase],
    ['a PostgreSQL server', async () => ({ ...(await psqlDatabase(server(), 'fixes')), another: () => psqlDatabase(server(), 'fixes') })],
  ];
  before(async () => {
    for (const [, start] of databases) open.push(await start());
  });
  after(async () => {
    for (const database of open) await database.close();
  });

  for (const one of fixed.filter(({ id, name }) => !/mysql|sqlite/.test(id + name)))
    it(`${one.id}: ${one.name}`, async function () {
      const each = await caseOf(one);
      for (const [index, [name]] of databases.entries())
        try {
          await check(open[index] ?? assert.fail(), each);
        } catch (error) {
          if (error instanceof Error) error.message = `on ${name}: ${error.message}`;
          throw error;
        }
    });
});

describe('fixes of migrations, on a MariaDB server', function () {
  this.timeout(60_000);
  let server: MariaDb | undefined;
  before(async function () {
    needs(this, 'mariadbd');
    needs(this, 'mariadb');
    server = await MariaDb.start();
  });
  after(() => server?.stop());

  const shape = `SELECT table_name, column_name, column_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'shop' ORDER BY 1, 2;
SELECT table_name, index_name, column_name FROM information_schema.statistics WHERE table_schema = 'shop' ORDER BY 1, 2, 3;`;

  const names = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'shop' ORDER BY 1, 2;";
  const inOrder = (files: ReadonlyMap<string, string>) => [...files].sort(([a], [b]) => (a < b ? -1 : 1));

  for (const { id, name, folder } of fixed.filter((one) => /mysql/.test(one.id + one.name)))
    it(`run, and end where the migration ended: ${id}: ${name}`, () => {
      const scripts = (part: string) =>
        Object.entries(readTree(join(folder, part)))
          .filter(([path]) => path.endsWith('.sql'))
          .map(([path, bytes]) => [path, new TextDecoder().decode(bytes)] as const);
      const was = new Map(scripts('package'));
      const is = new Map([...was, ...scripts('fixed')]);
      const isDown = ([path]: readonly [string, string]) => path.endsWith('.down.sql');
      const forth = (files: ReadonlyMap<string, string>) => inOrder(files).filter((file) => !isDown(file));
      const endOf = (files: readonly (readonly [string, string])[], asked = shape) => {
        const all = files.map(([, sql]) => sql);
        const region = /ADD COLUMN `region`/.test(all.join('')) ? '' : ', region varchar(20)';
        const parcels = forth(was).some(([, sql]) => /CREATE TABLE `?parcels/.test(sql))
          ? ''
          : 'CREATE TABLE parcels (id int PRIMARY KEY);';
        const ground = `DROP DATABASE IF EXISTS shop; CREATE DATABASE shop; USE shop; CREATE TABLE rooms (id int PRIMARY KEY); CREATE TABLE orders (id int PRIMARY KEY, state varchar(20)${region}); ${parcels}`;
        const { isTaken, said } = server?.script(`${ground}\n${all.join('\n')}\nSELECT 'end';\n${asked}`) ?? assert.fail('no server');
        assert.ok(isTaken, said);
        return said.slice(said.indexOf('end\n'));
      };
      const back = inOrder(is).filter(isDown).reverse();
      assert.equal(endOf(forth(is)), endOf(forth(was)));
      if (back.length > 0) assert.equal(endOf([...forth(is), ...back], names), endOf([], names));
    });
});
