import type { ScratchDatabase } from '../../../core/rehearse/database';
import type { ServerFacts } from '../../../core/rehearse/server';

/** A server on which databases are made and dropped again. */
export interface Server {
  readonly facts: ServerFacts;
  /** Another one each time. */
  open(): Promise<ScratchDatabase>;
  /** Ends all sessions and drops all databases; if `isHurried`, what runs is given up. */
  close(isHurried: boolean): Promise<void>;
}
