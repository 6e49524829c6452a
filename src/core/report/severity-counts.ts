import { severities, type Severity } from '../rules/finding';
import type { Counts } from './overview';

/** `blocker`, `2 blockers` without its number. */
export const severityWord = (severity: Severity, count: number): string => (count === 1 || severity === 'info' ? severity : `${severity}s`);

/** `3·12·9`: blockers, errors and warnings. */
export const countsInShort = (counts: Counts): string =>
  severities
    .filter((severity) => severity !== 'info')
    .map((severity) => counts[severity] ?? 0)
    .join('·');
