import type { Answer } from '../../core/rehearse/database';
import type { PlannedFile } from '../../core/rehearse/order';
import type { RehearsalEvent } from '../../core/rehearse/rehearse';

/** What a rehearsal may take. */
export interface RehearsalBounds {
  /** Milliseconds, from the start of the process on. */
  readonly time: number;
  /** Megabytes that the process may have in memory. */
  readonly memory: number;
}

/**
 * One database has 500 MB, and may take 768 MB of WebAssembly. Of two that come one after the other Node 24 still holds the first while
 * the second starts: 1,070 MB were measured for a small package, 580 on Node 20.
 */
export const usualBounds: RehearsalBounds = { time: 120_000, memory: 2048 };

export interface ToChild {
  readonly files: readonly PlannedFile[];
  readonly bounds: RehearsalBounds;
}

export type FromChild =
  | { readonly kind: 'event'; readonly event: RehearsalEvent }
  /** `memory`: megabytes, at most at one time. */
  | { readonly kind: 'done'; readonly memory: number }
  | { readonly kind: 'over'; readonly code: 'time' | 'memory' }
  | { readonly kind: 'failed'; readonly message: string };

/** What PGlite consists of, beside its code: the thread with the database cannot read files itself. */
export interface DatabaseParts {
  readonly program: WebAssembly.Module;
  /** Asked on the way for what the system knows of languages. */
  readonly setUp: WebAssembly.Module;
  /** What PostgreSQL installs beside its program. */
  readonly shared: Uint8Array;
  /** A data folder with an empty database, as tar. */
  readonly cluster: Uint8Array;
}

/** To the thread with the database. */
export interface ToDatabase {
  readonly id: number;
  readonly sql: string;
}

export type FromDatabase =
  | { readonly kind: 'open'; readonly server: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  /** `code`: the database's own word. */
  | { readonly kind: 'refusal'; readonly id: number; readonly code?: string; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };
