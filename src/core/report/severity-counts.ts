import { severities } from '../rules/finding';
import type { Counts } from './overview';

/** `3·12·9`: blockers, errors and warnings. */
export const countsInShort = (counts: Counts): string =>
  severities
    .filter((severity) => severity !== 'info')
    .map((severity) => counts[severity] ?? 0)
    .join('·');
