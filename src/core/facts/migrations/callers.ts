import { fact, fileFact } from '../../subject/fact';
import type { Subject, PackageView } from '../../subject/subject';
import type { SqlInclude } from '../../parse/sql';
import { knownTarget } from '../../plan/known-target';
import { allSteps } from '../../plan/linker';
import { scriptEffects } from '../../plan/script-effects';
import { PathEnds } from './path-ends';
import { baseName, folderWithSlash } from '../../text/path';
import { isPooled } from './pooled';
import { isExact, matches, tailOf } from './paths';
import { isBeside, upgradePath } from './runner';
import { coldStart, sharedBounds, walk, type Inclusion, type Start, type Walk } from './session';
import { groupBy } from '../../text/groups';
import { memo, memoEach, memoWith } from '../../text/memo';

/** A place in the package that has a file run. */
export interface Caller extends Inclusion {
  readonly path: string;
  /** That script is not on the way of the upgrade. */
  readonly isBeside: boolean;
  /** The file's name is written out, not computed. */
  readonly isExact: boolean;
  /** So is a pattern that names the folder: a loop over `migrations/*.sql`. */
  readonly isSure: boolean;
  readonly isPsql: boolean;
  /** What the client talks to that runs the file. */
  readonly system: Subject<'sql'>['syntax']['dialect'];
  readonly onErrorStop: boolean;
  /** The session does nothing else: `psql -f x`. */
  readonly isOnly: boolean;
  /** It goes through a pooler. */
  readonly isPooled: boolean;
}

/** More callers of one file, or with computed names (those are compared with every file), tell nothing new. */
const maxCallers = 200;

/** Names that sessions get from the files that they include, over all of them: more are as if they were not made there. */
const maxNamesTaken = 2_000_000;

/** Chains of files that include one another nest calls, and are compared with those of the last time: longer ones were written by no person. */
const maxFollowed = 1000;

interface Callers {
  /** Those that write the file's name out. */
  readonly exact: PathEnds<Caller>;
  readonly loose: readonly Caller[];
}

/** What the package's own scripts run. */
const callers = fact(['shell', 'sql'], (reviewed): Callers => {
  const exact = new PathEnds<Caller>(maxCallers);
  const loose: Caller[] = [];
  for (const subject of reviewed.subjects.sql.filter(includesFiles)) {
    const start = subject.syntax.client ? freshStart(subject, reviewed) : coldStart;
    for (const caller of callersIn(subject, walkOf(subject, start, included(reviewed)), isPooled(subject, reviewed))) {
      const tail = tailOf(caller.include);
      if (caller.isExact && tail.length > 0) exact.add(tail, caller);
      else if (!caller.isExact && loose.length < maxCallers) loose.push(caller);
    }
  }
  return { exact, loose };
});

const callersIn = memoWith((subject: Subject<'sql'>, { inclusions }: Walk, pooled: boolean) => {
  const {
    path,
    text,
    syntax: { client, dialect },
  } = subject;
  const isOnly = runsOneFile(subject);
  const beside = isBeside(path);
  const onErrorStop = client?.onErrorStop === true;
  // Written out: there are many of them, and copies of objects are slow and large.
  return inclusions.map(({ include, guarded, fresh, singleTransaction, bounds, made, madeBefore }): Caller => {
    const exactly = isExact(include);
    const isMysql = client ? dialect === 'mysql' : ofMysql.test(text.slice(include.span.start, include.span.end));
    return {
      include,
      guarded,
      fresh,
      singleTransaction,
      bounds,
      made,
      madeBefore,
      path,
      isBeside: beside,
      isExact: exactly,
      isSure: exactly || tailOf(include).length > 1,
      isPsql: client ? dialect === 'postgresql' : !isMysql,
      system: isMysql ? 'mysql' : dialect,
      onErrorStop,
      isOnly,
      isPooled: pooled,
    };
  });
});

/** `source x.sql`, as the client of MySQL includes files; psql has `\\i`. */
const ofMysql = /^\s*(?:source\b|\\\.)/i;

const includesFiles = fileFact('sql', ({ syntax }): boolean => syntax.items.some(({ kind }) => kind === 'include'));

/** Nothing else of a session depends on the file that it runs, and no other session on it: `psql -f x`. */
const runsOneFile = fileFact('sql', ({ syntax: { client, items } }): boolean => client !== undefined && items.length === 1);

/** A session that begins with nothing and includes nothing is the same in every package. */
const walkAlone = fileFact('sql', ({ syntax }): Walk => walk(syntax, coldStart, () => undefined));

/** Follows the session of a file, or one in a script. */
export function walkOf(subject: Subject<'sql'>, start: Start, follow: Follow): Walk {
  if (!includesFiles(subject) || runsOneFile(subject)) return start === coldStart ? walkAlone(subject) : walkFrom(subject, start);
  const inner = subject.syntax.items.flatMap((item) => (item.kind === 'include' ? [follow(item)] : []));
  if (inner.length > maxFollowed) return walkInOrder(subject, start, inner);
  // Files are followed from cold on the way to others, and from their own start when they are judged.
  return start === coldStart ? walkFromCold(subject, ...inner) : walkFrom(subject, start, ...inner);
}

const walkInOrder = ({ syntax }: Subject<'sql'>, start: Start, inner: readonly (Walk | undefined)[]): Walk => {
  let next = 0;
  return walk(syntax, start, () => inner[next++]);
};

const walkFrom = memoWith((subject: Subject<'sql'>, start: Start, ...inner: readonly (Walk | undefined)[]): Walk =>
  walkInOrder(subject, start, inner),
);

const walkFromCold = memoWith((subject: Subject<'sql'>, ...inner: readonly (Walk | undefined)[]): Walk =>
  walkInOrder(subject, coldStart, inner),
);

type Follow = (include: SqlInclude) => Walk | undefined;

/** What the files do that sessions include; for one review, as it counts what it hands out. */
export const included = memo((reviewed: PackageView<'sql'>): Follow => {
  const files = sqlFiles(reviewed);
  // `undefined` while a file is being followed: one that includes itself ends there.
  const walks = new Map<string, Walk | undefined>();
  let taken = 0;
  const follow: Follow = (include) => {
    const found = walkInto(include);
    taken += found?.created.size ?? 0;
    return found && taken > maxNamesTaken ? { ...found, created: new Map() } : found;
  };
  const walkInto: Follow = (include) => {
    const file = files(include);
    if (!file || walks.has(file.path)) return file && walks.get(file.path);
    walks.set(file.path, undefined);
    const found = walks.size > maxFollowed ? undefined : walkOf(file, coldStart, follow);
    walks.set(file.path, found);
    return found;
  };
  return follow;
});

/** The first file that an include may stand for. */
function sqlFiles(reviewed: PackageView<'sql'>): (include: SqlInclude) => Subject<'sql'> | undefined {
  const files = reviewed.subjects.sql.filter(({ syntax }) => !syntax.client);
  const byEnd = new PathEnds<Subject<'sql'>>(1);
  let byName: ReadonlyMap<string, readonly Subject<'sql'>[]> | undefined;
  for (const file of files) byEnd.add(file.path.split('/'), file);
  return (include) => {
    if (isExact(include)) return byEnd.like(tailOf(include))[0];
    byName ??= groupBy(files, ({ path }) => baseName(path));
    const namesakes = byName.get(baseName(include.path))?.slice(0, maxCallers);
    return namesakes?.find(({ path }) => matches(include, path));
  };
}

/** Who runs a file: those that name it, or else those that may. */
export const callersOf = (reviewed: PackageView<'shell' | 'sql'>, path: string): readonly Caller[] => callersByPath(reviewed)(path);

const callersByPath = fact(['shell', 'sql'], (reviewed) => {
  const { exact, loose } = callers(reviewed);
  return memoEach((path: string): readonly Caller[] => {
    const named = exact.like(path.split('/')).filter((caller) => caller.path !== path);
    return named.length > 0 ? named : loose.filter((caller) => caller.path !== path && matches(caller.include, path));
  });
});

/** What holds when a file begins: only what holds in every session that runs it. */
export const startOf = ([first, ...others]: readonly Caller[]): Start => (first ? sharedStart(first, ...others) : coldStart);

const sharedStart = memoWith((...running: readonly [Caller, ...Caller[]]): Start => ({
  guarded: running.every(({ guarded }) => guarded),
  fresh: running.every(({ fresh }) => fresh),
  singleTransaction: running.every(({ singleTransaction }) => singleTransaction),
  bounds: sharedBounds(running.map(({ bounds }) => bounds)),
  created: running.every((caller) => caller.isExact)
    ? { has: (name) => running.some(({ made, madeBefore }) => (made.get(name) ?? Infinity) < madeBefore) }
    : noNames,
}));

const freshDatabase: Start = { ...coldStart, fresh: true };

/** A session with a database that the same script has just made. */
export function freshStart({ path, syntax }: Subject<'sql'>, reviewed: PackageView<'shell'>): Start {
  const since = databasesMade(reviewed).get(path)?.get(syntax.client?.database);
  return since !== undefined && since < syntax.span.start ? freshDatabase : coldStart;
}

/** By path of the script and the database's name, as written or as it is certain to be: where it is made first. */
const databasesMade = fact(['shell'], (reviewed): ReadonlyMap<string, ReadonlyMap<string | undefined, number>> => {
  const made = new Map<string, ReadonlyMap<string | undefined, number>>();
  for (const script of reviewed.subjects.shell) {
    const names = madeBy(script);
    if (names.size > 0) made.set(script.path, names);
  }
  return made;
});

const madeBy = fileFact('shell', (subject): ReadonlyMap<string | undefined, number> => {
  const { path, text } = subject;
  const effects = scriptEffects(subject);
  const made = new Map<string | undefined, number>();
  for (const { kind, target, span, command } of allSteps({ path, effects })) {
    if (kind !== 'database.create') continue;
    for (const database of [knownTarget(target, { path, effects }), text.slice(span.start, span.end).replace(/["']/g, '')])
      if (!made.has(database)) made.set(database, command.start);
  }
  return made;
});

/** What scripts of the same folder make: `indexes.sql` beside `tables.sql` sets up a database, it does not change one. */
export function setUpBeside(reviewed: PackageView<'sql'>, path: string): ReadonlySet<string> {
  if (upgradePath.test(path)) return noNames;
  return madeIn(reviewed).get(folderWithSlash(path)) ?? noNames;
}

const noNames: ReadonlySet<string> = new Set();

const madeIn = fact(['sql'], (reviewed): ReadonlyMap<string, ReadonlySet<string>> => {
  const making = groupBy(reviewed.subjects.sql.filter(setsUp), ({ path }) => folderWithSlash(path));
  return new Map(
    [...making].map(([folder, [first, ...others]]) => [
      folder,
      others.length > maxFollowed ? namesMade([first, ...others]) : namesMadeBy(first, ...others),
    ]),
  );
});

/** Of the same files the same names: what was judged by them holds. */
const namesMadeBy = memoWith((...files: readonly [Subject<'sql'>, ...Subject<'sql'>[]]) => namesMade(files));

function namesMade(files: readonly Subject<'sql'>[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files) for (const name of createdBeside(file)) names.add(name);
  return names;
}

const setsUp = fileFact('sql', ({ path, syntax }): boolean => !syntax.client && !upgradePath.test(path));

const createdBeside = fileFact('sql', (file): readonly string[] =>
  setsUp(file) ? file.syntax.items.flatMap((item) => (item.kind === 'statement' ? item.facts.creates : [])) : [],
);
