import { isTestMaterial } from '../../package/test-material';
import { itemsAs, type PlainColumn, type SqlItem, type SqlStatement, type TableAction, type TableChange } from '../../parse/sql';
import { fact, fileFact } from '../../subject/fact';
import type { Site } from '../../subject/site';
import type { PackageView, Subject } from '../../subject/subject';
import { memo } from '../../text/memo';
import { entryOf } from '../../text/groups';
import { folderOf } from '../../text/path';
import type { Span } from '../../text/span';
import { undoMark } from './runner';
import { madeElsewhere } from './steps';
import { assumedSystem, isFor, systemOf, type System } from './system';
import { liveRun } from './who';

type Reviewed = PackageView<'manifest' | 'shell' | 'sql'>;

/** A statement of MySQL or SQLite that changes a table which was there before, and how things stand when it does. */
export interface LiveChange {
  readonly path: string;
  readonly session: Subject<'sql'>;
  readonly change: TableChange;
  /** The words that begin the statement. */
  readonly at: Span;
  readonly statement: Span;
  readonly confidence: 'likely' | 'possible';
  /** What the session has set so far, by name. */
  readonly settings: ReadonlyMap<string, string>;
}

/** What a script of a system does, in order: as it was parsed, or read anew where its words could be of another system. */
export const itemsOf = (subject: Subject<'sql'>, system: System): readonly SqlItem[] =>
  system === 'postgresql' || subject.syntax.dialect === system || subject.syntax.client ? subject.syntax.items : reread[system](subject);

const reread = {
  mysql: memo(({ text }: Subject<'sql'>) => itemsAs(text, 'mysql')),
  sqlite: memo(({ text }: Subject<'sql'>) => itemsAs(text, 'sqlite')),
};

/** Scripts of a system that change a database which people work with; where a file holds the way back too, the way there. */
export function liveScripts(site: Site<'manifest' | 'shell' | 'sql'>, system: System): readonly LiveScript[] {
  return isFor(system, site) ? scriptsOf[assumedSystem(site)](site.package).filter((script) => script.system === system) : [];
}

export interface LiveScript {
  readonly system: Exclude<System, 'postgresql'>;
  readonly subject: Subject<'sql'>;
}

const live = (assumed: System) =>
  fact(['manifest', 'shell', 'sql'], (reviewed: Reviewed): readonly LiveScript[] =>
    reviewed.subjects.sql.flatMap((subject): readonly LiveScript[] => {
      const system = systemOf(subject, reviewed, assumed);
      if (isTestMaterial(subject.path) || system === undefined || system === 'postgresql') return [];
      return liveRun(subject, reviewed, 'any') && hasStatements({ subject, system }) ? [{ system, subject }] : [];
    }),
  );

/** The statements of a script; where a file holds the way back too, those of the way there. */
export interface LiveStatements {
  readonly subject: Subject<'sql'>;
  readonly statements: readonly SqlStatement[];
}

/** What a script's statements tell, kept when they are dropped: an edit of another file parses none of them again. */
export function ofStatements<V>(compute: (script: LiveStatements) => V): (script: LiveScript) => V {
  const asParsed = fileFact('sql', (subject): V | undefined =>
    subject.syntax.dialect === 'mysql' || subject.syntax.dialect === 'sqlite'
      ? compute({ subject, statements: statementsOf(subject, subject.syntax.items) })
      : undefined,
  );
  const asRead = {
    mysql: memo((subject: Subject<'sql'>) => compute({ subject, statements: statementsOf(subject, reread.mysql(subject)) })),
    sqlite: memo((subject: Subject<'sql'>) => compute({ subject, statements: statementsOf(subject, reread.sqlite(subject)) })),
  };
  return ({ subject, system }) => (subject.syntax.dialect === system ? (asParsed(subject) as V) : asRead[system](subject));
}

function statementsOf({ text, syntax }: Subject<'sql'>, items: readonly SqlItem[]): readonly SqlStatement[] {
  const undo = syntax.client ? Infinity : (undoMark.exec(text)?.index ?? Infinity);
  return items.filter((item): item is SqlStatement => item.kind === 'statement' && item.span.start < undo);
}

const hasStatements = ofStatements(({ statements }) => statements.length > 0);

const scriptsOf = { postgresql: live('postgresql'), mysql: live('mysql'), sqlite: live('sqlite') };

/** Of a statement, so much is looked at. */
const maxStart = 100;

export const firstWords = (text: string, { start, end }: Span): Span => {
  const words = /^\S+(\s+\S+)?/.exec(text.slice(start, Math.min(end, start + maxStart)))?.[0] ?? '';
  return { start, end: start + words.length };
};

/** All changes of tables that the script has not made itself. */
export function liveChanges(site: Site<'manifest' | 'shell' | 'sql'>, system: System): readonly LiveChange[] {
  return liveScripts(site, system).flatMap((script) =>
    changesIn(script).map((found): LiveChange => ({ ...found, ...standing(script, found.change.table, site.package) })),
  );
}

/** Where a change stands, and how sure it is that its table was there before. */
const standing = ({ subject }: LiveScript, table: string, reviewed: Reviewed): Pick<LiveChange, 'path' | 'session' | 'confidence'> => ({
  path: subject.path,
  session: subject,
  confidence: madeElsewhere(reviewed).has(table) ? 'possible' : 'likely',
});

const changesIn = ofStatements(({ subject, statements }) => {
  const made = new Set<string>();
  const found: Pick<LiveChange, 'change' | 'at' | 'statement' | 'settings'>[] = [];
  let settings: ReadonlyMap<string, string> = new Map();
  for (const { facts, change: head, span } of statements) {
    const { sets, tableChange: change } = facts;
    if (sets) settings = new Map([...settings, [sets.name, sets.value]]);
    if (change && change.is !== 'create' && !made.has(change.table)) {
      found.push({ change, at: head?.keywords ?? firstWords(subject.text, span), statement: span, settings });
    }
    const isRenameOfOld = change?.is === 'rename' && !made.has(change.table);
    for (const name of [...(isRenameOfOld ? [] : facts.creates), ...facts.createsTemporary]) made.add(name);
  }
  return found;
});

/** A statement of MySQL that changes every row of a table which was there before. */
export interface LiveRowsChange extends Pick<LiveChange, 'path' | 'session' | 'at' | 'statement' | 'confidence'> {
  readonly table: string;
  readonly how: 'update' | 'delete';
}

export function allRowsChanges(site: Site<'manifest' | 'shell' | 'sql'>): readonly LiveRowsChange[] {
  return liveScripts(site, 'mysql').flatMap((script) =>
    rowsChangedIn(script).map((found): LiveRowsChange => ({ ...found, ...standing(script, found.table, site.package) })),
  );
}

type RowsChange = Pick<LiveRowsChange, 'at' | 'statement' | 'table' | 'how'>;

const rowsChangedIn = ofStatements(({ subject, statements }) => {
  const made = new Set<string>();
  return statements.flatMap(({ facts, span }): readonly RowsChange[] => {
    for (const name of [...facts.creates, ...facts.createsTemporary]) made.add(name);
    return (facts.operations ?? []).flatMap((operation): readonly RowsChange[] =>
      operation.is === 'change-all-rows' && !made.has(operation.table)
        ? [{ at: firstWords(subject.text, span), statement: span, table: operation.table, how: operation.how }]
        : [],
    );
  });
});

/** Columns as the package made them last, by table and name, and the engines of its tables. */
export interface KnownTable {
  readonly columns: ReadonlyMap<string, PlainColumn | undefined>;
  readonly engine: string | undefined;
}

/** What scripts say of a column. */
interface Said {
  readonly made: PlainColumn[];
  readonly changed: PlainColumn[];
  /** Where they stand: a schema beside the migrations shows how the column is in the end. */
  readonly folders: Set<string>;
}

interface Noted {
  readonly columns: Map<string, Said>;
  engine: string | undefined;
}

const definitionsIn = (items: readonly SqlItem[]): readonly TableChange[] =>
  items.flatMap((item) => {
    const change = item.kind === 'statement' ? item.facts.tableChange : undefined;
    return change?.is === 'create' || change?.is === 'alter' ? [change] : [];
  });

const tablesIn = fileFact('sql', ({ syntax }): readonly TableChange[] => (syntax.dialect === 'mysql' ? definitionsIn(syntax.items) : []));

const tablesReadAnew = memo((subject: Subject<'sql'>) => definitionsIn(reread.mysql(subject)));

/** What is known of a table before a script changes it: what the package makes elsewhere, and nothing after it. */
export const knownTables = fact(['manifest', 'shell', 'sql'], (reviewed): ReadonlyMap<string, KnownTable> => {
  const found = new Map<string, Noted>();
  for (const subject of reviewed.subjects.sql) {
    if (systemOf(subject, reviewed) !== 'mysql') continue;
    const isLive = liveRun(subject, reviewed, 'any') !== undefined;
    const isRead = subject.syntax.dialect === 'mysql' || subject.syntax.client !== undefined;
    for (const change of isRead ? tablesIn(subject) : tablesReadAnew(subject)) {
      const table = entryOf(found, change.table, (): Noted => ({ columns: new Map(), engine: undefined }));
      for (const action of change.actions) note(table, action, isLive ? folderOf(subject.path) : undefined);
    }
  }
  return new Map(
    [...found].map(([name, { columns, engine }]) => [
      name,
      { engine, columns: new Map([...columns].map(([column, said]) => [column, knownOf(said)])) },
    ]),
  );
});

/** What sets up an empty database shows how tables are in the end, not how they were. */
function note(table: Noted, { does, name, column, engine }: TableAction, folder: string | undefined): void {
  if (does === 'engine') table.engine ??= engine;
  if (folder === undefined || !column) return;
  const said = entryOf(table.columns, name, (): Said => ({ made: [], changed: [], folders: new Set() }));
  said.folders.add(folder);
  (does === 'add-column' ? said.made : said.changed).push(column);
}

/** Of a column that several migrations make or change, nobody can tell which of them production has seen: known is only what all of one folder agree on. */
function knownOf({ made, changed, folders }: Said): PlainColumn | undefined {
  const [first, ...others] = made;
  if (!first) return undefined;
  const isSame = (one: PlainColumn): boolean =>
    one.type === first.type && !one.charset && one.generated === first.generated && one.counts === first.counts;
  if (folders.size === 1 && made.every(isSame) && changed.every(isSame)) return first;
  return others.length === 0 && changed.length <= 1 ? first : undefined;
}
