import type { Span } from '../text/span';
import type { SyntaxFault } from './fault';

export interface Crontab {
  readonly jobs: readonly CronJob[];
  readonly variables: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
  readonly faults: readonly SyntaxFault[];
}

export interface CronJob {
  readonly schedule: string;
  readonly scheduleSpan: Span;
  /** User column of `/etc/crontab` and `/etc/cron.d`; absent in user crontabs. */
  readonly user?: string;
  readonly command: string;
  readonly commandSpan: Span;
  /** The whole line. */
  readonly span: Span;
}
