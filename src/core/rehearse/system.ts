import type { ScratchDatabase } from './database';
import type { SchemaState } from './schema';
import type { SeededTable } from './fill';
import type { SessionRequest, SessionResult } from './session';

/** What differs between systems of databases in a rehearsal. */
export interface RehearsedSystem {
  /** Runs what one client sends, as it would. The session is left as a new one. */
  readonly runSession: (database: ScratchDatabase, request: SessionRequest) => Promise<SessionResult>;
  /** What a statement could lock, by what a session tells it apart. */
  readonly relationsIn: (database: ScratchDatabase) => Promise<ReadonlySet<string>>;
  /** Outside of a transaction. */
  readonly stateOf: (database: ScratchDatabase) => Promise<SchemaState>;
  /** The process or thread that serves a session. */
  readonly processOf: (database: ScratchDatabase) => Promise<number>;
  /** Sessions among these that wait, each with those that it waits for as far as the server tells. */
  readonly waiting: (database: ScratchDatabase, processes: readonly number[]) => Promise<ReadonlyMap<number, readonly number[]>>;
  /** Fills a table with made-up rows. `undefined`: it takes none of them, or is none. */
  readonly seed: (database: ScratchDatabase, name: string) => Promise<SeededTable | undefined>;
  /** A statement during which the server does nothing. */
  readonly sleep: (seconds: number) => string;
  /** A statement that sets one row of a table to what it is. */
  readonly writeOne: (table: SeededTable, offset: number) => string;
  /** Codes of two that waited for each other, and of one that waited as long as it may. */
  readonly codes: { readonly deadlock: string; readonly gaveUp: string };
}
