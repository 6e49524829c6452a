import { changeKinds, type ChangeKind } from '../compare/entries';
import type { ShownChanges } from '../review/comparison';
import type { PackageIdentity } from '../review/identity';

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
