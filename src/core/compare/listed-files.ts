import { allowance } from '../archive/allowance';
import { verified } from '../archive/inspect';
import { archivesAbove, folderOfArchive } from '../package/nested-path';
import type { Gap, PackageSource, SourceEntry } from '../package/source';
import { isTestMaterial } from '../package/test-material';
import type { Digest, DigestAlgorithm } from '../parse/checksums';
import { filesListedIn, listKind, type ListedFile, type ListKind } from '../parse/file-lists';
import { decodeText } from '../text/decode';
import { enumerate } from '../text/enumerate';
import { entryOf } from '../text/groups';
import { memo, sameItems } from '../text/memo';
import { folderWithSlash, pathFrom } from '../text/path';

/** A list of files that the package brings, beside what is there. */
export interface CheckedList {
  readonly path: string;
  readonly text: string;
  readonly kind: ListKind;
  /** The folder that its names are seen from, with its slash. */
  readonly base: string;
  /** Nothing but the names tells that it is of these files. */
  readonly isUnsure: boolean;
  readonly files: readonly CheckedFile[];
}

export interface CheckedFile {
  readonly listed: ListedFile;
  /** Where it lies; `undefined`: nowhere. */
  readonly path?: string;
  /** What is not as listed: the bytes (`size`, `digest`, as found) or the permissions. Absent: nothing that was looked at. */
  readonly differs?: { readonly by: 'size' | 'digest' | 'mode'; readonly found: string };
}

/** The lists of one package. The same object for as long as neither they nor what they list changes. */
export interface CheckedLists {
  readonly lists: readonly CheckedList[];
  /** What could not be compared. */
  readonly gaps: readonly Gap[];
}

export interface ListedRequest {
  readonly source: PackageSource;
  /** The same list of names for as long as no file comes or goes. */
  readonly files: readonly { readonly path: string }[];
  /** What our patches change: an export writes new digests for it. */
  readonly edited: ReadonlySet<string>;
  /** The host's; without it only names, sizes and permissions are compared. */
  readonly digest: Digest | undefined;
  /** Called before each file that is read; may throw to give up. */
  readonly step: (path: string) => Promise<void> | void;
}

/** Checksum files of whole distributions have a few megabytes. */
const largest = 16 * 2 ** 20;

const listsIn = memo((files: readonly { readonly path: string }[]) =>
  files.flatMap(({ path }) => {
    const kind = isTestMaterial(path) ? undefined : listKind(path);
    return kind ? [{ path, kind }] : [];
  }),
);

/** An entry belongs to one source and its content does not change: what was read or computed once is known. */
const textOf = memo((_entry: SourceEntry): { text?: Promise<string | undefined> } => ({}));
const digestsOf = memo((_entry: SourceEntry) => new Map<DigestAlgorithm, Promise<string | undefined>>());

interface Kept {
  readonly from: readonly unknown[];
  readonly list: CheckedList;
  readonly gaps: readonly Gap[];
}
const kept = memo((_lists: CheckedLists) => new Map<string, Kept>());

/** Compares the files of a package with what its own lists say of them. Rejects only if `step` throws. `before`: what it said last time. */
export async function checkLists(request: ListedRequest, before: CheckedLists | undefined): Promise<CheckedLists> {
  const { source, files, edited } = request;
  const named = listsIn(files);
  if (named.length === 0) return before?.lists.length === 0 ? before : { lists: [], gaps: [] };
  const entries = new Map(source.entries.map((entry) => [entry.path, entry]));
  const budget = allowance();
  const found = new Map<string, Kept>();
  const open: Gap[] = [];
  for (const { path, kind } of named) {
    const entry = entries.get(path);
    if (!entry || entry.symlink) continue;
    const text = await textIn(entry, source);
    if (text === undefined) {
      open.push({ what: `files that ${path} lists`, why: 'the list could not be read' });
      continue;
    }
    const { base, isUnsure, files: placed } = placesOf(path, kind, filesListedIn(kind, path, text), entries);
    const from = [entry, text, ...placed.map((file) => (file.path !== undefined && edited.has(file.path) ? 'ours' : file.entry))];
    const known = before && kept(before).get(path);
    if (known && sameItems(known.from, from)) {
      for (const { entry: target } of placed) budget.left -= target && target.size <= verified ? target.size : 0;
      found.set(path, known);
      continue;
    }
    const compared = await compare(placed, request, budget);
    const gaps = gapsOf(path, placed, compared, request);
    found.set(path, { from, gaps, list: { path, text, kind, base, isUnsure, files: compared.map(({ file }) => file) } });
  }
  if (before && sameItems([...kept(before).values()], [...found.values()])) return before;
  const lists = { lists: [...found.values()].map(({ list }) => list), gaps: [...open, ...[...found.values()].flatMap(({ gaps }) => gaps)] };
  for (const [path, one] of found) kept(lists).set(path, one);
  return lists;
}

const textIn = (entry: SourceEntry, source: PackageSource): Promise<string | undefined> =>
  (textOf(entry).text ??=
    entry.size > largest
      ? Promise.resolve(undefined)
      : source.read(entry.path).then(
          (bytes) => decodeText(bytes)?.text,
          () => undefined,
        ));

interface Placed {
  readonly listed: ListedFile;
  readonly path?: string;
  readonly entry?: SourceEntry;
}

/** Where the files of a list lie: beside it, or in the folder above that has the most of them. Names of places on a host are left out. */
function placesOf(path: string, kind: ListKind, listed: readonly ListedFile[], entries: ReadonlyMap<string, SourceEntry>) {
  const root =
    archivesAbove(path)
      .map((archive) => `${folderOfArchive(archive)}/`)
      .at(-1) ?? '';
  const at = (base: string): Placed[] =>
    listed.map((file) => {
      const place = pathFrom(base.slice(0, -1), file.named.replaceAll('\\', '/'));
      const entry = place === undefined || place === path || !place.startsWith(root) ? undefined : entries.get(place);
      return { listed: file, ...(entry && { path: entry.path, entry }) };
    });
  const [first, ...others] = basesOf(path, kind, root);
  const looked = (base: string) => {
    const files = at(base);
    return { base, files, hits: files.filter(({ entry }) => entry).length };
  };
  let best = looked(first);
  for (const base of best.hits === listed.length ? [] : others) {
    const one = looked(base);
    if (one.hits > best.hits) best = one;
  }
  const isSelf = ({ named }: ListedFile): boolean => pathFrom(best.base.slice(0, -1), named) === path;
  const isOfHost = ({ named }: ListedFile): boolean => /^(?:\/|[a-z]:)/i.test(named);
  const files = best.files.filter(({ listed: file, entry }) => entry || !(file.named.endsWith('/') || isSelf(file) || isOfHost(file)));
  return { base: best.base, isUnsure: best.base !== first, files };
}

/** The folders that names of a list may be seen from, up to the root, the one that they should be seen from first. */
function basesOf(path: string, kind: ListKind, root: string): readonly [string, ...string[]] {
  const above: string[] = [];
  for (let folder = folderWithSlash(path); folder.length >= root.length; folder = folderWithSlash(folder.slice(0, -1))) {
    above.push(folder);
    if (folder === root) break;
  }
  const [own = '', ...others] = above;
  if (kind === 'manifest') return [own];
  // What is signed or installed as a whole lies beside the folder that tells of it.
  return kind === 'jar' || kind === 'wheel' || path.endsWith('DEBIAN/md5sums') ? [others[0] ?? own] : [own, ...others];
}

type Outcome = { readonly file: CheckedFile; readonly open?: 'large' | 'unreadable' | 'unknown-kind' | 'no-digests' };

async function compare(placed: readonly Placed[], request: ListedRequest, budget: { left: number }): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { listed, path, entry } of placed) {
    const told = { listed, ...(path !== undefined && { path }) };
    if (!entry || entry.symlink || request.edited.has(entry.path)) outcomes.push({ file: told });
    else if (listed.size && listed.size.value !== entry.size)
      outcomes.push({ file: { ...told, differs: { by: 'size', found: String(entry.size) } } });
    else outcomes.push(await compareBytes(told, entry, request, budget));
  }
  return outcomes;
}

async function compareBytes(file: CheckedFile, entry: SourceEntry, request: ListedRequest, budget: { left: number }): Promise<Outcome> {
  const { digest, mode, isUnknownKind } = file.listed;
  const bits = mode && entry.mode !== undefined && (entry.mode & 0o7777) !== mode.value ? entry.mode & 0o7777 : undefined;
  const asListed = bits === undefined ? file : { ...file, differs: { by: 'mode' as const, found: bits.toString(8).padStart(4, '0') } };
  if (isUnknownKind) return { file: asListed, open: 'unknown-kind' };
  if (!digest) return { file: asListed };
  const { digest: compute } = request;
  if (!compute) return { file: asListed, open: 'no-digests' };
  if (entry.size > verified || entry.size > budget.left) return { file: asListed, open: 'large' };
  budget.left -= entry.size;
  const found = await entryOf(digestsOf(entry), digest.algorithm, async () => {
    await request.step(entry.path);
    // What cannot be unpacked is told by another rule.
    const bytes = await request.source.read(entry.path).catch(() => undefined);
    return bytes && compute(digest.algorithm, bytes);
  });
  if (found === undefined) return { file: asListed, open: 'unreadable' };
  return { file: found === digest.hex ? asListed : { ...file, differs: { by: 'digest', found } } };
}

const whys: Readonly<Record<NonNullable<Outcome['open']>, string>> = {
  large: `more than ${verified} bytes each or the ${allowance().left} bytes of all together are not unpacked for that: compare them after unpacking, for example with sha256sum -c`,
  unreadable: 'they could not be unpacked',
  'unknown-kind': 'digests of that kind are not computed here',
  'no-digests': 'this host computes no digests',
};

function gapsOf(path: string, placed: readonly Placed[], outcomes: readonly Outcome[], { edited }: ListedRequest): Gap[] {
  if (placed.length > 0 && placed.every(({ entry }) => !entry) && ![...edited].some((one) => one.startsWith(folderWithSlash(path))))
    return [{ what: `files that ${path} lists`, why: 'none of them is in the package by that name' }];
  const reasons = [...new Set(outcomes.flatMap(({ open }) => (open ? [open] : [])))];
  return reasons.map((reason) => {
    const names = outcomes.flatMap(({ file, open }) => (open === reason ? [file.listed.named] : []));
    return { what: `digests that ${path} lists of ${enumerate(names)}`, why: whys[reason] };
  });
}
