import type { Place, Span } from '../../text/span';
import type { CommandText } from './host-mentions';
import type { Timing } from './runs/timing';

/** Something that runs by the clock. */
export interface ScheduledJob {
  readonly path: string;
  /** Whom it runs as; absent if that does not stand in the package. */
  readonly user?: string;
  /** Where its command stands. */
  readonly span: Span;
  readonly commands: readonly CommandText[];
  /** Its command with the values that a script puts in as it writes the crontab, where it puts in any. */
  readonly filled?: string;
  /** Variables that it is given, with the stretch that holds the value. */
  readonly variables: readonly { readonly name: string; readonly span: Span; readonly text: string }[];
  /** What stands behind "runs": `at 03:00`. */
  readonly when: string;
  readonly timing: Timing;
  /** What else decides when it starts, in words. */
  readonly also?: string;
  /** Where its time stands: the schedule of a crontab line, the calendar of a timer. */
  readonly timed: Place;
  /** The line of a crontab that a comment sign disables; absent for what is no such line. */
  readonly line?: Span;
}
