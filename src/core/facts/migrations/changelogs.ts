import type { LogInclude } from '../../parse/sql';
import { fileAt, fileOf } from '../../package/named-file';
import { fact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { entryOf } from '../../text/groups';
import { compareText } from '../../text/order';
import { folderOf, pathFrom } from '../../text/path';

/** What changelogs of Liquibase have run. */
export interface ChangelogRuns {
  /** Where a file comes, from 0: behind what the changelog above it has run before. */
  readonly places: ReadonlyMap<string, number>;
  /** Files whose own changes nobody reads, and that are not in the package, by the changelog that names them. */
  readonly unseen: ReadonlyMap<string, readonly string[]>;
}

/** What Liquibase reads of a folder. */
const readable = /\.(?:xml|ya?ml|json|sql)$/i;

/** Folders that are looked for: no changelog has more. */
const mostFolders = 1000;

/**
 * Follows changelogs from those that no other one names: a file stands where it is named first, as Liquibase runs a change once. All files of
 * a folder come by their paths, those of folders inside of it among them.
 */
export const changelogRuns = fact(['sql'], (reviewed): ChangelogRuns => {
  const logs = new Map<string, Subject<'sql'>>(reviewed.subjects.sql.flatMap((one) => (one.syntax.runs ? [[one.path, one] as const] : [])));
  const places = new Map<string, number>();
  const unseen = new Map<string, string[]>();
  if (logs.size === 0) return { places, unseen };
  const read = new Set(reviewed.subjects.sql.map(({ path }) => path));
  const sorted = reviewed.files.map(({ path }) => path).sort(compareText);
  const folders = new Map<string, readonly string[]>();
  let looks = 0;
  const meant = (include: LogInclude, from: string): readonly string[] => {
    if (include.isFolder) {
      const folder = looks++ < mostFolders ? folderMeant(include, from, sorted) : undefined;
      if (folder === undefined) return [];
      return entryOf(folders, folder, () => below(sorted, folder).filter((path) => readable.test(path))).filter((path) => path !== from);
    }
    const path = include.isRelative ? pathFrom(folderOf(from), include.path) : include.path;
    const file = path === undefined ? undefined : (fileAt(reviewed.files, path) ?? fileOf(reviewed.files, path));
    return file ? [file.path] : [];
  };
  const named = new Map(
    [...logs].map(([path, { syntax }]) => [path, (syntax.runs ?? []).map((include) => ({ include, paths: meant(include, path) }))]),
  );
  const inner = new Set([...named].flatMap(([path, all]) => all.flatMap(({ paths }) => paths.filter((one) => one !== path))));
  for (const [path, all] of named) {
    const open = all.flatMap(({ include, paths }) => {
      if (include.isChosen) return [include.path];
      return paths.length === 0 || paths.some((one) => !read.has(one)) ? [include.path] : [];
    });
    if (open.length > 0) unseen.set(path, [...new Set(open)]);
  }
  const roots = [...logs.keys()].filter((path) => !inner.has(path)).sort(compareText);
  const open = [...roots].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (places.has(next)) continue;
    places.set(next, places.size);
    const further = (named.get(next) ?? []).flatMap(({ paths }) => paths);
    open.push(...further.reverse());
  }
  return { places, unseen };
});

/** A folder of the package that an `includeAll` names. */
function folderMeant({ path, isRelative }: LogInclude, from: string, sorted: readonly string[]): string | undefined {
  const own = pathFrom(isRelative ? folderOf(from) : '', path);
  if (own === undefined) return undefined;
  if (isRelative || below(sorted, own).length > 0) return own;
  const end = `/${own}/`;
  const inside = sorted.find((one) => `/${one}`.includes(end));
  return inside?.slice(0, Math.max(0, `/${inside}`.indexOf(end)) + own.length);
}

function below(sorted: readonly string[], folder: string): readonly string[] {
  const start = `${folder}/`;
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (sorted[end]?.startsWith(start)) end++;
  return sorted.slice(low, end);
}

/** The only system that changelogs name, if that is another one than PostgreSQL: those that name none are for it as well. */
export const foreignChangelogs = fact(['sql'], (reviewed): { readonly system: string; readonly paths: readonly string[] } | undefined => {
  const logs = reviewed.subjects.sql.filter(({ syntax }) => syntax.names !== undefined);
  const system = logs.map(({ syntax }) => syntax.names?.other).find((name) => name !== undefined);
  return system === undefined || logs.some(({ syntax }) => syntax.names?.own) ? undefined : { system, paths: logs.map(({ path }) => path) };
});
