import { fact, type Subject, type UpgradePackage } from '../../rule';
import { isExact, matches } from './paths';
import { upgradePath } from './runner';
import { coldStart, walk, type Inclusion, type Start, type Walk } from './session';

/** A place in the package that has a file run. */
export interface Caller extends Inclusion {
  readonly path: string;
  /** The file's name is written out, not computed. */
  readonly isExact: boolean;
  readonly onErrorStop: boolean;
}

/** Files that include files that include files … */
const maxDepth = 5;

/** What the package's own scripts run, by the sessions that run it. */
export const callers = fact((reviewed: UpgradePackage): readonly Caller[] =>
  reviewed.subjects('sql').flatMap((subject) => {
    const start = subject.syntax.client ? freshStart(subject, reviewed) : coldStart;
    return walk(subject.syntax, start, includedBy(reviewed, 0)).inclusions.map((inclusion) => ({
      ...inclusion,
      path: subject.path,
      isExact: isExact(inclusion.include),
      onErrorStop: subject.syntax.client?.onErrorStop === true,
    }));
  }),
);

/** Follows a session into the files that it includes. */
export function includedBy(reviewed: UpgradePackage, depth: number): (include: Inclusion['include']) => Walk | undefined {
  return (include) => {
    if (depth >= maxDepth || include.computed) return undefined;
    const file = reviewed.subjects('sql').find(({ path, syntax }) => !syntax.client && matches(include, path));
    return file && walk(file.syntax, coldStart, includedBy(reviewed, depth + 1));
  };
}

/** Who runs a file: those that name it, or else those that may. */
export function callersOf(reviewed: UpgradePackage, path: string): readonly Caller[] {
  const all = callers(reviewed).filter((caller) => caller.path !== path && matches(caller.include, path));
  const exact = all.filter(({ isExact }) => isExact);
  return exact.length > 0 ? exact : all;
}

/** What holds when a file begins: only what holds in every session that runs it. */
export function startOf(running: readonly Caller[]): Start {
  if (running.length === 0) return coldStart;
  return {
    guarded: running.every(({ guarded }) => guarded),
    fresh: running.every(({ fresh }) => fresh),
    singleTransaction: running.every(({ singleTransaction }) => singleTransaction),
    created: new Set(running.every((caller) => caller.isExact) ? running.flatMap(({ created }) => [...created]) : []),
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
