import type { ScratchDatabase } from './database';
import type { RehearsedPlace } from './rehearsal';
import type { Step } from './steps';
import type { RehearsedSystem } from './system';

/** A session that is watched: its process on the server, and the statement that it is at. */
export interface Watched {
  readonly process: number;
  at: RehearsedPlace | undefined;
  /** When it was looked at last. */
  isWaiting?: boolean;
}

/** The longest that one of them waited for another. */
export interface Wait {
  readonly milliseconds: number;
  /** What waited. */
  readonly at: RehearsedPlace;
  /** The statement that the other one was at; absent: it was no migration. */
  readonly behind?: RehearsedPlace;
}

export const placeOf = ({ path, span, line }: Step): RehearsedPlace => ({ path, span, line });

/**
 * Looks again and again who waits for whom, until `isDone`. Between two looks the server sleeps for 10 ms.
 */
export async function watchWaits(
  database: ScratchDatabase,
  sessions: readonly Watched[],
  {
    system,
    clock,
    isDone,
    looked,
  }: {
    readonly system: RehearsedSystem;
    readonly clock: () => number;
    readonly isDone: () => boolean;
    readonly looked?: () => void;
  },
): Promise<readonly Wait[]> {
  const waits: Wait[] = [];
  const since = new Map<Watched, { readonly begun: number; readonly at: RehearsedPlace; readonly behind?: RehearsedPlace }>();
  const processes = sessions.map(({ process }) => process);
  while (!isDone()) {
    const blocked = await system.waiting(database, processes);
    for (const session of sessions) {
      const blockers = blocked.get(session.process);
      const waiting = since.get(session);
      session.isWaiting = blockers !== undefined;
      if (blockers && !waiting && session.at) {
        const behind = sessions.find(({ process }) => blockers.includes(process))?.at;
        since.set(session, { begun: clock(), at: session.at, ...(behind && { behind }) });
      } else if (!blockers && waiting) {
        since.delete(session);
        waits.push(waitOf(waiting, clock()));
      }
    }
    looked?.();
    await database.run(system.sleep(0.01));
  }
  return [...waits, ...[...since.values()].map((waiting) => waitOf(waiting, clock()))];
}

const waitOf = ({ begun, ...places }: { readonly begun: number } & Omit<Wait, 'milliseconds'>, now: number): Wait => ({
  ...places,
  milliseconds: now - begun,
});

export const longestOf = (waits: readonly Wait[]): Wait | undefined => [...waits].sort((a, b) => b.milliseconds - a.milliseconds)[0];
