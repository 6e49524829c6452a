import { shownPath } from '../../package/nested-path';
import type { Review } from '../../review/review';
import { rehearsalAbout, rehearsalHead, rehearsalRows, type RehearsalRow } from '../rehearsal-rows';
import { section, table, text, type Line, type Section } from './document';

/** What ran on a scratch database before the meeting, as evidence: nothing where nobody has rehearsed. */
export function rehearsalDocument({ rehearsal }: Review): Section | undefined {
  if (!rehearsal) return undefined;
  const rows = rehearsalRows(rehearsal);
  return section('rehearsal', 'Rehearsal of the migrations', [
    text(rehearsalAbout(rehearsal).join(' ')),
    rows.length > 0 ? table(rehearsalHead, rows.map(cells)) : undefined,
  ]);
}

const cells = ({ path, outcome, isBad, did, after }: RehearsalRow): Line[] => [
  [{ code: shownPath(path) }],
  [isBad ? { strong: outcome } : outcome],
  [did],
  [after],
];
