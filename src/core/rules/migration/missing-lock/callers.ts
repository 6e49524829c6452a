import { fact, type Subject, type UpgradePackage } from '../../rule';
import type { SqlInclude } from '../../../parse/sql';
import { basename, isExact, matches } from './paths';
import { upgradePath } from './runner';
import { coldStart, walk, type Inclusion, type Start, type Walk } from './session';

/** A place in the package that has a file run. */
export interface Caller extends Inclusion {
  readonly path: string;
  /** The file's name is written out, not computed. */
  readonly isExact: boolean;
  readonly onErrorStop: boolean;
}

/** Callers with computed names are compared with every file: more of them than this tell nothing new. */
const maxLoose = 200;

/** Chains of files that include one another nest calls: longer ones were written by no person. */
const maxFollowed = 1000;

/** What the package's own scripts run, by the names of the files; under `''` those whose names are computed. */
const callers = fact((reviewed: UpgradePackage): ReadonlyMap<string, readonly Caller[]> => {
  const byName = new Map<string, Caller[]>();
  for (const subject of reviewed.subjects('sql')) {
    const start = subject.syntax.client ? freshStart(subject, reviewed) : coldStart;
    for (const inclusion of walk(subject.syntax, start, included(reviewed)).inclusions) {
      const exact = isExact(inclusion.include);
      const name = exact ? basename(inclusion.include.path) : '';
      const known = byName.get(name) ?? [];
      byName.set(name, known);
      const onErrorStop = subject.syntax.client?.onErrorStop === true;
      if (exact || known.length < maxLoose) known.push({ ...inclusion, path: subject.path, isExact: exact, onErrorStop });
    }
  }
  return byName;
});

/** What the files do that sessions include. */
export const included = fact((reviewed: UpgradePackage): ((include: SqlInclude) => Walk | undefined) => {
  const byName = new Map<string, Subject<'sql'>[]>();
  for (const subject of reviewed.subjects('sql')) {
    if (subject.syntax.client) continue;
    const name = basename(subject.path);
    byName.set(name, [...(byName.get(name) ?? []), subject]);
  }
  // `undefined` while a file is being followed: one that includes itself ends there.
  const walks = new Map<string, Walk | undefined>();
  const follow = (include: SqlInclude): Walk | undefined => {
    const file = byName.get(basename(include.path))?.find(({ path }) => matches(include, path));
    if (!file || walks.has(file.path)) return file && walks.get(file.path);
    walks.set(file.path, undefined);
    const found = walks.size > maxFollowed ? undefined : walk(file.syntax, coldStart, follow);
    walks.set(file.path, found);
    return found;
  };
  return follow;
});

/** Who runs a file: those that name it, or else those that may. */
export function callersOf(reviewed: UpgradePackage, path: string): readonly Caller[] {
  const known = callers(reviewed);
  const fitting = (list: readonly Caller[] = []): Caller[] =>
    list.filter((caller) => caller.path !== path && matches(caller.include, path));
  const exact = fitting(known.get(basename(path)));
  return exact.length > 0 ? exact : fitting(known.get(''));
}

/** What holds when a file begins: only what holds in every session that runs it. */
export function startOf(running: readonly Caller[]): Start {
  if (running.length === 0) return coldStart;
  return {
    guarded: running.every(({ guarded }) => guarded),
    fresh: running.every(({ fresh }) => fresh),
    singleTransaction: running.every(({ singleTransaction }) => singleTransaction),
    created: new Set(
      running.every((caller) => caller.isExact) ? running.flatMap(({ made, madeBefore }) => [...made].slice(0, madeBefore)) : [],
    ),
  };
}

/** A session with a database that the same script has just made. */
export function freshStart(subject: Subject<'sql'>, reviewed: UpgradePackage): Start {
  const database = subject.syntax.client?.database;
  const shell = reviewed.subjects('shell').find(({ path }) => path === subject.path);
  const made = shell?.syntax.commands.filter(({ name, span }) => name === 'createdb' && span.start < subject.syntax.span.start) ?? [];
  const fresh = made.some(({ words }) => words.slice(1).some(({ text, value }) => [value, text.replace(/["']/g, '')].includes(database)));
  return { ...coldStart, fresh };
}

/** What scripts of the same folder make: `indexes.sql` beside `tables.sql` sets up a database, it does not change one. */
export function setUpBeside(reviewed: UpgradePackage, path: string): ReadonlySet<string> {
  if (upgradePath.test(path)) return new Set();
  return madeIn(reviewed).get(folderOf(path)) ?? new Set();
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const madeIn = fact((reviewed: UpgradePackage): ReadonlyMap<string, ReadonlySet<string>> => {
  const made = new Map<string, Set<string>>();
  for (const { path, syntax } of reviewed.subjects('sql')) {
    if (syntax.client || upgradePath.test(path)) continue;
    const names = made.get(folderOf(path)) ?? new Set();
    made.set(folderOf(path), names);
    for (const item of syntax.items) if (item.kind === 'statement') item.facts.creates.forEach((name) => names.add(name));
  }
  return made;
});

/** Most of the folder's scripts cannot be told apart, but some are clearly for another system: then all are. */
export function isAmongForeign(reviewed: UpgradePackage, path: string): boolean {
  const { foreign, all } = dialects(reviewed).get(folderOf(path)) ?? { foreign: 0, all: 1 };
  return foreign * 3 >= all;
}

const dialects = fact((reviewed: UpgradePackage): ReadonlyMap<string, { readonly foreign: number; readonly all: number }> => {
  const counted = new Map<string, { foreign: number; all: number }>();
  for (const { path, syntax } of reviewed.subjects('sql')) {
    const { foreign, all } = counted.get(folderOf(path)) ?? { foreign: 0, all: 0 };
    if (!syntax.client) counted.set(folderOf(path), { foreign: foreign + (syntax.dialect === 'other' ? 1 : 0), all: all + 1 });
  }
  return counted;
});
