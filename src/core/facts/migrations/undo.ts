import type { SchemaStep } from '../../parse/sql';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import { baseName, folderOf } from '../../text/path';
import { isTestMaterial } from '../../package/test-material';
import { callersOf } from './callers';
import { flywayUndo } from './runner';
import { stepsIn, type PlacedStep } from './steps';
import { systemOf, type System } from './system';
import { liveRun } from './who';

/** A migration of a database that people work with, and what takes it back. */
export interface Undoable {
  readonly up: Subject<'sql'>;
  readonly system: System;
  readonly steps: readonly PlacedStep[];
  /** Migrations that belong together: of one folder, or of folders that have one each. */
  readonly series: string;
  readonly down?: Down;
}

export interface Down extends DownSteps {
  /** The file that it stands in, which may be that of the migration. */
  readonly subject: Subject<'sql'>;
}

interface DownSteps {
  readonly path: string;
  readonly steps: readonly PlacedStep[];
  /** There is nothing in it that runs. */
  readonly isEmpty: boolean;
  /** It does more than is read: blocks, routines, other files. */
  readonly isOpaque: boolean;
}

/** Folders and parts of names that say which way a script goes. */
const ways = /^(ups?|downs?|rollbacks?|reverts?|undos?|downgrades?|deploy|migrations?|migrate|upgrades?|updates?)$/i;
const wayInName = /^(up|down|rollback|revert|undo|downgrade|)$/;

interface Name {
  readonly folder: string;
  readonly name: string;
  /** What the name begins with: the number of a version. */
  readonly version: string | undefined;
}

function nameOf(path: string): Name {
  const folder = path
    .split('/')
    .slice(0, -1)
    .filter((part) => !ways.test(part))
    .join('/');
  const own = baseName(path).replace(/\.(sql|psql|pgsql|ddl)$/i, '');
  const plain = (own.includes('__') ? own.replace(/^[UV](?=\d)/, '') : own).toLowerCase();
  const name = plain
    .split(/[._-]/)
    .filter((part) => !wayInName.test(part))
    .join('_');
  return { folder, name, version: /^\d+(?:_\d+)*/.exec(name)?.[0] };
}

/** Migrations that belong together: of one folder, or of folders that have one migration or one release each. */
export function seriesOf(path: string): string {
  const folder = folderOf(path);
  const isAlone = nameOf(path).name === '' || /^v?\d[^/]*$/i.test(baseName(folder));
  return isAlone ? folderOf(folder) : folder;
}

const keysOf = ({ folder, name, version }: Name): readonly string[] => [
  `${folder}\n${name}`,
  ...(version === undefined ? [] : [`${folder}\n#${version}\n${systemInName.exec(name)?.[1] ?? ''}`]),
];

/** A migration that is written anew for each system says so in its name. */
const systemInName = /_(mysql|mariadb|sqlite3?|postgres|postgresql|pgsql|pg|cockroach|cockroachdb|mssql|sqlserver|oracle)(?:_|$)/;

/** Files that take others back, by their keys; where two have one key, neither is meant. */
const downsByKey = fact(['sql'], (reviewed): ReadonlyMap<string, Subject<'sql'> | undefined> => {
  const found = new Map<string, Subject<'sql'> | undefined>();
  for (const subject of reviewed.subjects.sql) {
    if (subject.syntax.client || !isDown(subject.path)) continue;
    for (const key of keysOf(nameOf(subject.path))) found.set(key, found.has(key) ? undefined : subject);
  }
  return found;
});

/** Scripts that take one change back, not all of the product. */
export const isDown = (path: string): boolean =>
  /(^|[/._-])(down|rollback|revert|undo|downgrade)s?([/._-]|$)/i.test(path) || flywayUndo.test(path);

const noDown: DownSteps = { path: '', steps: [], isEmpty: true, isOpaque: false };

const readOf = fileFact('sql', (subject): DownSteps => {
  // All files are asked, and few of them go back.
  if (!isDown(subject.path)) return noDown;
  const { path, text, syntax } = subject;
  const { up, down } = stepsIn(subject);
  const statements = syntax.items.filter((item) => item.kind === 'statement' && !item.facts.reads);
  return {
    path,
    steps: [...up, ...down],
    isEmpty: statements.length === 0 && syntax.items.every(({ kind }) => kind !== 'include'),
    isOpaque:
      syntax.faults.length > 0 ||
      syntax.items.some(
        ({ kind, span }) => kind === 'include' || (kind === 'statement' && calling.test(text.slice(span.start, span.start + 80))),
      ),
  };
});

/** Blocks and routines may do anything. */
const calling = /^(do|call|exec(ute)?|begin\s+not\s+atomic|select\s+(?!set_config|setval|pg_|count|max)[\w."]+\s*\()\b/i;

/** Part of a file that goes the other way; `undefined`: the file has none. */
function downInside(subject: Subject<'sql'>): Down | undefined {
  const { down, hasDown } = stepsIn(subject);
  return hasDown ? { subject, path: subject.path, steps: down, isEmpty: down.length === 0, isOpaque: down.length === 0 } : undefined;
}

/** All migrations of the package that make, drop or rename something, in order of their paths. */
export const undoables = fact(['manifest', 'shell', 'sql'], (reviewed): readonly Undoable[] =>
  reviewed.subjects.sql.flatMap((up): readonly Undoable[] => {
    const steps = stepsIn(up).up;
    // What takes a program back is a program as well.
    if (
      up.syntax.client ||
      up.syntax.program !== undefined ||
      isDown(up.path) ||
      isTestMaterial(up.path) ||
      !steps.some(({ step }) => needsUndo(step))
    )
      return [];
    const system = systemOf(up, reviewed);
    if (!system || !liveRun(up, reviewed, system === 'postgresql' ? 'postgresql' : 'any')) return [];
    const name = nameOf(up.path);
    const beside = keysOf(name)
      .map((key) => downsByKey(reviewed).get(key))
      .find((one) => one !== undefined);
    const down = downInside(up) ?? (beside && { ...readOf(beside), subject: beside });
    // A folder of its own for each migration: the one above holds the series.
    const series = name.name === '' ? folderOf(name.folder) : name.folder;
    return [{ up, system, steps, series, ...(down && { down }) }];
  }),
);

/** What stays behind and is in the way of the old version, or is gone; an index that stays harms nobody. */
export const needsUndo = (step: SchemaStep): boolean => {
  const { does, what, repeats } = step;
  return harmless.test(what) || (repeats && replaced.test(what)) || isRebuilt(step)
    ? false
    : does === 'create' || does === 'drop' || does === 'rename';
};

/** The copy of a table that takes its name: what SQLite cannot change in place. */
const isRebuilt = ({ does, name, to }: SchemaStep): boolean =>
  does === 'rename' && to !== undefined && name.replace(/^(?:_|te?mp_|new_)+|(?:_te?mp|_new|_copy)$/gi, '') === to && name !== to;

const harmless = /^(index|extension|value|schema)$/;
const replaced = /^(view|routine|trigger|policy)$/;

/** Every step that some script of the package takes back something with. */
export const undoSteps = fact(['shell', 'sql'], (reviewed): readonly SchemaStep[] =>
  reviewed.subjects.sql.flatMap((subject) =>
    isOfRollback(subject, reviewed) ? stepsIn(subject).up.map(({ step }) => step) : stepsIn(subject).down.map(({ step }) => step),
  ),
);

const isOfRollback = (subject: Subject<'sql'>, reviewed: PackageView<'shell' | 'sql'>): boolean =>
  isDown(subject.path) || (!subject.syntax.client && callersOf(reviewed, subject.path).some(({ path }) => isDown(path)));

/** What the package's migrations make anywhere, as `table.name` or `name`. */
export const madeAnywhere = fact(
  ['sql'],
  (reviewed): ReadonlySet<string> => new Set(reviewed.subjects.sql.flatMap((subject) => (isDown(subject.path) ? [] : madeIn(subject)))),
);

const madeIn = fileFact('sql', (subject): readonly string[] =>
  stepsIn(subject).up.flatMap(({ step: { does, table, name, to } }) =>
    does === 'create' ? [keyOf(table, name)] : does === 'rename' && to !== undefined ? [keyOf(table, to)] : [],
  ),
);

export const keyOf = (table: string | undefined, name: string): string => (table === undefined ? name : `${table}.${name}`);
