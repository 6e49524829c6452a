import type { SyntaxFault } from '../../parse/fault';
import type { Related } from '../finding';

/** Places behind a finding; more would hide it. */
const maxPlaces = 20;

/** Further faults of a file whose first one is reported. */
export const faultPlaces = (path: string, faults: readonly SyntaxFault[]): Related[] =>
  faults.slice(0, maxPlaces).map(({ span, detail }) => ({ at: 'package', path, span, message: detail }));

export interface FurtherFaults {
  readonly more: number;
  /** There are more than those that were counted. */
  readonly cut: boolean;
}

/** Their number, for the end of a sentence. `what`: one of them. */
export const moreFaults = ({ more, cut }: FurtherFaults, what = 'line'): string =>
  more === 0
    ? ''
    : `, and ${cut ? 'more than ' : ''}${more} more ${more === 1 ? what : `${what}s`} of this file ${more === 1 && !cut ? 'is' : 'are'} at fault`;
