import type { ScratchDatabase } from './database';
import type { RacedRun, RehearsedStatement } from './rehearsal';
import type { SessionRequest } from './session';
import type { RehearsedSystem } from './system';
import { longestOf, placeOf, watchWaits, type Watched } from './watch';

/** Starts one runner; tells each statement before it is sent. */
export type Start = (database: ScratchDatabase, tell: SessionRequest['tell']) => Promise<readonly RehearsedStatement[]>;

interface Runner extends Watched {
  /** Statements that it has come to. */
  count: number;
  isOver: boolean;
  /** Sends its statement. */
  go?: () => void;
}

/**
 * The same file by two runners that start at once, as two hosts that are upgraded together do. Each statement is sent when the other one
 * is at the same, waits for a lock, or is through: so what comes of it is not left to chance.
 */
export async function race(
  databases: readonly [ScratchDatabase, ScratchDatabase, watcher: ScratchDatabase],
  start: Start,
  { system, clock }: { readonly system: RehearsedSystem; readonly clock: () => number },
): Promise<RacedRun> {
  const [first, second, watcher] = databases;
  const [one, other] = [await runnerOf(first, system), await runnerOf(second, system)];
  const letGo = (): void => {
    for (const [own, next] of [
      [one, other],
      [other, one],
    ] as const)
      if (next.isOver || next.isWaiting === true || next.count >= own.count) own.go?.();
  };
  const run = async (database: ScratchDatabase, own: Runner): Promise<readonly RehearsedStatement[]> => {
    try {
      return await start(database, (step) => {
        own.at = placeOf(step);
        own.count++;
        return new Promise((resolve) => {
          own.go = resolve;
          letGo();
        });
      });
    } finally {
      own.isOver = true;
      letGo();
    }
  };
  const isDone = (): boolean => one.isOver && other.isOver;
  const [waits, ...results] = await Promise.all([
    watchWaits(watcher, [one, other], { system, clock, isDone, looked: letGo }),
    run(first, one),
    run(second, other),
  ]);
  const longest = longestOf(waits);
  return { ...raceOf(...results, system.codes.deadlock), ...(longest && { longest }) };
}

const runnerOf = async (database: ScratchDatabase, system: RehearsedSystem): Promise<Runner> => ({
  process: await system.processOf(database),
  at: undefined,
  count: 0,
  isOver: false,
});

/** What two runners that started at once have come to. */
export function raceOf(
  one: readonly RehearsedStatement[],
  other: readonly RehearsedStatement[],
  codeOfDeadlock: string,
): Omit<RacedRun, 'longest'> {
  const failed = [...one, ...other].filter(({ outcome }) => outcome === 'failed' || outcome === 'lacking');
  const deadlock = failed.find(({ error }) => error?.code === codeOfDeadlock);
  const told = (outcome: RacedRun['outcome'], { path, span, line, error }: RehearsedStatement): Omit<RacedRun, 'longest'> => ({
    outcome,
    at: { path, span, line },
    ...(error && { error }),
  });
  if (deadlock) return told('deadlock', deadlock);
  const isThrough = (run: readonly RehearsedStatement[]): boolean => run.every(({ outcome }) => outcome === 'done');
  const [first] = failed;
  if (first && !isThrough(one) && !isThrough(other)) return told('neither', first);
  const hasAdded = ({ title, rows, outcome }: RehearsedStatement): boolean => /^insert\b/i.test(title) && rows > 0 && outcome === 'done';
  const twice = one.find((statement, at) => {
    const same = other[at];
    return hasAdded(statement) && same !== undefined && hasAdded(same);
  });
  if (twice && !first) return told('twice', twice);
  return { outcome: first ? 'one' : 'both' };
}
