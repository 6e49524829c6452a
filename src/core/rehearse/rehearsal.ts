import type { Place } from '../text/span';

/** What a rehearsal found: plain data, as it comes from another process and is kept beside the review. */
export interface Rehearsal {
  /** As the database calls itself. */
  readonly server: string;
  readonly system: RehearsableSystem;
  /** It began with what production's schema is: what is missing then is missing there. */
  readonly hasSchema: boolean;
  /** The files in the order in which they were run; those that made the ground come first. */
  readonly files: readonly RehearsedFile[];
  /** All new files run, then all of them taken back; absent: none can be taken back, or it did not come so far. */
  readonly rollback?: RollbackDrill;
  /** Why it ended before it was through. */
  readonly ended?: RehearsalEnd;
  readonly milliseconds: number;
  /** ISO 8601; absent: nobody says when. */
  readonly begunAt?: string;
}

/** Systems on which migrations can be tried. */
export type RehearsableSystem = 'postgresql' | 'mysql';

export interface RehearsalEnd {
  readonly code: 'time' | 'memory' | 'cancelled' | 'lost' | 'schema';
  /** The statement that it was at. */
  readonly at?: Place;
  readonly detail?: string;
}

export interface RehearsedFile {
  readonly path: string;
  /** `schema`: not of the package; `older`: what the new ones need to be there. */
  readonly role: 'schema' | 'older' | 'new';
  /** Of its text, by `stampOf`: another one makes all of this stale. */
  readonly stamp: string;
  readonly statements: readonly RehearsedStatement[];
  readonly leftOut: readonly LeftOut[];
  /** Run twice, where somebody may do so: no tool remembers that it was run. */
  readonly again?: SecondRun;
  /** Of new ones. */
  readonly down?: DownRun;
  /** By two runners at once, where nobody else keeps the second one out; only on a server. */
  readonly raced?: RacedRun;
  /** While others work on the tables that it locks; only on a server. */
  readonly loaded?: LoadedRun;
}

export interface RehearsedStatement extends Place {
  /** 0-based, of its beginning. */
  readonly line: number;
  /** Its first words, on one line. */
  readonly title: string;
  /** `lacking`: it needs what an empty database does not have; `skipped`: the transaction was given up, or the script had ended. */
  readonly outcome: 'done' | 'failed' | 'lacking' | 'skipped';
  readonly milliseconds: number;
  /** Counts those of its session that go on after it: what it locked is held until the last statement with the number. Absent: it was a transaction itself. */
  readonly transaction?: number;
  /** Taken by it and not before in the same transaction; on relations that were there before the new files. */
  readonly locks: readonly HeldLock[];
  /** Tables of which every row was written to a new file. */
  readonly rewritten: readonly string[];
  /** Tables of which every row was read. */
  readonly scanned: readonly string[];
  /** Rows that it wrote. */
  readonly rows: number;
  /** How long it would wait for a lock: `0` is for ever. */
  readonly lockTimeout: string;
  /** What it locks could not be seen: it runs outside of a transaction. */
  readonly isUnseen: boolean;
  readonly error?: DatabaseFault;
}

export interface HeldLock {
  readonly relation: string;
  /** As PostgreSQL calls it: `AccessExclusiveLock`; of MySQL its metadata lock: `SHARED_NO_WRITE`. */
  readonly mode: string;
}

export interface DatabaseFault {
  /** SQLSTATE, or MySQL's number; empty if there is none. */
  readonly code: string;
  readonly message: string;
}

/** What was not run, and why. */
export interface LeftOut extends Place {
  readonly line: number;
  readonly why:
    | 'client-command'
    | 'copy-data'
    | 'server-file'
    | 'computed'
    | 'variable'
    | 'placeholder'
    | 'missing-file'
    | 'connection'
    | 'whole-server';
  readonly what: string;
}

export interface SecondRun {
  /** `half-way`: it failed after it had changed something; `changes`: it ran, and changed the schema once more. */
  readonly outcome: 'same' | 'stops-at-once' | 'half-way' | 'changes';
  readonly at?: RehearsedPlace;
  readonly error?: DatabaseFault;
}

export interface RehearsedPlace extends Place {
  readonly line: number;
}

export interface RacedRun {
  /**
   * `one`: one came to the end, and the other was refused; `both`: both did, and nothing was done twice; `twice`: both added the same
   * rows; `neither`: each met what the other had made.
   */
  readonly outcome: 'one' | 'both' | 'twice' | 'neither' | 'deadlock';
  readonly at?: RehearsedPlace;
  readonly error?: DatabaseFault;
  /** The longest that a statement of one waited for the other, which was at another statement. */
  readonly longest?: { readonly milliseconds: number; readonly at: RehearsedPlace; readonly behind?: RehearsedPlace };
}

export interface LoadedRun {
  readonly before: Percentiles;
  readonly during: Percentiles;
  /** The request that took longest, and the statement of the migration that ran when it began. */
  readonly longest?: {
    readonly milliseconds: number;
    readonly kind: 'reader' | 'writer';
    readonly table: string;
    readonly at: RehearsedPlace;
  };
  /** The longest that the migration waited for others. */
  readonly waited?: { readonly milliseconds: number; readonly at: RehearsedPlace };
  /** The statement that its `lock_timeout` ended. */
  readonly gaveUp?: RehearsedPlace;
}

/** Of requests, in milliseconds. */
export interface Percentiles {
  readonly requests: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface DownRun {
  /** Of the script that takes the file back; absent: there is none. */
  readonly place?: Place;
  readonly outcome: 'restored' | 'order-only' | 'differs' | 'failed' | 'empty' | 'missing' | 'not-run';
  /** What is there afterwards that was not before, and the other way round. */
  readonly differences: readonly SchemaDifference[];
  /** Tables with rows that are gone. */
  readonly lost: readonly { readonly table: string; readonly rows: number }[];
  /** Where it failed. */
  readonly at?: RehearsedPlace;
  readonly error?: DatabaseFault;
}

export interface SchemaDifference {
  readonly kind: 'left-behind' | 'not-restored' | 'changed';
  /** `column public.events.region`. */
  readonly what: string;
}

/** The schema after all downs beside what it was before all ups. */
export interface RollbackDrill {
  readonly outcome: 'restored' | 'order-only' | 'differs';
  readonly differences: readonly SchemaDifference[];
}
