import { DatabaseError, type ScratchDatabase } from './database';
import type { LoadedRun, RehearsedPlace } from './rehearsal';
import type { Start } from './race';
import { seededRows, type SeededTable } from './fill';
import type { RehearsedSystem } from './system';
import { longestOf, placeOf, watchWaits, type Watched } from './watch';

/**
 * The load, as reports state it: two sessions that read a row at a time and two that write one, each some 100 times a second, and a report
 * that began before and stays in its transaction for 1.5 s: production always has one.
 */
export const load = { readers: 2, writers: 2, reportSeconds: 1.5, rows: seededRows };

/** Requests of each client before anything is changed, for comparison. */
const requestsBefore = 30;

export interface LoadedSessions {
  readonly runner: ScratchDatabase;
  readonly watcher: ScratchDatabase;
  readonly report: ScratchDatabase;
  /** Readers first. */
  readonly clients: readonly ScratchDatabase[];
}

interface Request {
  readonly milliseconds: number;
  readonly kind: 'reader' | 'writer';
  readonly table: string;
  /** The statement of the migration that ran when it began; before the first one the one that ran when it ended. */
  readonly at: RehearsedPlace | undefined;
}

/** Runs a file while others work on the tables that it touches. */
export async function underLoad(
  { runner, watcher, report, clients }: LoadedSessions,
  tables: readonly SeededTable[],
  start: Start,
  { system, clock }: { readonly system: RehearsedSystem; readonly clock: () => number },
): Promise<LoadedRun> {
  const before: Request[] = [];
  await Promise.all(
    clients.map((client, at) =>
      work(client, at, { tables, system, clock, requests: before, at: () => undefined, isDone: (count) => count >= requestsBefore }),
    ),
  );
  const during: Request[] = [];
  const migration: Watched = { process: await system.processOf(runner), at: undefined };
  let isDone = false;
  await report.run('BEGIN');
  for (const { quoted } of tables) await report.run(`SELECT count(*) FROM ${quoted}`);
  const reported = report.run(system.sleep(load.reportSeconds)).then(() => report.run('COMMIT'));
  const watched = watchWaits(watcher, [migration], { system, clock, isDone: () => isDone });
  const working = clients.map((client, at) =>
    work(client, at, { tables, system, clock, requests: during, at: () => migration.at, isDone: () => isDone }),
  );
  try {
    const statements = await start(runner, (step) => void (migration.at = placeOf(step)));
    isDone = true;
    await Promise.all([reported, ...working]);
    const waited = longestOf(await watched);
    const gaveUp = statements.find(({ error }) => error?.code === system.codes.gaveUp);
    return {
      ...loadOf(before, during),
      ...(waited && { waited: { milliseconds: waited.milliseconds, at: waited.at } }),
      ...(gaveUp && { gaveUp: { path: gaveUp.path, span: gaveUp.span, line: gaveUp.line } }),
    };
  } finally {
    isDone = true;
    await Promise.allSettled([reported, watched, ...working]);
  }
}

interface Work {
  readonly tables: readonly SeededTable[];
  readonly system: RehearsedSystem;
  readonly clock: () => number;
  readonly requests: Request[];
  readonly at: () => RehearsedPlace | undefined;
  readonly isDone: (count: number) => boolean;
}

/** One client. What the migration has taken away from it, it leaves alone. */
async function work(database: ScratchDatabase, number: number, { tables, system, clock, requests, at, isDone }: Work): Promise<void> {
  const kind = number < load.readers ? 'reader' : 'writer';
  const open = new Set(tables);
  for (let count = 0; !isDone(count) && open.size > 0; count++) {
    const table = [...open][count % open.size];
    if (!table) return;
    const offset = (count * 37 + number * 11) % 1000;
    const sql = kind === 'reader' ? `SELECT * FROM ${table.quoted} LIMIT 1 OFFSET ${offset}` : system.writeOne(table, offset);
    const [begun, where] = [clock(), at()];
    try {
      await database.run(sql);
      requests.push({ milliseconds: clock() - begun, kind, table: table.name, at: where ?? at() });
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      open.delete(table);
    }
    await database.run(system.sleep(0.005));
  }
}

/** The longest request with where the migration was, and how the others fared before and during it. */
export function loadOf(before: readonly Request[], during: readonly Request[]): Omit<LoadedRun, 'waited' | 'gaveUp'> {
  const [longest] = during.filter(({ at }) => at !== undefined).sort((a, b) => b.milliseconds - a.milliseconds);
  return {
    before: percentilesOf(before),
    during: percentilesOf(during),
    ...(longest?.at && { longest: { milliseconds: longest.milliseconds, kind: longest.kind, table: longest.table, at: longest.at } }),
  };
}

function percentilesOf(requests: readonly Request[]): LoadedRun['before'] {
  const sorted = requests.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { requests: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
