import type { SyntaxFault } from '../../parse/fault';
import type { Related } from '../finding';

/** Places behind a finding; more would hide it. */
const maxPlaces = 20;

/** Further faults of a file whose first one is reported. */
export const faultPlaces = (path: string, faults: readonly SyntaxFault[]): Related[] =>
  faults.slice(0, maxPlaces).map(({ span, detail }) => ({ at: 'package', path, span, message: detail }));

/** Their number, for the end of a sentence; `cut`: there are more than those that were counted. */
export const moreFaults = ({ more, cut }: { readonly more: number; readonly cut: boolean }): string =>
  more === 0 ? '' : `, and ${cut ? 'more than ' : ''}${more} more ${more === 1 ? 'line' : 'lines'} of this file are at fault`;
