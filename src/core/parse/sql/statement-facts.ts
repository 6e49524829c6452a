import type { Span } from '../../text/span';
import type { SqlOperation } from './operation';
import type { SchemaStep } from './steps';
import type { TableChange } from './tolerant/table-change';
import type { SqlSetting } from './tree';

/** What a statement does, as far as rules ask. */
export interface SqlFacts {
  readonly transaction?: 'begin' | 'commit' | 'rollback';
  /** A place that a transaction can go back to, by which the locks since then are given back. */
  readonly savepoint?: { readonly does: 'set' | 'back'; readonly name: string };
  /** Guards that it takes against others: until the session or the transaction ends. */
  readonly takes: readonly ('session-lock' | 'transaction-lock')[];
  /** Which locks of the session it gives back; `*`: all of them. */
  readonly releases: readonly string[];
  /** Which locks of the session it takes: the arguments of the call. */
  readonly keys: readonly string[];
  /** It only asks for a lock, and goes on whatever the answer: who reads the answer decides. Keys of the session's or transaction's lock. */
  readonly tries: readonly { readonly key: string; readonly lock: 'session-lock' | 'transaction-lock' }[];
  /** Calls of functions for advisory locks, whatever becomes of them; absent: none. */
  readonly advisory?: readonly AdvisoryLock[];
  /** Functions of other names that a query only calls, and that say that they lock: `acquire_lock`. */
  readonly lockLike?: readonly string[];
  /** `lock_timeout` → `5s`. */
  readonly sets?: SqlSetting;
  /** Changes nothing: settings, queries, transaction control. */
  readonly reads: boolean;
  /** Cannot run inside a transaction: `CREATE INDEX CONCURRENTLY`. */
  readonly alone: boolean;
  /** Relations that it makes, and temporary ones among them; and those that it needs. Without schema. */
  readonly creates: readonly string[];
  readonly createsTemporary: readonly string[];
  readonly touches: readonly string[];
  readonly createsDatabase?: string;
  /** What it does to tables, one by one; absent: nothing that is judged. */
  readonly operations?: readonly SqlOperation[];
  /** What it makes and takes away, in any dialect; absent: nothing of a schema. */
  readonly steps?: readonly SchemaStep[];
  /** What a statement of MySQL or SQLite does to a table, part by part. */
  readonly tableChange?: TableChange;
  /** Inside a `DO` block: the first schema change, as `ALTER TABLE events`. */
  readonly blockChange?: string;
  /** What the statements inside of a `DO` block do. */
  readonly inBlock?: readonly InnerOperation[];
  /** A block or routine, or psql with the rows of a query, runs statements that are put together: how the first of them begins, as far as that is written. */
  readonly computed?: string;
  /** The grammar does not know it. */
  readonly isUnread?: true;
  /** A function that it makes, if that changes tables. */
  readonly routine?: SqlRoutine;
  /** Functions and procedures that it calls for what they do: `SELECT f()`, `CALL f()`; without schema. */
  readonly calls?: readonly string[];
}

/** One for all: a dump has millions of statements that do nothing of a kind. */
const none: readonly never[] = [];

export const noFacts: SqlFacts = {
  takes: none,
  releases: none,
  keys: none,
  tries: none,
  reads: false,
  alone: false,
  creates: none,
  createsTemporary: none,
  touches: none,
};

/** A call of a function that takes an advisory lock. */
export interface AdvisoryLock {
  readonly name: string;
  readonly key: string;
  /** What it ends with. */
  readonly lasts: 'session' | 'transaction';
  /** It gives an answer at once, and goes on without the lock if somebody else holds it. */
  readonly isTried: boolean;
  readonly isShared: boolean;
  /** Something other than a person may look at the answer. */
  readonly isRead: boolean;
  /** Inside of a `DO` block. */
  readonly inBlock?: true;
}

/** What a statement inside of a `DO` block or a function does to a table. */
export interface InnerOperation {
  readonly operation: SqlOperation;
  /** Where that statement stands, from the beginning of the one around it; `undefined` if it is put together. */
  readonly place: Span | undefined;
}

/** A function or procedure that does something to tables when it is called. */
export interface SqlRoutine {
  readonly name: string;
  readonly operations: readonly InnerOperation[];
}
