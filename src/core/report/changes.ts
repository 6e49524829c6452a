import { changeKinds, type ChangeKind, type EntryChange } from '../compare/entries';
import type { Difference } from '../compare/parts';
import { octal } from '../package/mode';
import { shownPath } from '../package/nested-path';
import { isPatched, type Comparison, type ShownChanges } from '../review/comparison';
import type { PackageIdentity } from '../review/identity';
import { codeSpan, escapeMarkdown } from './escape-markdown';
import { table } from './table';

/** Files of one kind that are listed; a rebuilt package has thousands. */
const listed = 40;

export const kindWords: Readonly<Record<ChangeKind, string>> = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  moved: 'moved',
  mode: 'with another mode',
};

export const identityWords = ({ name, version }: PackageIdentity): string => [name, version].filter(Boolean).join(' ');

/** `3 files added, 1 moved`; `no file changed`. */
export function countWords({ entries, more }: Pick<ShownChanges, 'entries' | 'more'>): string {
  const counts = changeKinds.map((kind) => ({
    kind,
    count: entries.filter((change) => change.kind === kind).length + (more?.entries[kind] ?? 0),
  }));
  const told = counts.filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${kindWords[kind]}`);
  return told.length === 0 ? 'no file changed' : `files: ${told.join(', ')}`;
}

/** What differs from the package that came before, for the preflight report. */
export function changesSection(comparison: Comparison | undefined): string {
  if (!comparison) return '';
  const { package: older, changes, patched } = comparison;
  const range = (own: string | undefined): string => (own === undefined ? 'not required' : own === '' ? 'any' : codeSpan(own));
  return [
    `## Changes since ${escapeMarkdown(identityWords(older))}`,
    `Compared with ${codeSpan(older.path)}; ${countWords(changes)}.${patched.size > 0 ? ' Our patches are not counted.' : ''}`,
    ...part(
      'Configuration defaults',
      ['Key', 'Before', 'Now', 'In'],
      changes.defaults.map(({ key, before, after }) => [
        codeSpan(key),
        codeSpan(before.value),
        codeSpan(after.value),
        codeSpan(shownPath(after.path)),
      ]),
      changes.more?.defaults,
    ),
    ...part(
      'Dependencies',
      ['Dependency', 'Before', 'Now'],
      changes.dependencies.map(({ name, before, after }) => [escapeMarkdown(name), range(before), range(after)]),
      changes.more?.dependencies,
    ),
    ...part(
      'Units and scheduled jobs',
      ['', ''],
      [...differenceRows('unit', changes.units), ...differenceRows('job', changes.jobs)],
      (changes.more?.units ?? 0) + (changes.more?.jobs ?? 0),
    ),
    ...part(
      'Files',
      ['', ''],
      changeKinds.flatMap((kind) => fileRows(kind, comparison)),
    ),
  ].join('\n\n');
}

/** `more`: rows that are not listed. */
const part = (title: string, head: readonly string[], rows: readonly (readonly string[])[], more = 0): string[] =>
  rows.length === 0 ? [] : [`### ${title}`, table(head, rows), ...(more > 0 ? [`And ${more.toLocaleString('en')} more.`] : [])];

const differenceRows = (what: string, { added, removed }: Difference): string[][] => [
  ...added.map((name) => [`${what} added`, codeSpan(name)]),
  ...removed.map((name) => [`${what} removed`, codeSpan(name)]),
];

function fileRows(kind: ChangeKind, { changes: { entries, more }, patched }: Comparison): string[][] {
  const own = entries.filter((change) => change.kind === kind);
  const rows = own
    .slice(0, listed)
    .map((change) => [kindWords[kind], placeOf(change) + (isPatched(change, patched) ? ' (patched here)' : '')]);
  const left = own.length - rows.length + (more?.entries[kind] ?? 0);
  return left > 0 ? [...rows, [kindWords[kind], `${left} more`]] : rows;
}

function placeOf({ kind, before, after }: EntryChange): string {
  const path = codeSpan(shownPath((after ?? before)?.path ?? ''));
  if (kind === 'moved') return `${codeSpan(shownPath(before?.path ?? ''))} is now ${path}`;
  if (kind === 'mode') return `${path}: ${octal(before?.mode ?? 0)} is now ${octal(after?.mode ?? 0)}`;
  return path;
}
