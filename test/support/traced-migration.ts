import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScratchDatabase } from '../../src/core/rehearse/database';
import { relationsIn } from '../../src/core/rehearse/observe';
import type { PlannedFile } from '../../src/core/rehearse/order';
import type { RehearsedStatement } from '../../src/core/rehearse/rehearsal';
import { stateOf, type SchemaState } from '../../src/core/rehearse/schema';
import { runSession } from '../../src/core/rehearse/session';
import { stepsOfText, type Step } from '../../src/core/rehearse/steps';

const production = readFileSync(join(__dirname, '../fixtures/production.sql'), 'utf8');

/** Locks for which those who write wait, from the weakest to the strongest. */
const modes = ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'];

/** The strongest lock on each relation, as its place in `modes`. */
export type Strengths = ReadonlyMap<string, number>;

export interface TracedMigration {
  readonly statements: readonly RehearsedStatement[];
  /** Whatever others wait for. */
  readonly blocked: Strengths;
  /** Held while all rows of a table are read or written. */
  readonly long: Strengths;
  /** Taken without a bound of waiting. */
  readonly unbounded: Strengths;
  /** How many statements the locks were held for, counted for each. */
  readonly held: number;
  /** Before the migrations, and after them. */
  readonly before: SchemaState;
  readonly after: SchemaState;
}

/** Production as it is before a package comes: the tables that its text names. */
export async function layProduction(database: ScratchDatabase, text: string): Promise<void> {
  await database.run('ROLLBACK; DROP SCHEMA IF EXISTS app, audit, shop, public CASCADE; CREATE SCHEMA public');
  // Indexes are called after their tables.
  const named = (name: string): boolean => new RegExp(`\\b${name}`).test(text);
  const lines = production.split('\n').filter((line) => {
    const [, table] = /^CREATE (?:UNLOGGED )?(?:TABLE|VIEW|INDEX \w+ ON) \w+\."?(\w+)/.exec(line) ?? [];
    return table === undefined || named(table);
  });
  await database.run(lines.join('\n'));
}

/** Runs the files as their clients would; `probe` is asked of each session at its end. */
export async function traceMigration(
  database: ScratchDatabase,
  files: readonly Pick<PlannedFile, 'steps' | 'inOneTransaction' | 'onErrorStop'>[],
  { probe = '', searchPath = 'app, shop, public' } = {},
): Promise<TracedMigration> {
  const before = await stateOf(database);
  const there = new Set((await relationsIn(database)).keys());
  const sessions: (readonly RehearsedStatement[])[] = [];
  for (const { steps, inOneTransaction, onErrorStop } of files) {
    const all = [...sqlSteps(`SET search_path = ${searchPath};`), ...steps, ...sqlSteps(probe)];
    const request = { steps: all, inOneTransaction, onErrorStop, isMeasured: true, there, mayLack: false };
    sessions.push((await runSession(database, { ...request, clock: () => 0, tell: () => undefined, told: () => undefined })).statements);
  }
  return { statements: sessions.flat(), ...locksOf(sessions), before, after: await stateOf(database) };
}

const sqlSteps = (sql: string): readonly Step[] => stepsOfText('around.sql', sql, 'postgresql');

function locksOf(sessions: readonly (readonly RehearsedStatement[])[]): Pick<TracedMigration, 'blocked' | 'long' | 'unbounded' | 'held'> {
  const blocked = new Map<string, number>();
  const long = new Map<string, number>();
  const unbounded = new Map<string, number>();
  let held = 0;
  for (const statements of sessions)
    for (const [index, statement] of statements.entries())
      for (const { relation, mode } of statement.locks) {
        const strength = modes.indexOf(mode);
        if (strength < 0) continue;
        const meanwhile = statements.slice(index).filter((other) => other === statement || isSame(other, statement));
        held += meanwhile.length;
        const note = (list: Map<string, number>) => list.set(relation, Math.max(strength, list.get(relation) ?? 0));
        note(blocked);
        if (meanwhile.some(({ scanned, rewritten }) => scanned.length + rewritten.length > 0)) note(long);
        if (statement.lockTimeout === '0') note(unbounded);
      }
  return { blocked, long, unbounded, held };
}

const isSame = (a: RehearsedStatement, b: RehearsedStatement): boolean => a.transaction !== undefined && a.transaction === b.transaction;

/** Nowhere stronger. */
export const isWithin = (after: Strengths, before: Strengths): boolean =>
  [...after].every(([relation, strength]) => strength <= (before.get(relation) ?? -1));

/** Somewhere weaker, and nowhere stronger. */
export const isWeaker = (after: Strengths, before: Strengths): boolean => isWithin(after, before) && !isWithin(before, after);
