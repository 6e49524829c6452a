import type { Standing } from './standing';
import type { LiveRun } from './who';

/** What makes a transaction of statements: the file, the client, one request, or the tool that runs the file. */
export type TransactionBy = Standing['by'] | 'runner';

/** How things stand when a statement of a file runs, by what its file and whoever runs it tell together. */
export interface LiveStanding {
  /** The transaction that it shares with others of its file; `undefined`: it has one to itself. */
  readonly transaction: number | undefined;
  readonly by: TransactionBy;
  /** How long it waits for a lock is bounded. */
  readonly isBounded: boolean;
  /** So is how long it takes. */
  readonly isTimed: boolean;
  readonly zone: string | undefined;
}

/** Not a number that a file counts. */
const whole = -1;

export function standingIn(standing: Standing, { inOneTransaction, bounds }: LiveRun): LiveStanding {
  const isWhole = inOneTransaction && !standing.isBehindEnd;
  const isBound = (bound: Standing['waits'], isFromStart: boolean): boolean =>
    bound === 'bounded' || (bound === 'if-whole' && isWhole) || (isFromStart && standing.connection === 0);
  return {
    // A `BEGIN` inside of a transaction begins none.
    transaction: isWhole ? whole : standing.transaction,
    by: isWhole ? 'runner' : standing.by,
    isBounded: isBound(standing.waits, bounds.lock),
    isTimed: isBound(standing.runs, bounds.statement),
    zone: standing.zone,
  };
}
