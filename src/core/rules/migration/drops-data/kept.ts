import { questionsAround } from '../../../facts/scripts/questions-around';
import type { LiveSite } from '../../reporting/live-operations';
import { callersOf } from '../../../facts/migrations/callers';
import { stepsIn } from '../../../facts/migrations/steps';
import { fact, fileFact } from '../../../subject/fact';
import type { Subject } from '../../../subject/subject';
import { entryOf } from '../../../text/groups';
import { compareNumbered } from '../../../text/order';
import { baseName, folderOf } from '../../../text/path';
import type { Span } from '../../../text/span';

/** What a statement takes away. */
export interface Dropped {
  readonly what: string;
  readonly name: string;
  readonly table?: string | undefined;
  readonly session: Subject<'sql'>;
  readonly statement: Span;
}

/** Statements before a drop, and characters of each, that are looked at. */
const mostBefore = 500;
const longest = 10_000;

/**
 * What becomes of data that a statement takes away: `kept` where nobody had it yet, or the package puts it back under the same name (a table that is made anew over several
 * files, rows that are computed again, a column whose copy takes its name) or where the step before has made it, `copied` where it was read into
 * something else before, `asked` where somebody must ask for it, a view has its name afterwards, or the
 * same file brings rows of its own: what a hospital or shop has added to them may be gone, and mostly nobody has.
 */
export function fateOf(dropped: Dropped, reviewed: LiveSite['package']): 'gone' | 'copied' | 'asked' | 'kept' {
  if (
    isMadeHere(dropped) ||
    isRefilled(dropped) ||
    isComputedAgain(dropped) ||
    isRenamedBack(dropped, reviewed) ||
    isJustAdded(dropped, reviewed) ||
    isMadeFirst(dropped, reviewed) ||
    isWorkedOutAgain(dropped)
  )
    return 'kept';
  if (isCopiedBefore(dropped)) return isReplaced(dropped) ? 'kept' : 'copied';
  return isShownAgain(dropped) || isBroughtAnew(dropped) || isAskedFor(dropped, reviewed) ? 'asked' : 'gone';
}

/** A database that the same statements have made before: `CREATE DATABASE d; DROP DATABASE d`. */
const isMadeHere = ({ what, name, session, statement }: Dropped): boolean =>
  /^(?:schema|database)$/.test(what) &&
  session.syntax.items.some(
    (item) => item.kind === 'statement' && item.facts.createsDatabase === name && item.span.start < statement.start,
  );

/** `TRUNCATE t; INSERT INTO t SELECT …`. */
const isRefilled = ({ what, name, session, statement }: Dropped): boolean =>
  what === 'rows' &&
  stepsIn(session).up.some(
    ({ step, statement: { start } }) => step.does === 'fill' && step.what === 'table' && step.name === name && start > statement.start,
  );

/** The same file adds the column again, as one that the server computes. */
const isComputedAgain = ({ what, name, table, session }: Dropped): boolean =>
  what === 'column' &&
  stepsIn(session).up.some(
    ({ step, statement: { start, end } }) =>
      step.does === 'create' &&
      step.what === 'column' &&
      step.name === name &&
      step.table === table &&
      computed.test(session.text.slice(start, Math.min(end, start + longest))),
  );

const computed = /\bgenerated\s+always\s+as\s*\(/i;

/** Where a pattern names each table last in a text, in lower case. */
function lastNamed(pattern: RegExp): (session: Subject<'sql'>) => ReadonlyMap<string, number> {
  return fileFact('sql', ({ text }) => new Map([...text.matchAll(pattern)].map(({ 1: name = '', index }) => [name.toLowerCase(), index])));
}

/** The same file, or the block of it, makes the table again of what others hold: `DROP TABLE IF EXISTS t; CREATE TABLE t AS SELECT …`. */
const isWorkedOutAgain = ({ what, name, session, statement }: Dropped): boolean =>
  what === 'table' && (tablesOfOthers(session).get(name.toLowerCase()) ?? -1) > statement.start;

/** Where each is made last. */
const tablesOfOthers = lastNamed(
  /\bcreate\s{1,20}(?:unlogged\s{1,20})?table\s{1,20}(?:if\s{1,20}not\s{1,20}exists\s{1,20})?(?:["`]?\w{1,80}["`]?\.)?["`]?(\w{1,80})["`]?\s{1,20}as\b/gi,
);

/** `DELETE FROM menu; INSERT INTO menu VALUES …`, `LOAD DATA … INTO TABLE menu`: rows that the product brings are brought anew. */
const isBroughtAnew = ({ what, name, session, statement }: Dropped): boolean =>
  what === 'rows' && (tablesFilled(session).get(name.toLowerCase()) ?? -1) > statement.start;

/** Where each is filled last. */
const tablesFilled = lastNamed(
  /\b(?:insert\s{1,20}(?:ignore\s{1,20})?into|into\s{1,20}table|replace\s{1,20}into|^copy)\s{1,20}(?:["`]?\w{1,80}["`]?\.)?["`]?(\w{1,80})/gim,
);

/** A view has the table's name afterwards: a dump takes away what stood in for it, and what others hold was moved there before. */
const isShownAgain = ({ what, name, session, statement: { start } }: Dropped): boolean =>
  what === 'table' &&
  stepsIn(session).up.some(
    ({ step, statement }) => step.does === 'create' && step.what === 'view' && step.name === name && statement.start > start,
  );

/** SQLite makes a table anew: a copy takes the old one's name, perhaps in the next file. */
const isRenamedBack = ({ what, name, session }: Dropped, reviewed: LiveSite['package']): boolean =>
  what === 'table' && renamedTo(reviewed).has(`${folderOf(session.path)}\n${name}`);

const renamedTo = fact(
  ['sql'],
  (reviewed): ReadonlySet<string> =>
    new Set(
      reviewed.subjects.sql.flatMap((subject) =>
        stepsIn(subject).up.flatMap(({ step: { does, what, to } }) =>
          does === 'rename' && what === 'table' && to !== undefined ? [`${folderOf(subject.path)}\n${to}`] : [],
        ),
      ),
    ),
);

/** The file before, of a migration that is cut into one statement a file, has added the column: nobody has filled it. */
function isJustAdded({ what, name, table, session: { path } }: Dropped, reviewed: LiveSite['package']): boolean {
  const [, folder = '', number, series = ''] = what === 'column' ? (numbered.exec(path) ?? []) : [];
  if (number === undefined) return false;
  const before = `${folder}${String(BigInt(number) - 1n).padStart(number.length, '0')}${series}`;
  const subject = reviewed.subjects.sql.find((each) => each.path === before);
  return (
    subject !== undefined &&
    stepsIn(subject).up.some(({ step }) => step.does === 'create' && step.what === 'column' && step.name === name && step.table === table)
  );
}

/** `db/20210410175418000018_network.up.sql`: folder, number, series. */
const numbered = /^(.*\/|)(\d{1,30})(\D[^/]*)$/;

/** Migrations of a folder that goes back to its beginning, at least: fewer may be what is new. */
const leastOfSeries = 20;

/** `DROP TABLE IF EXISTS t; CREATE TABLE t` where a series of migrations makes the table for the first time: there was none. */
function isMadeFirst({ what, name, session, statement }: Dropped, reviewed: LiveSite['package']): boolean {
  if (what !== 'table' || !guarded.test(session.text.slice(statement.start, statement.start + 60))) return false;
  const isMadeBehind = stepsIn(session).up.some(
    ({ step, statement: { start } }) => step.does === 'create' && step.what === 'table' && step.name === name && start > statement.start,
  );
  const { paths, makers } = seriesIn(reviewed).get(folderOf(session.path)) ?? noSeries;
  const isFirst = !(makers.get(name) ?? []).some((path) => compareNumbered(path, session.path) < 0);
  return isMadeBehind && isFirst && paths >= leastOfSeries;
}

const guarded = /^drop\s{1,20}table\s{1,20}if\s/i;

interface Series {
  paths: number;
  /** By the table's name. */
  readonly makers: Map<string, string[]>;
}

const noSeries: Series = { paths: 0, makers: new Map() };

/** Who makes which table, by folder. */
const seriesIn = fact(['sql'], (reviewed): ReadonlyMap<string, Series> => {
  const found = new Map<string, Series>();
  for (const subject of reviewed.subjects.sql) {
    if (subject.syntax.client) continue;
    const series = entryOf(found, folderOf(subject.path), () => ({ paths: 0, makers: new Map<string, string[]>() }));
    series.paths++;
    for (const { step } of stepsIn(subject).up)
      if (step.what === 'table' && (step.does === 'create' || step.to !== undefined))
        entryOf(series.makers, step.to ?? step.name, () => []).push(subject.path);
  }
  return found;
});

/** `INSERT INTO other SELECT column FROM table`, `UPDATE table SET other = column` before the drop. */
function isCopiedBefore({ what, name, table, session, statement }: Dropped): boolean {
  if (what !== 'column' && what !== 'table') return false;
  const { ends, copies } = copiesIn(session);
  const before = ends.filter((end) => end <= statement.start).length;
  const names = namesOf({ what, name, table, session, statement });
  return copies.some(({ nth, given, words }) => {
    if (nth >= before || nth < before - mostBefore) return false;
    const isOwn = what === 'column' && given.startsWith('update') && given.includes((table ?? '').toLowerCase());
    const reads = (word: string) => words.includes(word.toLowerCase());
    return names.some(reads) && (what === 'table' || isOwn || reads(table ?? ''));
  });
}

/** What it was called in the same file before: `RENAME COLUMN kind TO kind_old` and then `DROP COLUMN kind_old`. */
function namesOf({ what, name, table, session, statement }: Dropped): readonly string[] {
  const names = [name];
  for (const { step, statement: at } of [...stepsIn(session).up].reverse())
    if (step.does === 'rename' && step.what === what && step.table === table && step.to === names.at(-1) && at.start < statement.start)
      names.push(step.name);
  return names;
}

/** A column that has read this one takes its name, or the one that it had. */
function isReplaced(dropped: Dropped): boolean {
  const { what, name, table, session, statement } = dropped;
  const [, ...before] = namesOf(dropped);
  return (
    what === 'column' &&
    stepsIn(session).up.some(
      ({ step: { does, what: which, table: of, to = '' }, statement: { start } }) =>
        does === 'rename' && which === 'column' && of === table && (before.includes(to) || (to === name && start > statement.start)),
    )
  );
}

interface Copies {
  /** Where each statement ends. */
  readonly ends: readonly number[];
  readonly copies: readonly { readonly nth: number; readonly given: string; readonly words: readonly string[] }[];
}

const noCopies: Copies = { ends: [], copies: [] };

/** What is read into something else, of files that take something away. */
const copiesIn = fileFact('sql', ({ text, syntax }): Copies => {
  if (!/\bdrop\b/i.test(text)) return noCopies;
  const spans = syntax.items.flatMap(({ kind, span }) => (kind === 'statement' ? [span] : []));
  const copies = spans.flatMap(({ start, end }, nth) => {
    const [given = '', source = ''] = copyIn(text.slice(start, Math.min(end, start + longest)).toLowerCase());
    return source === '' ? [] : [{ nth, given, words: [...new Set(source.match(/\w+/g))] }];
  });
  return copies.length > 0 ? { ends: spans.map(({ end }) => end), copies } : noCopies;
});

/** Of a statement that fills something, in lower case: what it fills, and what it reads for that. */
function copyIn(statement: string): readonly string[] {
  const own = statement.trimStart();
  const reads = /^(?:with|insert\s+into|update|create\s+(?:unlogged\s+)?table)\b/.test(own) ? own.search(/\b(?:select|set)\b/) : -1;
  return reads < 0 ? [] : [own.slice(0, reads), own.slice(reads)];
}

/** A branch of the script that runs if somebody wants the data deleted, or a file for that alone, which nothing of the package runs. */
function isAskedFor({ session, statement }: Dropped, reviewed: LiveSite['package']): boolean {
  const { path, syntax } = session;
  if (!syntax.client) return tearsDown(session) && callersOf(reviewed, path).length === 0;
  const script = reviewed.subjects.shell.find((subject) => subject.path === path);
  return script !== undefined && questionsAround(script, statement.start).some((question) => deletes.test(question));
}

/** `psql_drop_dcache.sql`: a file that is called so takes things away and does nothing else. The numbers of migrations come first. */
const tearsDown = (session: Subject<'sql'>): boolean => {
  const name = baseName(session.path);
  if (
    /^[vV]?\d|\d{6}/.test(name) ||
    !/(?:^|[-_.])(?:drop|purge|wipe|destroy|clear|clean(?:up)?|uninstall|tear-?down)(?:[-_.]|$)/i.test(name)
  )
    return false;
  const { up } = stepsIn(session);
  return up.length > 1 && up.every(({ step: { does } }) => does === 'drop' || does === 'clear');
};

const deletes = /delete|purge|uninstall|remove|wipe|destroy|\breset\b|\bclean/i;
