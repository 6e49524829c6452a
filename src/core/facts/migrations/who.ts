import { isTestMaterial } from '../../package/test-material';
import { isBuilding, isWorkshop } from '../../package/workshop';
import { memo, memoWith } from '../../text/memo';
import { fact, fileFact } from '../../subject/fact';
import type { Site } from '../../subject/site';
import type { Subject, PackageView } from '../../subject/subject';
import { callersOf, freshStart, startOf, type Caller } from './callers';
import { isAmongForeign } from './folder-systems';
import { calledNames } from '../../plan/called-files';
import {
  byHand,
  entryScript,
  foreignPath,
  isBeside,
  ownPlace,
  runners,
  runnersByName,
  setUpFunction,
  setUpPath,
  upgradePath,
  wipingScript,
  type Runner,
} from './runner';
import { runnerCalls } from './runner-calls';
import { systemOf, type System } from './system';
import { coldStart, type Bounds, type Start } from './session';
import { foreignChangelogs } from './changelogs';
import { isRunByTests, isSourceOfOthers, makesAllAnew } from './written-elsewhere';
import { environmentOf } from '../../inventory/inventory';
import { baseName, folderWithSlash } from '../../text/path';

/** A system in which what is changed at the same time from two sides is not undone: SQLite lets one writer in, and holds the other one up. */
export type GuardedSystem = Extract<System, 'postgresql' | 'mysql'>;

/** How sure it is that this is who runs it. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** Who executes a script. */
export interface Who {
  readonly name: string;
  readonly system: GuardedSystem;
  /** `certain`: the package says so. Otherwise it is what is left to assume. */
  readonly confidence: Confidence;
  /** A script of the package hands it to a client, whatever the site and the file's own marks say. */
  readonly isScripted: boolean;
  /** It is the client of the system, which takes the file as a whole. */
  readonly isClient: boolean;
  readonly onErrorStop: boolean;
  readonly start: Start;
  readonly callers: readonly Caller[];
}

/** Whether files of the package may run on PostgreSQL: neither the manifest nor production names other databases only. */
export function isForPostgres({ package: { manifest }, inventory, environment }: Site<'manifest'>): boolean {
  const known = environmentOf(inventory, environment)?.databases.flatMap(({ engine }) => engine ?? []) ?? [];
  const engines = manifest?.syntax.database?.engine ? [manifest.syntax.database.engine.value] : known;
  return engines.length === 0 || engines.some((engine) => /postgres|^pg|timescale|pgsql/i.test(engine));
}

/** `undefined`: somebody who lets only one runner in, or somebody of whom nothing is known, or clearly for another database. */
export function whoRuns(subject: Subject<'sql'>, reviewed: PackageView<'manifest' | 'shell' | 'sql'>): Who | undefined {
  const { path, syntax } = subject;
  if (syntax.client) {
    const { dialect } = syntax;
    if ((dialect !== 'postgresql' && dialect !== 'mysql') || placeOf(subject).isBeside) return undefined;
    const isTool = isByHand(path) || isInSetUp(subject) || (wipingScript.test(path) && !isCalled(path, reviewed));
    const byScript = syntax.client.onErrorStop ? stopping : goingOn;
    return byScript[dialect](freshStart(subject, reviewed))[isTool ? 'possible' : 'certain'];
  }
  // Frameworks that take no lock are told where several of them start.
  if (syntax.program !== undefined) return undefined;
  const { isOwn, isPlain, isForeign, isSetUp } = placeOf(subject);
  const running = callersOf(reviewed, path).filter((caller) => !caller.isBeside);
  const byPsql = (callers: readonly Caller[], confidence: Confidence): Who => handedTo(subject, 'postgresql', confidence, ...callers);
  // A script that runs the file outvotes what the file's name, place and text let one guess.
  const isOfTests = isTestMaterial(path) || isRunByTests(path, reviewed);
  const sure = running.filter(
    (caller) => caller.isSure && runBy(caller.path, reviewed) !== undefined && !(isOfTests && beside(caller.path)),
  );
  if (isOfTests && sure.length === 0) return undefined;
  if (sure.length > 0) {
    if (isOwn) return undefined;
    const handed = sure.filter(({ isPsql }) => isPsql);
    if (handed.length > 0) return byPsql(handed, confidenceOf(handed, reviewed));
    const handedOn = sure.filter((caller) => caller.system === 'mysql');
    return handedOn.length > 0 ? handedTo(subject, 'mysql', confidenceOf(handedOn, reviewed), ...handedOn) : undefined;
  }
  if (isPlain && syntax.dialect === 'mysql') return ofMysql(subject, reviewed);
  if (!isPlain || isForeign) return undefined;
  const declared = declaredFor(path, reviewed);
  if (declared && byHand.test(declared.value)) return byPsql(running, 'certain');
  if (syntax.dialect !== 'postgresql') return undefined;
  const found = toolFor(subject, reviewed);
  if (found) {
    const { tool, confidence } = found;
    return tool.takesLock ? undefined : byTool(subject, tool, confidence, isWhole(tool, subject, reviewed));
  }
  if (declared && !byHand.test(declared.value)) return undefined;
  if (isSetUp) return undefined;
  if (running.some(({ isPsql }) => isPsql)) return byPsql(running, 'likely');
  if (hasCommands(subject)) return byPsql([], 'likely');
  return isAmongForeign(reviewed, path) ? undefined : byPsql([], 'possible');
}

/** Files of MySQL that nothing in the package runs are mostly a program's own, which keeps a second run out by itself or not: nobody can tell. */
function ofMysql(subject: Subject<'sql'>, reviewed: PackageView<'manifest' | 'shell' | 'sql'>): Who | undefined {
  if (systemOf(subject, reviewed) !== 'mysql' || placeOf(subject).isSetUp) return undefined;
  const declared = declaredFor(subject.path, reviewed);
  if (declared && byHand.test(declared.value)) return handedTo(subject, 'mysql', 'certain');
  const found = toolFor(subject, reviewed);
  return found && !found.tool.takesLock ? byTool(subject, found.tool, found.confidence, false, 'mysql') : undefined;
}

/** The tool that runs a file which no script of the package runs: what the manifest declares outvotes what the file shows, and that the rest of the package. */
function toolFor(
  subject: Subject<'sql'>,
  reviewed: PackageView<'manifest' | 'shell' | 'sql'>,
): { readonly tool: Runner; readonly confidence: Confidence } | undefined {
  const framework = runnersByName.get(subject.syntax.program ?? '');
  if (subject.syntax.program !== undefined) return framework && { tool: framework, confidence: 'likely' };
  const declared = declaredFor(subject.path, reviewed);
  if (declared && byHand.test(declared.value)) return undefined;
  const mark = runnersByName.get(markedBy(subject) ?? '');
  const marked = declared ? undefined : mark;
  const tool = declared ? (declared.runner ?? mark) : (marked ?? evident(reviewed));
  return tool && { tool, confidence: declared ? 'certain' : tool.embeds ? 'possible' : 'likely' };
}

/** It makes one transaction of the file, unless that says otherwise. */
function isWhole({ name, transaction, alone }: Runner, subject: Subject<'sql'>, reviewed: PackageView<never>): boolean {
  // A program says its transaction among its statements.
  if (transaction === undefined || subject.syntax.program !== undefined || saysAlone(subject, alone)) return false;
  const { statements, isAlone } = sizeOf(subject);
  if (transaction === 'request') return statements > 1;
  // Flyway sees by itself what cannot run inside of one, or is told by a file beside, as Diesel is.
  if (name === 'Flyway') return !isAlone && !pathsIn(reviewed).has(`${subject.path}.conf`);
  return name !== 'Diesel' || !pathsIn(reviewed).has(`${folderWithSlash(subject.path)}metadata.toml`);
}

/** That it runs outside of a transaction. */
const saysAlone = memoWith(({ text }: Subject<'sql'>, alone: Runner['alone']): boolean => alone?.test(text) === true);

const pathsIn = fact([], ({ files }): ReadonlySet<string> => new Set(files.map(({ path }) => path)));

const sizeOf = fileFact('sql', ({ syntax: { items } }) => {
  const statements = items.filter((item) => item.kind === 'statement');
  return { statements: statements.length, isAlone: statements.some(({ facts }) => facts.alone) };
});

export interface LiveRun {
  readonly confidence: Confidence;
  /** `psql`, or a tool; `undefined`: nobody knows. */
  readonly runner: string | undefined;
  /** Whoever runs it makes one transaction of the whole file. */
  readonly inOneTransaction: boolean;
  /** It sends the whole file in one request: with one more statement it would be a transaction. */
  readonly isOneRequest: boolean;
  /** What the session has bounded before. */
  readonly bounds: Bounds;
}

const alone = (confidence: Confidence, runner?: string): LiveRun => ({
  confidence,
  runner,
  inOneTransaction: false,
  isOneRequest: false,
  bounds: coldStart.bounds,
});

/**
 * How sure it is that a script changes a database of PostgreSQL that people work with, whoever runs it; `undefined`: it sets up an empty
 * one, takes a change back, is for another system or no part of the product.
 */
export function runsOnLive(subject: Subject<'sql'>, reviewed: PackageView<'manifest' | 'shell' | 'sql'>): LiveRun | undefined {
  return subject.syntax.dialect !== 'postgresql' ? undefined : liveRun(subject, reviewed, 'postgresql');
}

/** The same for any system. */
export const liveRun = (
  subject: Subject<'sql'>,
  reviewed: PackageView<'manifest' | 'shell' | 'sql'>,
  system: 'postgresql' | 'any',
): LiveRun | undefined => liveRuns(reviewed)[system](subject);

const liveRuns = fact(['manifest', 'shell', 'sql'], (reviewed) => ({
  postgresql: memo((subject: Subject<'sql'>) => runOf(subject, reviewed, 'postgresql')),
  any: memo((subject: Subject<'sql'>) => runOf(subject, reviewed, 'any')),
}));

function runOf(
  subject: Subject<'sql'>,
  reviewed: PackageView<'manifest' | 'shell' | 'sql'>,
  system: 'postgresql' | 'any',
): LiveRun | undefined {
  const { path, syntax } = subject;
  const { isBeside: beside, isPlain, isSetUp, isForeign } = placeOf(subject);
  if (syntax.client) {
    if (beside || wipingScript.test(path) || freshStart(subject, reviewed).fresh) return undefined;
    return alone(isByHand(path) || isInSetUp(subject) ? 'possible' : 'certain', 'psql');
  }
  const sure = callersOf(reviewed, path).filter(
    (caller) => caller.isSure && !caller.isBeside && runBy(caller.path, reviewed) !== undefined,
  );
  if (sure.length > 0) {
    if (system === 'postgresql' && sure.every(({ isPsql }) => !isPsql)) return undefined;
    const { fresh, singleTransaction, bounds } = startOf(sure);
    const confidence = confidenceOf(sure, reviewed);
    if (fresh || (confidence !== 'certain' && wipingScript.test(path))) return undefined;
    return { confidence, runner: 'psql', inOneTransaction: singleTransaction, isOneRequest: false, bounds };
  }
  if (!isPlain || isSetUp || wipingScript.test(path) || isSourceOfOthers(path, reviewed) || isRunByTests(path, reviewed)) return undefined;
  // They are read as PostgreSQL would be told them.
  if (syntax.names && foreignChangelogs(reviewed)) return undefined;
  if (!upgradePath.test(path) && makesAllAnew(subject)) return undefined;
  if (system === 'postgresql' && isForeign) return undefined;
  const declared = declaredFor(path, reviewed);
  if (!declared && system === 'postgresql' && isAmongForeign(reviewed, path)) return undefined;
  const found = toolFor(subject, reviewed);
  const byHands = declared && byHand.test(declared.value) ? 'psql' : undefined;
  const run = alone(declared ? 'certain' : 'likely', found?.tool.name ?? byHands);
  return found
    ? { ...run, inOneTransaction: isWhole(found.tool, subject, reviewed), isOneRequest: found.tool.transaction === 'request' }
    : run;
}

/** Files that include one another: nobody writes more. */
const maxIncluding = 50;

/** A file that includes others runs them only if somebody runs it: a script, or, by its name alone, whoever upgrades by hand. */
function runBy(path: string, reviewed: PackageView<'shell' | 'sql'>): 'script' | 'hand' | undefined {
  const including = new Set([path]);
  for (const one of including) {
    if (!/\.(sql|psql|pgsql|ddl)$/i.test(one)) return 'script';
    for (const caller of callersOf(reviewed, one)) if (caller.isSure && including.size < maxIncluding) including.add(caller.path);
  }
  return [...including].some((one) => entryScript.test(one)) ? 'hand' : undefined;
}

const confidenceOf = (callers: readonly Caller[], reviewed: PackageView<'shell' | 'sql'>): Confidence =>
  callers.some(({ path }) => runBy(path, reviewed) === 'script') ? 'certain' : 'likely';

/** What runs the tests. */
const beside = (path: string): boolean => isTestMaterial(path) || isWorkshop(path);

/** What a makefile does is for those who type its targets; other scripts are for those who build and develop. */
const isByHand = (path: string): boolean => /(^|\/)[^/]*makefile[^/]*$|\.ma?k$/i.test(path) || isBuilding(path);

/** A session in a function that, by its name, fills a database which has nothing yet: whether an upgrade comes there is for who calls it. */
const isInSetUp = fileFact('sql', ({ text, syntax }): boolean => {
  const [first] = syntax.items;
  if (!syntax.client || !first) return false;
  const before = text.slice(Math.max(0, first.span.start - longestFunction), first.span.start);
  const last = [...before.matchAll(functionHead)].at(-1);
  return last !== undefined && setUpFunction.test(last[1] ?? last[2] ?? '') && !/^\}/m.test(before.slice(last.index));
});

/** Characters of a function before a session in it; scripts with thousands of sessions have no longer ones. */
const longestFunction = 5000;

/** Of a shell, at the top of its file. */
const functionHead = /^(?:function[ \t]{1,20}([\w-]{1,80})(?:[ \t]*\([ \t]*\))?|([\w-]{1,80})[ \t]*\([ \t]*\))/gm;

/** Somebody in the package names it; a package with one script has nobody else to. */
const isCalled = (path: string, reviewed: PackageView<'manifest' | 'shell' | 'sql'>): boolean =>
  reviewed.subjects.shell.length < 2 ||
  calledNames(reviewed).has(baseName(path)) ||
  reviewed.manifest?.text.includes(baseName(path)) === true;

/** What its place and its first words tell. */
const placeOf = fileFact('sql', ({ path, text }) => {
  const isOwn = ownPlace.test(path);
  return {
    isBeside: isBeside(path),
    isOwn,
    isForeign: foreignPath.test(path),
    isPlain: !isOwn && !isBeside(path) && !isDump(text) && !holdsQueries.test(text.slice(0, nearBeginning)),
    isSetUp: setUpPath.test(path) && !upgradePath.test(path),
  };
});

const hasCommands = fileFact('sql', ({ syntax }): boolean => syntax.items.some(({ kind }) => kind === 'command'));

/** Queries that a program calls by their names, as sqlc and its like keep them: `-- name: FindRoom :one`, `-- :name find-room`. */
const holdsQueries = /^--[ \t]{0,4}(?:name:[ \t]{0,4}[\w-]+[!<*^$?]{0,2}(?:[ \t]{1,4}:\w+)?[ \t]{0,4}\r?$|:name[ \t]+[\w-])/m;

const nearBeginning = 4000;

const isDump = (text: string): boolean => text.slice(0, 400).includes('-- PostgreSQL database');

/** The name of a tool that the file's first words or place show. */
const markedBy = fileFact('sql', ({ path, text, syntax }): string | undefined =>
  // Every session of a script has the text of the whole script.
  syntax.client ? undefined : runners.find(({ mark, path: places }) => mark?.test(text) === true || places?.test(path) === true)?.name,
);

/** Who runs the sessions of scripts, of which there are many, is told in a few ways. */
const inScript = (onErrorStop: boolean, system: GuardedSystem) =>
  memo((start: Start) => {
    const who = (confidence: Confidence): Who => ({
      name: clients[system],
      system,
      confidence,
      isScripted: true,
      isClient: true,
      onErrorStop,
      start,
      callers: [],
    });
    return { certain: who('certain'), possible: who('possible') };
  });

const clients: Readonly<Record<GuardedSystem, string>> = { postgresql: 'psql', mysql: 'mysql' };

const stopping = { postgresql: inScript(true, 'postgresql'), mysql: inScript(true, 'mysql') };
const goingOn = { postgresql: inScript(false, 'postgresql'), mysql: inScript(false, 'mysql') };

/** Of the same file, and of callers that stay as they are, the same answer: what is judged by it holds. */
const handedTo = memoWith((_file: Subject<'sql'>, system: GuardedSystem, confidence: Confidence, ...callers: readonly Caller[]): Who => ({
  name: clients[system],
  system,
  confidence,
  isScripted: confidence === 'certain' && callers.length > 0,
  isClient: true,
  onErrorStop: callers.length > 0 && callers.every(({ onErrorStop }) => onErrorStop),
  start: startOf(callers),
  callers,
}));

const byTool = memoWith(
  (
    _file: Subject<'sql'>,
    { name }: Runner,
    confidence: Confidence,
    inOneTransaction: boolean,
    system: GuardedSystem = 'postgresql',
  ): Who => {
    const start = { ...coldStart, singleTransaction: inOneTransaction };
    return { name, system, confidence, isScripted: false, isClient: false, onErrorStop: true, start, callers: [] };
  },
);

/** What the manifest says about migrations in this place. */
function declaredFor(
  path: string,
  { manifest }: PackageView<'manifest' | 'shell' | 'sql'>,
): { readonly value: string; readonly runner: Runner | undefined } | undefined {
  const { runner, directory } = manifest?.syntax.migrations ?? {};
  if (!runner) return undefined;
  const folder = directory?.value.replace(/^\.?\//, '').replace(/(?<!\/)\/*$/, '/');
  if (folder !== undefined && folder !== '/' && !`/${path}`.includes(`/${folder}`)) return undefined;
  const value = runner.value.trim().toLowerCase();
  return { value, runner: byHand.test(value) ? undefined : runners.find(({ called }) => called.test(value)) };
}

/** A tool that the package's files or scripts show. */
const evident = fact(['manifest', 'shell', 'sql'], (reviewed): Runner | undefined => {
  const shown = new Set(reviewed.subjects.shell.flatMap(shownBy));
  return runners.find(
    (runner) => shown.has(runner.name) || (runner.project !== undefined && reviewed.files.some(({ path }) => runner.project?.test(path))),
  );
});

/** Names of the tools that a script runs. */
export const shownBy = fileFact('shell', ({ syntax }): readonly string[] => [...runnerCalls(syntax.commands).keys()]);
