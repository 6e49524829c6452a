import { archivesAbove } from '../package/nested-path';
import type { PackageSource, SourceEntry } from '../package/source';
import { digestOf, sameContent } from './content';
import { pairedTops, type AsNewer } from './same-place';
import { baseName } from '../text/path';
import { compareText } from '../text/order';
import { entryOf } from '../text/groups';

/** `moved`: the same content under another path. `mode`: the same content with other permissions. */
export const changeKinds = ['added', 'removed', 'changed', 'moved', 'mode'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface EntryChange {
  readonly kind: ChangeKind;
  /** In the older package; absent: added. */
  readonly before?: SourceEntry;
  /** In the newer package; absent: removed. */
  readonly after?: SourceEntry;
}

/** Called between files: the host lets others run, and throws to cancel. */
export type Pause = () => Promise<void> | void;

export const pathOf = ({ before, after }: EntryChange): string => (after ?? before)?.path ?? '';

/**
 * What came, went, changed, moved or got another mode from one package to the next, ordered by path. Paths are compared
 * below the folders that the packages lie in (see `pairedTops`).
 */
export async function compareEntries(older: PackageSource, newer: PackageSource, pause: Pause = () => undefined): Promise<EntryChange[]> {
  const asNewer = pairedTops(older.entries, newer.entries);
  const asIs: AsNewer = (path) => path;
  const [oldEntries, newEntries] = [
    outsideOfOthers(older.entries, asNewer, newer.entries, asIs),
    outsideOfOthers(newer.entries, asIs, older.entries, asNewer),
  ];
  const gone = new Map(oldEntries.map((entry) => [asNewer(entry.path), entry]));
  const came: SourceEntry[] = [];
  const changes: EntryChange[] = [];
  for (const after of newEntries) {
    const before = gone.get(after.path);
    if (!before) {
      came.push(after);
      continue;
    }
    gone.delete(after.path);
    const same = sameContent({ source: older, entry: before }, { source: newer, entry: after });
    // Most answers are known at once, and waiting for them would take longer than all the rest.
    if (!(typeof same === 'boolean' ? same : await same)) changes.push({ kind: 'changed', before, after });
    else if (before.mode !== undefined && after.mode !== undefined && before.mode !== after.mode)
      changes.push({ kind: 'mode', before, after });
    await pause();
  }
  const moves = await findMoves(older, [...gone.values()], newer, came, pause);
  const moved = new Set(moves.flatMap(({ before, after }) => [before, after]));
  for (const before of gone.values()) if (!moved.has(before)) changes.push({ kind: 'removed', before });
  for (const after of came) if (!moved.has(after)) changes.push({ kind: 'added', after });
  return [...changes, ...moves].sort((a, b) => compareText(pathOf(a), pathOf(b)));
}

/** Without what lies in inner archives that the other package does not have: that one came or went is told by itself. */
function outsideOfOthers(
  entries: readonly SourceEntry[],
  placeOf: AsNewer,
  others: readonly SourceEntry[],
  otherPlaceOf: AsNewer,
): readonly SourceEntry[] {
  if (!entries.some(({ path }) => archivesAbove(path).length > 0)) return entries;
  const opened = new Set(others.flatMap(({ path }) => archivesAbove(otherPlaceOf(path))));
  return entries.filter(({ path }) => archivesAbove(placeOf(path)).every((archive) => opened.has(archive)));
}

/** Files that went and came with the same content; of several alike, those with the same name belong together first. */
async function findMoves(
  older: PackageSource,
  gone: readonly SourceEntry[],
  newer: PackageSource,
  came: readonly SourceEntry[],
  pause: Pause,
): Promise<EntryChange[]> {
  const sizes = new Set(came.map(({ size }) => size));
  const before = await byDigest(
    older,
    gone.filter(({ size }) => size > 0 && sizes.has(size)),
    pause,
  );
  const left = new Set([...before.values()].flatMap((alike) => alike.map(({ size }) => size)));
  const after = await byDigest(
    newer,
    came.filter(({ size }) => left.has(size)),
    pause,
  );
  const moves: EntryChange[] = [];
  for (const [digest, alike] of after) {
    for (const [from, to] of pairs(before.get(digest) ?? [], alike)) {
      if (await sameContent({ source: older, entry: from }, { source: newer, entry: to }))
        moves.push({ kind: 'moved', before: from, after: to });
      await pause();
    }
  }
  return moves;
}

async function byDigest(source: PackageSource, entries: readonly SourceEntry[], pause: Pause): Promise<Map<string, SourceEntry[]>> {
  const groups = new Map<string, SourceEntry[]>();
  for (const entry of entries) {
    const digest = await digestOf({ source, entry });
    if (digest !== undefined) entryOf(groups, digest, () => []).push(entry);
    await pause();
  }
  return groups;
}

function pairs(gone: readonly SourceEntry[], came: readonly SourceEntry[]): [SourceEntry, SourceEntry][] {
  const nameOf = ({ path }: SourceEntry): string => baseName(path);
  const byName = new Map(gone.map((entry) => [nameOf(entry), entry]));
  const found: [SourceEntry, SourceEntry][] = [];
  const rest: SourceEntry[] = [];
  for (const entry of came) {
    const namesake = byName.get(nameOf(entry));
    if (namesake) found.push([namesake, entry]);
    else rest.push(entry);
    byName.delete(nameOf(entry));
  }
  const taken = new Set(found.map(([entry]) => entry));
  const others = gone.filter((entry) => !taken.has(entry));
  return [...found, ...rest.slice(0, others.length).map((entry, index): [SourceEntry, SourceEntry] => [others[index] ?? entry, entry])];
}
