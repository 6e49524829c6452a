import { changelogRuns } from '../facts/migrations/changelogs';
import { callersOf, type Caller } from '../facts/migrations/callers';
import { flywayUndo, isBeside, isUndo, foreignPath, setUpPath, undoMark, upgradePath } from '../facts/migrations/runner';
import { itemsOf } from '../facts/migrations/mysql-operations';
import { assumedSystem, isFor, systemOf } from '../facts/migrations/system';
import { isForPostgres, liveRun, runsOnLive, whoRuns, type LiveRun, type Who } from '../facts/migrations/who';
import { matches } from '../facts/migrations/paths';
import { isTestMaterial } from '../package/test-material';
import { rollbackItems, withoutRemarks, type SqlInclude } from '../parse/sql';
import { fileFact } from '../subject/fact';
import type { Site } from '../subject/site';
import type { Subject } from '../subject/subject';
import { groupBy } from '../text/groups';
import { baseName } from '../text/path';
import { compareNumbered, compareText } from '../text/order';
import type { RehearsableSystem } from './rehearsal';
import { stepsOf, stepsOfText, type Step } from './steps';

/** A file, or a session of a script, as the rehearsal runs it. */
export interface PlannedFile {
  readonly path: string;
  readonly role: 'schema' | 'older' | 'new';
  readonly text: string;
  readonly steps: readonly Step[];
  /** Whoever runs it makes one transaction of the whole. */
  readonly inOneTransaction: boolean;
  /** Whoever runs it stops at the first error. */
  readonly onErrorStop: boolean;
  /** Nobody remembers that it was run: a second run may happen. */
  readonly mayRepeat: boolean;
  readonly down?: PlannedDown;
}

export interface PlannedDown {
  readonly path: string;
  readonly steps: readonly Step[];
}

type Reviewed = Site<'manifest' | 'shell' | 'sql'>;

/** A file, or a session of a script, and whether it sets up or is what is new. */
interface Chosen {
  readonly subject: Subject<'sql'>;
  readonly role: 'older' | 'new';
}

interface Order {
  readonly chosen: readonly Chosen[];
  /** Files that take others back. */
  readonly downs: readonly Subject<'sql'>[];
  readonly find: (include: SqlInclude) => Subject<'sql'> | undefined;
}

/** Which files run, in order. */
function orderOf(site: Reviewed, system: RehearsableSystem): Order {
  // Of a program only a part of what it does is known.
  const all = site.package.subjects.sql.filter(
    (subject) => subject.syntax.program === undefined && isOf[system](subject, site) && !isTestMaterial(subject.path),
  );
  const files = all.filter(({ syntax }) => !syntax.client);
  const find = (include: SqlInclude): Subject<'sql'> | undefined => files.find(({ path }) => matches(include, path));
  const included = new Set(
    all.flatMap((subject) =>
      takesBack(subject.path) || subject.syntax.client ? [] : outlineOf(subject).includes.flatMap((one) => find(one)?.path ?? []),
    ),
  );
  const up = all
    .filter((subject) => !takesBack(subject.path) && (subject.syntax.client !== undefined || !included.has(subject.path)))
    .flatMap((subject) => {
      const role = roleOf(subject, site, system);
      return role && outlineOf(subject).changes ? [{ subject, role, place: placeOf(subject, site) }] : [];
    })
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || comparePlaces(a.place, b.place));
  // A package that only sets up: that is then what is new.
  const isSetUpOnly = up.every(({ role }) => role === 'older');
  const chosen = up.map(({ subject, role }): Chosen => ({ subject, role: isSetUpOnly ? 'new' : role }));
  return { chosen, downs: files.filter(({ path }) => takesBack(path)), find };
}

const isForSystem = (site: Reviewed, system: RehearsableSystem): boolean =>
  system === 'mysql' ? isFor(system, site) : isForPostgres(site);

/** Paths of the migrations that are new, each once. */
export function newMigrations(site: Reviewed, system: RehearsableSystem = 'postgresql'): readonly string[] {
  if (!isForSystem(site, system)) return [];
  return [...new Set(orderOf(site, system).chosen.flatMap(({ subject, role }) => (role === 'new' ? [subject.path] : [])))];
}

/**
 * The package's migrations in the order in which they would run: what sets up an empty database first, then what changes it. Scripts
 * that name files decide their order; others go by their numbers. None if the package is for another database.
 */
export function plannedFiles(site: Reviewed, system: RehearsableSystem = 'postgresql'): readonly PlannedFile[] {
  if (!isForSystem(site, system)) return [];
  const reviewed = site.package;
  const { chosen, downs, find } = orderOf(site, system);
  return chosen.map(({ subject, role }): PlannedFile => {
    const { path, text, syntax } = subject;
    const who = whoRuns(subject, reviewed);
    const live = liveOn[system](subject, reviewed);
    const undo = syntax.client ? undefined : undoMark.exec(text)?.index;
    const read = (one: Subject<'sql'>): Subject<'sql'> => readAs(one, system);
    const findRead = (include: SqlInclude): Subject<'sql'> | undefined => {
      const found = find(include);
      return found && read(found);
    };
    const steps = stepsOf(read(syntax.client ? withoutIncludes(subject) : subject), findRead);
    const inside = undo === undefined ? inRemarks(subject, system) : { path, steps: steps.filter(({ span }) => span.start > undo) };
    const outside = syntax.client ? undefined : downOf(path, downs);
    const down = inside ?? (outside && { path: outside.path, steps: stepsOf(read(outside), findRead) });
    return {
      path,
      role,
      text,
      steps: undo === undefined ? steps : steps.filter((step) => step.path !== path || step.span.start < undo),
      inOneTransaction: isOneTransaction(who, live, subject, { steps, system }),
      onErrorStop: who?.onErrorStop ?? true,
      mayRepeat: who?.isClient === true,
      ...(down && { down }),
    };
  });
}

/** What Liquibase takes the file back with. */
function inRemarks(subject: Subject<'sql'>, dialect: RehearsableSystem): PlannedDown | undefined {
  const { path, text, syntax } = subject;
  const items = syntax.client ? undefined : rollbackItems(text, dialect);
  if (!items) return undefined;
  const steps = stepsOf({ ...subject, syntax: { ...syntax, dialect, items } }, () => undefined);
  return { path, steps: steps.map((step) => (step.kind === 'sql' ? { ...step, sql: withoutRemarks(step.sql) } : step)) };
}

/** The schema of production, as `pg_dump -s` or `mysqldump -d` write it. `loadSqlParser` must have been awaited. */
export const plannedSchema = (path: string, text: string, system: RehearsableSystem): PlannedFile => ({
  path,
  role: 'schema',
  text,
  steps: stepsOfText(path, text, system),
  inOneTransaction: false,
  onErrorStop: false,
  mayRepeat: false,
});

/** Before paths of the package that came before. */
export const previousFolder = 'previous package/';

/**
 * The files on the ground that the package before has laid: what both have has run already, and what only the older one has comes
 * under a name that no file of the package has.
 */
export function afterOlder(files: readonly PlannedFile[], older: readonly PlannedFile[]): readonly PlannedFile[] {
  if (older.length === 0) return files;
  const own = groupBy(files, ({ text }) => text);
  const ground = [...groupBy(older, ({ text }) => text)].flatMap(([text, before]) => own.get(text) ?? before.map(asPrevious));
  const run = new Set(older.map(({ text }) => text));
  return [
    ...ground.map(({ down: _taken, ...file }): PlannedFile => ({ ...file, role: 'older' })),
    ...files.filter(({ text, role }) => role === 'new' && !run.has(text)),
  ];
}

const asPrevious = (file: PlannedFile): PlannedFile => ({
  ...file,
  path: previousFolder + file.path,
  steps: file.steps.map((step) => ({ ...step, path: previousFolder + step.path })),
});

const isOf: Readonly<Record<RehearsableSystem, (subject: Subject<'sql'>, site: Reviewed) => boolean>> = {
  postgresql: ({ syntax }) => syntax.dialect === 'postgresql',
  mysql: (subject, site) => systemOf(subject, site.package, assumedSystem(site)) === 'mysql',
};

const liveOn: Readonly<Record<RehearsableSystem, typeof runsOnLive>> = {
  postgresql: runsOnLive,
  mysql: (subject, reviewed) => liveRun(subject, reviewed, 'any'),
};

/** Few words of a script say whose it is: it is read as what it is run by. */
const readAs = (subject: Subject<'sql'>, system: RehearsableSystem): Subject<'sql'> =>
  subject.syntax.dialect === system || subject.syntax.client
    ? subject
    : { ...subject, syntax: { ...subject.syntax, dialect: system, items: itemsOf(subject, system) } };

const roles = ['older', 'new'] as const;

/** A tool that takes a lock of its own runs a file in one transaction where that is possible. */
function isOneTransaction(
  who: Who | undefined,
  live: LiveRun | undefined,
  { syntax }: Subject<'sql'>,
  { steps, system }: { readonly steps: readonly Step[]; readonly system: RehearsableSystem },
): boolean {
  if (who) return who.start.singleTransaction || syntax.client?.singleTransaction === true;
  return live?.inOneTransaction === true || (system === 'postgresql' && !syntax.client && !steps.some(isAlone));
}

const isAlone = (step: Step): boolean => step.kind === 'sql' && (step.alone || step.transaction !== undefined);

function roleOf(subject: Subject<'sql'>, { package: reviewed }: Reviewed, system: RehearsableSystem): 'older' | 'new' | undefined {
  const { path } = subject;
  if (liveOn[system](subject, reviewed) !== undefined) return 'new';
  // Whose a file of MySQL is, its place has told.
  const isSetUp = setUpPath.test(path) && !upgradePath.test(path) && (system === 'mysql' || !foreignPath.test(path));
  return isSetUp && !isBeside(path) && !subject.syntax.client ? 'older' : undefined;
}

/** `changes`: what only reads is no migration. */
const outlineOf = fileFact('sql', ({ syntax }) => ({
  changes: syntax.items.some((item) =>
    item.kind === 'statement' ? !item.facts.reads : item.kind === 'include' && syntax.client === undefined,
  ),
  includes: syntax.items.filter((item) => item.kind === 'include'),
}));

/** Files that a script hands over are planned by themselves. */
const withoutIncludes = (subject: Subject<'sql'>): Subject<'sql'> => ({
  ...subject,
  syntax: { ...subject.syntax, items: subject.syntax.items.filter(({ kind }) => kind !== 'include') },
});

const takesBack = (path: string): boolean => isUndo(path) || flywayUndo.test(path);

interface RunPlace {
  /** Of the script that runs it; empty: nobody names it. */
  readonly script: string;
  readonly at: number;
  readonly path: string;
}

function placeOf({ path, syntax }: Subject<'sql'>, { package: reviewed }: Reviewed): RunPlace {
  if (syntax.client) return { script: path, at: syntax.client.span.start, path };
  const place = changelogRuns(reviewed).places.get(path);
  if (place !== undefined) return { script: 'changelogs', at: place, path };
  const [caller]: readonly Caller[] = callersOf(reviewed, path).filter(({ isBeside: beside }) => !beside);
  return caller ? { script: caller.path, at: caller.include.span.start, path } : { script: '', at: 0, path };
}

const comparePlaces = (a: RunPlace, b: RunPlace): number =>
  compareText(a.script, b.script) ||
  a.at - b.at ||
  compareNumbered(releaseOf(a.path), releaseOf(b.path)) ||
  compareNumbered(nameInOrder(a.path), nameInOrder(b.path)) ||
  compareNumbered(a.path, b.path);

/** A name as its tool counts: `1` before `1.1`, of Flyway also where the latter is written `V1_1`, and what is repeated behind all versions. */
function nameInOrder(path: string): string {
  const name = baseName(path).replace(/\.(sql|psql|pgsql|ddl)$/i, '');
  const [, version, words = ''] = /^V(\d+(?:[._]\d+)*)__(.*)$/.exec(name) ?? [];
  if (version !== undefined) return `V${version.replaceAll('_', '.')} ${words}`;
  return name.startsWith('R__') ? `\uffff${name}` : spaced(name);
}

/** What follows a number in another way than a further number comes before that. */
const spaced = (name: string): string => name.replace(/(?<=\d)[_-]+/g, ' ');

/** The folders of a path that are called by a version, a time or a number: all of one release comes before the next one, whatever the files are called. */
const releaseOf = (path: string): string =>
  path
    .split('/')
    .slice(0, -1)
    .filter((part) => /^(?:v|ver|version|rel|release|upgrade|update|patch)?[._-]?\d/i.test(part))
    .map(spaced)
    .join('/');

/** The script that takes a file back: of the same name but for the words that say so, or else of the same number. */
function downOf(path: string, downs: readonly Subject<'sql'>[]): Subject<'sql'> | undefined {
  const { name, number } = keyOf(path);
  const sameName = downs.find((down) => keyOf(down.path).name === name);
  return sameName ?? (number === undefined ? undefined : downs.find((down) => keyOf(down.path).number === number));
}

function keyOf(path: string): { readonly name: string; readonly number: string | undefined } {
  const parts = baseName(path)
    .toLowerCase()
    .replace(/\.(sql|psql|pgsql|ddl)$/, '')
    .split(/[._-]+/)
    .filter((part) => !/^(up|do|down|undo|rollback|revert|downgrade|deploy)$/.test(part));
  const [first = '', ...others] = parts;
  const [, digits] = /^[vu]?(\d+)$/.exec(first) ?? [];
  return { name: [digits ?? first, ...others].join('_'), number: digits?.replace(/^0+(?=\d)/, '') };
}
