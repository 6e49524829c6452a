import type { Rehearse } from '../node/rehearse/rehearser';
import type { Reviewer } from '../node/review/reviewer';

/** What the command line is given by the process, or by a test. */
export interface Io {
  readonly cwd: string;
  /** ISO 8601. */
  readonly now: () => string;
  /** What comes in, in pieces. */
  readonly input: () => AsyncIterable<Uint8Array>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly colour: boolean;
  /** Show a progress line on `err`. */
  readonly progress: boolean;
  /** Whoever does the reviewing: a thread of its own, or, in tests, this one. `atOnce`: how many review at the same time. */
  readonly reviewer: (atOnce: number) => Reviewer;
  /** Tells this program from any other version of it. */
  readonly tool: () => Promise<string>;
  /** Whoever runs migrations on a scratch database. */
  readonly rehearse: Rehearse;
}
