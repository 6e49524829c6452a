import type { Anomaly } from '../package/anomaly';
import type { PackageLimits } from '../package/limits';
import { withoutCompression } from '../package/compressed';
import { archivesAbove, folderOfArchive, pathInArchive, shownPath } from '../package/nested-path';
import { isTestMaterial } from '../package/test-material';
import type { Gap, Inspection, SourceEntry } from '../package/source';
import { allowance, type Allowance } from './allowance';
import { openArchive, type Archive } from './archive';
import { ArchiveError } from './archive-error';
import { archiveSource, type RangedSource } from './archive-source';
import { byteCache, type ByteCache } from './byte-cache';
import { bytesSource, type ByteSource } from './byte-source';
import { errorText, systemReason } from '../text/error-text';
import { containerSource, sizeOf } from './container';
import type { Unpack, Unpacked } from './unpacked';
import { containerName } from './container-signs';
import type { Inflate } from './inflate';
import { archiveName, innerKind, isUsedPacked, mayBeArchive, type InnerKind } from './inner-candidates';
import { baseName } from '../text/path';
import { sameItems } from '../text/memo';
import { byPath } from '../text/order';
import { entryOf } from '../text/groups';

export interface InnerArchive {
  /** What it holds, with paths from its own root. */
  readonly source: NestingSource;
  /** For writing it anew; absent for containers, which can only be read. */
  readonly zip?: { readonly archive: Archive; readonly bytes: ByteSource };
}

/** What the host does for inner archives. */
export interface NestingHost {
  readonly inflate: Inflate;
  readonly unpack: Unpack;
}

/** A package with the files of its inner archives among its own, once these are opened. */
export interface NestingSource extends RangedSource {
  /** Without the files of inner archives. */
  readonly own: RangedSource;
  expand(limits: PackageLimits, step: Step): Promise<void>;
  /** Opens the archives on the way to a path, whatever the limits of a review. @throws ArchiveError */
  reach(path: string): Promise<void>;
  /** By its first bytes; nothing is opened. */
  isArchive(path: string): Promise<boolean>;
  /** The archive at a path, if it has been opened. */
  archiveAt(path: string): InnerArchive | undefined;
}

interface LeftOut {
  readonly why: string;
  readonly anomaly?: Anomaly;
}

type Step = (entry: string) => Promise<void> | void;

/** What all levels of one package share. */
interface Shared {
  readonly host: NestingHost;
  readonly cache: ByteCache;
  /** Grows whenever an archive is opened. */
  opened: number;
  /** Files of all opened archives. */
  files: number;
  /** Bytes that were unpacked to look inside, and those of the containers that they came from. */
  unpacked: number;
  packed: number;
  /** Bytes of entries that may still be unpacked to compare them with their checksums. */
  readonly checking: Allowance;
}

interface Level {
  readonly shared: Shared;
  /** Before the paths of this level, to tell its files from others' in the cache. */
  readonly prefix: string;
  /** It lies in a container, and cannot be written. */
  readonly readOnly: boolean;
}

/** Bytes of inner archives that are kept unpacked; a larger one is opened only where it lies unpacked. */
const unpackedLimit = 256 * 2 ** 20;
/** Bytes that are unpacked of all inner archives together, beside what well-packed ones have. */
const unpackedInAll = 2 ** 28;
/** Unpacked bytes for each packed one that are usual. */
const usualRatio = 8;
/** What Deflate reaches; what else is met stays below, or ends at the limit. */
const worstRatio = 1032;
/** Far above any product, and what a bomb of archives inside archives reaches in seconds. */
const mostArchives = 5000;
/** Nobody goes down deeper by hand. */
const deepest = 16;
/** What only matters to who unpacks an archive. */
const onlyUnpacked = new Set<Anomaly['code']>(['colliding-name', 'unportable-name', 'dangerous-mode', 'undeclared-encoding']);

/** Opens archives inside an archive or a folder where they lie; nothing is written, and each level is read through the one above. */
export function nestingSource(base: RangedSource, host: NestingHost): NestingSource {
  const counts = { opened: 0, files: 0, unpacked: 0, packed: 0 };
  return level(base, { shared: { host, cache: byteCache(unpackedLimit), ...counts, checking: allowance() }, prefix: '', readOnly: false });
}

function level(base: RangedSource, { shared, prefix, readOnly }: Level): NestingSource {
  const opening = new Map<string, Promise<InnerArchive>>();
  const opened = new Map<string, InnerArchive>();
  /** What was not opened: for the review, why; and what is odd about it. */
  const left = new Map<string, LeftOut>();
  const listings = new Map<string, Listing>();
  const kinds = new Map<string, Promise<InnerKind | undefined>>();
  let candidates: readonly SourceEntry[] | undefined;
  /** Whether files lie in folders that are called as we call those of archives. */
  let hasSuchFolders: boolean | undefined;
  let byPath: ReadonlyMap<string, SourceEntry> | undefined;
  let listed: { readonly at: number; readonly entries: readonly SourceEntry[] } | undefined;
  let inspected: { readonly parts: readonly unknown[]; readonly result: Inspection } | undefined;

  const find = (path: string): SourceEntry | undefined => {
    byPath ??= new Map(base.entries.map((entry) => [entry.path, entry]));
    return byPath.get(path);
  };
  /** The outermost archive of this level on the way to a path. */
  const archiveOn = (path: string): string | undefined => {
    const above = archivesAbove(`${path}/`);
    return above.length === 0 || find(path) ? undefined : above.find((archive) => find(archive) !== undefined);
  };

  const isSpent = () => shared.unpacked > unpackedInAll + usualRatio * shared.packed;
  const kindOf = (entry: SourceEntry): Promise<InnerKind | undefined> =>
    entryOf(kinds, entry.path, () => (mayBeArchive(entry) ? lookAt(entry) : Promise.resolve(undefined)));
  /** What cannot be looked at may be one: opening it says what is wrong. */
  const lookAt = async (entry: SourceEntry) => {
    const kind = await innerKind(base, entry.path, () => {
      if (isSpent()) throw new ArchiveError('over-budget', { what: 'entry', value: entry.size, limit: 0, entry: entry.path });
      return bytesOf(entry);
    }).catch((): InnerKind => ({ is: 'zip' }));
    // Most large scripts have nothing behind them.
    if (!kind) shared.cache.forget(prefix + entry.path);
    return kind;
  };
  const isArchive = async (entry: SourceEntry): Promise<boolean> => !['carrier', undefined].includes((await kindOf(entry))?.is);

  const bytesOf = async ({ path, size }: SourceEntry): Promise<ByteSource> => {
    const inPlace = await base.bytesOf(path);
    if (inPlace) return inPlace;
    if (size > shared.cache.limit)
      throw new ArchiveError('over-budget', { what: 'entry', value: size, limit: shared.cache.limit, entry: path });
    const unpacked = () =>
      shared.cache.get(prefix + path, () => {
        shared.unpacked += size;
        return base.read(path);
      });
    return { size, read: async (offset, length) => bytesSource(await unpacked()).read(offset, length) };
  };

  const openZip = async (entry: SourceEntry, name: string, at: string): Promise<InnerArchive> => {
    const bytes = await bytesOf(entry);
    const archive = await openArchive(bytes, { inflate: shared.host.inflate, checking: shared.checking });
    const isReadOnly = readOnly || entry.readOnly === true;
    const source = level(archiveSource(name, archive), { shared, prefix: at, readOnly: isReadOnly });
    return { source, ...(!isReadOnly && { zip: { archive, bytes } }) };
  };
  const openContainer = async ({ path, size }: SourceEntry, from: number, name: string, at: string): Promise<InnerArchive> => {
    const { cache, host } = shared;
    if (size > cache.limit) throw new ArchiveError('over-budget', { what: 'entry', value: size, limit: cache.limit, entry: path });
    const unpack = async (limit: number) => named(await host.unpack((await base.read(path)).subarray(from), limit), path);
    shared.packed += size;
    const limit = Math.min(cache.limit, Math.max(0, unpackedInAll + usualRatio * shared.packed - shared.unpacked));
    const first = await unpack(limit).catch((error: unknown) => {
      // It may have come to the limit before it failed.
      shared.unpacked += Math.min(limit, worstRatio * size);
      throw error;
    });
    shared.unpacked += sizeOf(first);
    return {
      source: level(await containerSource(name, first, () => unpack(cache.limit), cache, at), { shared, prefix: at, readOnly: true }),
    };
  };

  const open = (entry: SourceEntry): Promise<InnerArchive> => {
    const { path } = entry;
    const known = opening.get(path);
    if (known) return known;
    const inner = (async () => {
      const name = baseName(path);
      const kind = await kindOf(entry);
      const at = pathInArchive(prefix + path, '');
      const made = await (kind?.is === 'container' ? openContainer(entry, kind.from, name, at) : openZip(entry, name, at));
      opened.set(path, made);
      shared.opened++;
      shared.files += made.source.entries.length;
      return made;
    })();
    opening.set(path, inner);
    inner.catch((error: unknown) => {
      // What a disk could not do it may do the next time; a damaged archive stays one.
      if (systemReason(error) !== undefined) opening.delete(path);
    });
    return inner;
  };

  /** Why an archive is not opened, if it is not. */
  const refusal = ({ path }: SourceEntry, limits: PackageLimits): LeftOut | undefined => {
    const over = (budget: keyof PackageLimits, value: number, why: string) => ({
      why,
      anomaly: { code: 'budget-exceeded' as const, entry: path, data: { budget, value, limit: limits[budget] } },
    });
    const above = archivesAbove(prefix).length;
    const folder = `${folderOfArchive(path)}/`;
    if (limits.nesting === 0) return { why: 'inner archives are not opened: the limit of archives inside archives is 0' };
    if (above >= limits.nesting)
      return over('nesting', above, `lies inside ${above} other archive${above === 1 ? '' : 's'}, and ${limits.nesting} are opened`);
    if (shared.files > limits.entries)
      return over('entries', shared.files, `${shared.files} files of other inner archives were opened already`);
    if (shared.opened >= mostArchives) return { why: `${mostArchives} other inner archives were opened already` };
    if (isSpent()) return { why: `other inner archives were unpacked to ${shared.unpacked} bytes already, which is the limit` };
    hasSuchFolders ??= base.entries.some((entry) => archivesAbove(entry.path).length > 0);
    if (hasSuchFolders && base.entries.some((entry) => entry.path.startsWith(folder)))
      return { why: `the package has a folder of the name ${folder}` };
    return undefined;
  };

  return {
    name: base.name,
    own: base,
    get entries() {
      if (opened.size === 0 && !readOnly) return base.entries;
      if (listed?.at !== shared.opened) listed = { at: shared.opened, entries: merged(base, opened, listings, readOnly) };
      return listed.entries;
    },
    get gaps() {
      const own = [...left].map(([path, { why }]): Gap => ({ what: path, why, decisive: true }));
      const inner = [...opened].flatMap(([archive, { source }]) =>
        (source.gaps ?? []).map((gap): Gap => ({ ...gap, what: pathInArchive(archive, gap.what) })),
      );
      return [...(base.gaps ?? []), ...own, ...inner];
    },
    async read(path, limit) {
      const archive = archiveOn(path);
      if (archive === undefined) return base.read(path, limit);
      const inner = opened.get(archive);
      if (!inner) throw new Error(`${archive} has not been opened`);
      return inner.source.read(path.slice(pathInArchive(archive, '').length), limit);
    },
    async bytesOf(path) {
      const archive = archiveOn(path);
      if (archive === undefined) return base.bytesOf(path);
      return opened.get(archive)?.source.bytesOf(path.slice(pathInArchive(archive, '').length));
    },
    async expand(limits, step) {
      left.clear();
      candidates ??= base.entries.filter(mayBeArchive);
      for (const entry of candidates) {
        const { path } = entry;
        const kind = opened.has(path) ? undefined : await kindOf(entry);
        if (kind?.is === 'carrier') left.set(path, { why: `it carries ${kind.what} behind its end, which is not opened` });
        if (!(opened.has(path) || (await isArchive(entry)))) continue;
        await step(prefix + path);
        const refused = opening.has(path) ? undefined : refusal(entry, limits);
        if (refused) {
          left.set(path, refused);
          continue;
        }
        const inner = await open(entry).catch((error: unknown) => {
          left.set(path, cannotBeOpened(path, error));
          return undefined;
        });
        await inner?.source.expand(limits, step);
      }
    },
    async reach(path) {
      const archive = archiveOn(path);
      const entry = archive === undefined ? undefined : find(archive);
      if (archive === undefined || !entry || archivesAbove(prefix).length >= deepest || !(await isArchive(entry))) return;
      await (await open(entry)).source.reach(path.slice(pathInArchive(archive, '').length));
    },
    isArchive: (path) => {
      const archive = archiveOn(path);
      const entry = archive === undefined ? find(path) : undefined;
      if (archive === undefined) return entry ? isArchive(entry) : Promise.resolve(false);
      const inner = opened.get(archive)?.source;
      return inner ? inner.isArchive(path.slice(pathInArchive(archive, '').length)) : Promise.resolve(false);
    },
    archiveAt(path) {
      const archive = archiveOn(path);
      if (archive === undefined) return opened.get(path);
      return opened.get(archive)?.source.archiveAt(path.slice(pathInArchive(archive, '').length));
    },
    async inspect(limits, step) {
      const own = await base.inspect?.(limits, step);
      const inside: (readonly [archive: string, Inspection])[] = [];
      for (const [archive, { source }] of opened) {
        const inner = await source.inspect?.(limits, (entry) => step(shownPath(pathInArchive(archive, entry))));
        if (inner) inside.push([archive, inner]);
      }
      const parts = [own, ...left.values(), ...inside.flat()];
      if (inspected && sameItems(inspected.parts, parts)) return inspected.result;
      const found = [
        own,
        { anomalies: [...left.values()].flatMap(({ anomaly }) => anomaly ?? []), gaps: [] },
        ...inside.map(([archive, inner]) => inspectedIn(archive, inner)),
      ];
      inspected = {
        parts,
        result: {
          anomalies: found.flatMap((inspection) => inspection?.anomalies ?? []),
          gaps: found.flatMap((inspection) => inspection?.gaps ?? []),
        },
      };
      return inspected.result;
    },
  };
}

/** What is compressed by itself has the name of its file, without the ending that says how. */
function named(unpacked: Unpacked, path: string): Unpacked {
  const [only, ...others] = unpacked.files;
  if (only?.name !== '' || others.length > 0) return unpacked;
  if (containerName.test(path)) throw new Error('what is compressed in it is no tar archive');
  return { ...unpacked, files: [{ ...only, name: withoutCompression(baseName(path)) ?? baseName(path) }] };
}

/** A file that only begins like an archive is no fault; one that is called an archive and is none is, unless a test wants it so. */
function cannotBeOpened(path: string, error: unknown): LeftOut {
  const why = errorText(error);
  const isOdd = archiveName.test(path) && !isTestMaterial(path) && error instanceof ArchiveError && error.code !== 'over-budget';
  const told = `${path} cannot be opened as the archive that its name says it is. ${why}`;
  return {
    why: `it begins like an archive and cannot be opened: ${why.replace(/\.$/, '')}`,
    ...(isOdd && { anomaly: { code: 'damaged-entry', entry: path, data: { fault: String(error.code), why: told } } }),
  };
}

interface Listing {
  readonly of: readonly SourceEntry[];
  readonly entries: readonly SourceEntry[];
}

/** Own files and those of opened archives, ordered by path. An entry stays the same object as long as its archive is open. */
function merged(
  base: RangedSource,
  opened: ReadonlyMap<string, InnerArchive>,
  listings: Map<string, Listing>,
  readOnly: boolean,
): SourceEntry[] {
  const all = readOnly ? base.entries.map((entry) => ({ ...entry, readOnly })) : [...base.entries];
  for (const [archive, { source }] of opened) {
    const of = source.entries;
    const known = listings.get(archive);
    const listing = known?.of === of ? known : { of, entries: of.map((entry) => ({ ...entry, path: pathInArchive(archive, entry.path) })) };
    listings.set(archive, listing);
    for (const entry of listing.entries) all.push(entry);
  }
  return all.sort(byPath);
}

/** What was found in an inner archive, told from outside. */
function inspectedIn(archive: string, { anomalies, gaps }: Inspection): Inspection {
  const packed = isUsedPacked(archive);
  return {
    anomalies: anomalies
      .filter(({ code }) => !(packed && onlyUnpacked.has(code)))
      .map(({ code, entry, data }) => ({
        code,
        entry: entry === undefined ? archive : pathInArchive(archive, entry),
        data: code === 'damaged-entry' ? { ...data, why: `In ${archive}: ${String(data['why'])}` } : data,
      })),
    gaps: gaps.map((gap) => ({ ...gap, what: `${gap.what} in ${archive}` })),
  };
}
