import { memo } from '../text/memo';
import { baseName } from '../text/path';
import { groupBy } from '../text/groups';

interface File {
  readonly path: string;
}

/** Of more files with one name, none can be meant by its end. */
const maxNamesakes = 100;

/**
 * The package's file that is meant: the one whose path has the longest end in common with `named`, if there is only one.
 * `least`: how many names must agree, the file's own included.
 */
export function fileOf<T extends File>(files: readonly T[], named: string | undefined, least = 1): T | undefined {
  const wanted = named?.split('/').reverse() ?? [];
  const candidates = byName(files).get(wanted[0] ?? '') ?? [];
  if (candidates.length > maxNamesakes) return undefined;
  let best: T[] = [];
  let most = least;
  for (const file of candidates) {
    const own = namesFromEnd(file);
    let common = 0;
    while (common < own.length && own[common] === wanted[common]) common++;
    if (common > most) best = [];
    if (common >= most) best.push(file);
    most = Math.max(most, common);
  }
  return best.length === 1 ? best[0] : undefined;
}

/** Packages stay, scripts are edited: the same files are compared with names again and again. */
const namesFromEnd = memo(({ path }: File): readonly string[] => path.split('/').reverse());

/** The file at exactly this path. */
export const fileAt = <T extends File>(files: readonly T[], path: string): T | undefined =>
  byName(files)
    .get(baseName(path))
    ?.find((file) => file.path === path);

/** Packages have thousands of files, and scripts call hundreds. */
const namesakes = memo((files: readonly File[]): ReadonlyMap<string, readonly File[]> => groupBy(files, ({ path }) => baseName(path)));

const byName = <T extends File>(files: readonly T[]): ReadonlyMap<string, readonly T[]> =>
  namesakes(files) as ReadonlyMap<string, readonly T[]>;

/** Files of this base name, in their order. */
export const namesakesOf = <T extends File>(files: readonly T[], name: string): readonly T[] => byName(files).get(name) ?? [];
