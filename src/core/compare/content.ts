import { crc32 } from '../archive/crc32';
import type { PackageSource, SourceEntry } from '../package/source';
import { memo } from '../text/memo';
import { entryOf } from '../text/groups';

/** A file in its package. */
export interface Located {
  readonly source: PackageSource;
  readonly entry: SourceEntry;
}

/** Programs and libraries by their place: what nobody reads, so that only the bytes tell whether it is the same. */
const programPath = /(^|\/)(s?bin|libexec)\/[^/]+$|\.(so(\.\d+)*|exe|dll|dylib|jar|war|ear|bin|run|wasm|pyc|class)$/i;

const isProgram = ({ path, mode = 0 }: SourceEntry): boolean => (mode & 0o111) !== 0 || programPath.test(path);

/** Bytes up to which programs with equal checksums are compared byte by byte: both are in memory then. */
const byteBudget = 256 * 2 ** 20;

/** An entry belongs to one source and its content does not change: what was compared once is known. */
const compared = memo((_before: SourceEntry) => new WeakMap<SourceEntry, Promise<boolean>>());

/**
 * Whether two files have the same content. Different sizes or recorded checksums settle it without a look; where a
 * checksum is missing, the bytes decide. Equal checksums are enough for what is reviewed as text anyway; a checksum can be
 * forged, so of programs the bytes are compared. What cannot be read counts as different.
 */
export function sameContent(before: Located, after: Located): boolean | Promise<boolean> {
  const [a, b] = [before.entry, after.entry];
  if (a.size !== b.size || (a.symlink ?? false) !== (b.symlink ?? false)) return false;
  if (a.size === 0) return true;
  const recorded = a.crc !== undefined && b.crc !== undefined;
  if (recorded && a.crc !== b.crc) return false;
  if (recorded && (a.size > byteBudget || !(isProgram(a) || isProgram(b)))) return true;
  return entryOf(compared(a), b, () => sameBytes(before, after));
}

async function sameBytes(before: Located, after: Located): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([before.source.read(before.entry.path), after.source.read(after.entry.path)]);
    if (a.length !== b.length) return false;
    // A plain loop: programs have tens of megabytes.
    for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
    return true;
  } catch {
    return false;
  }
}

/** What files with the same content have in common: size and CRC-32, recorded or computed. `undefined`: unreadable. */
export async function digestOf({ source, entry }: Located): Promise<string | undefined> {
  if (entry.crc !== undefined) return `${entry.size}:${entry.crc}`;
  try {
    return `${entry.size}:${crc32(await source.read(entry.path))}`;
  } catch {
    return undefined;
  }
}
