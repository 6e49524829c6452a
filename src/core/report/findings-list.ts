import { shownPath } from '../package/nested-path';
import { severities, type Finding, type Severity } from '../rules/finding';
import { groupBy } from '../text/groups';
import { compareText } from '../text/order';
import { visible } from '../text/visible';
import { codeSpan, escapeMarkdown } from './escape-markdown';

/** What a list of findings is narrowed to. */
export interface FindingsFilter {
  /** Words that must all stand in message, rule or path, and with `!` before them must not; letter case does not count. */
  readonly text: string;
  /** Blockers and errors. */
  readonly errorsOnly: boolean;
}

export const noFilter: FindingsFilter = { text: '', errorsOnly: false };

export function filterOf({ text, errorsOnly }: FindingsFilter): (finding: Finding) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const without = words.filter((word) => word.startsWith('!') && word.length > 1).map((word) => word.slice(1));
  const withThem = words.filter((word) => !word.startsWith('!'));
  return ({ severity, message, rule, path }) => {
    if (errorsOnly && severity !== 'blocker' && severity !== 'error') return false;
    if (words.length === 0) return true;
    const told = `${message}\n${rule}\n${shownPath(path)}`.toLowerCase();
    return withThem.every((word) => told.includes(word)) && !without.some((word) => told.includes(word));
  };
}

export const groupings = ['severity', 'file', 'rule'] as const;
export type Grouping = (typeof groupings)[number];

/** Severities from the worst on, files and rules by name. */
export function grouped<T extends { readonly finding: Finding }>(
  items: readonly T[],
  grouping: Grouping,
): readonly [string, readonly T[]][] {
  const groups = groupBy(items, ({ finding }) =>
    grouping === 'severity' ? finding.severity : grouping === 'file' ? finding.path : finding.rule,
  );
  const place = (key: string): number => (severities as readonly string[]).indexOf(key);
  return [...groups].sort(([a], [b]) => place(a) - place(b) || compareText(a, b));
}

const severityWord: Readonly<Record<Severity, string>> = { blocker: 'Blocker', error: 'Error', warning: 'Warning', info: 'Note' };

const placeOf = ({ path, range }: Finding): string => `${shownPath(path)}:${range.start.line + 1}`;

/** One line each, as compilers write them. */
export const findingsAsText = (findings: readonly Finding[]): string =>
  findings
    .map((finding) => visible(`${placeOf(finding)}: ${severityWord[finding.severity].toLowerCase()}: ${finding.message} [${finding.rule}]`))
    .join('\n');

/** A list for a ticket or a chat: what the package says in it is only shown. */
export const findingsAsMarkdown = (findings: readonly Finding[]): string =>
  findings
    .map((finding) => {
      const fix = finding.fix ? ` Fix: ${escapeMarkdown(finding.fix.title)}.` : '';
      return `- **${severityWord[finding.severity]}** ${codeSpan(placeOf(finding))} ${escapeMarkdown(finding.message)} (${codeSpan(finding.rule)})${fix}`;
    })
    .join('\n');

/** What an empty list of findings means. `hidden`: what was found is not sure enough, or not new. */
export type ListState = 'none' | 'reviewing' | 'cancelled' | 'failed' | 'found' | 'filtered' | 'hidden' | 'clean';

export interface ListedPackage {
  readonly state: 'waiting' | 'reviewing' | 'reviewed' | 'cancelled' | 'failed';
  /** How many findings the last review has; `undefined` before the first. */
  readonly all?: number;
  /** How many of them are sure enough and new enough. */
  readonly shown: number;
}

/** Only a review that came to its end may look clean. `listed`: how many the filter leaves. */
export function listState(packages: readonly ListedPackage[], listed: number): ListState {
  if (packages.length === 0) return 'none';
  if (listed > 0) return 'found';
  const unreviewed = packages.filter(({ all }) => all === undefined);
  if (unreviewed.some(({ state }) => state === 'waiting' || state === 'reviewing')) return 'reviewing';
  if (unreviewed.some(({ state }) => state === 'failed')) return 'failed';
  if (unreviewed.length > 0) return 'cancelled';
  if (packages.some(({ shown }) => shown > 0)) return 'filtered';
  return packages.some(({ all = 0 }) => all > 0) ? 'hidden' : 'clean';
}
