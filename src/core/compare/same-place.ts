import { packageRoot } from '../package/root';
import type { SourceEntry } from '../package/source';
import { groupBy } from '../text/groups';

/** A path of the older package as the newer one would call it. */
export type AsNewer = (path: string) => string;

/**
 * Pairs the folders at the top of two packages, which vendors call after the version: those that the packages lie in (see
 * `packageRoot`), else those whose names differ by the version alone (`dten-5.1.0/`, `dten-5.2.0/`).
 */
export function pairedTops(older: readonly SourceEntry[], newer: readonly SourceEntry[]): AsNewer {
  const [oldRoot, newRoot] = [packageRoot(older), packageRoot(newer)];
  if (oldRoot !== '' || newRoot !== '') return (path) => newRoot + path.slice(oldRoot.length);
  const [oldTops, newTops] = [topsOf(older), topsOf(newer)];
  const gone = groupBy(
    [...oldTops].filter((top) => !newTops.has(top)),
    versionless,
  );
  const came = groupBy(
    [...newTops].filter((top) => !oldTops.has(top)),
    versionless,
  );
  // Of several alike nobody knows which is which.
  const alone = [...gone].filter(([name, tops]) => tops.length === 1 && came.get(name)?.length === 1);
  const pairs = new Map(alone.map(([name, tops]) => [tops.join(), came.get(name)?.join() ?? '']));
  return (path) => (pairs.get(topOf(path)) ?? topOf(path)) + path.slice(topOf(path).length);
}

/** With its slash; `''` for a file at the top. */
const topOf = (path: string): string => path.slice(0, path.indexOf('/') + 1);

const topsOf = (entries: readonly SourceEntry[]): ReadonlySet<string> => new Set(entries.map(({ path }) => topOf(path)));

/** `dten-5.1.0-rc.2/` and `dten-5.2.0/` are both `dten-#/`. */
export const versionless = (top: string): string => top.replace(/\d[\d.]*(?:[-_+.]?(?:rc|alpha|beta|build|hotfix|patch)[-_.]?\d*)*/gi, '#');
