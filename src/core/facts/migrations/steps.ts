import { isFilledIn } from './placed';
import { isTestMaterial } from '../../package/test-material';
import { rollbackItems, type SchemaStep } from '../../parse/sql';
import { fact, fileFact } from '../../subject/fact';
import type { Site } from '../../subject/site';
import type { Subject } from '../../subject/subject';
import { entryOf } from '../../text/groups';
import type { Span } from '../../text/span';
import { assumedSystem, isFor, systemOf, type System } from './system';
import { undoMark } from './runner';
import { liveRun } from './who';

/** What a migration does to a schema, whatever the system, and how things stand when it does. */
export interface PlacedStep {
  readonly step: SchemaStep;
  /** The words that begin the statement. */
  readonly at: Span;
  readonly statement: Span;
  /** Its table, or what it is itself, was made by the same file. */
  readonly isNew: boolean;
}

/** The same, of a file that runs on a database that people work with. */
export interface LiveStep extends PlacedStep {
  readonly path: string;
  readonly session: Subject<'sql'>;
  readonly system: System;
  readonly confidence: 'likely' | 'possible';
}

/** Of a statement, so much is looked at. */
const maxStart = 200;
const none: readonly never[] = [];

/** Steps of a file: those of the change, and those that take it back in files that hold both. */
export interface FileSteps {
  readonly up: readonly PlacedStep[];
  readonly down: readonly PlacedStep[];
  /** The file has a part that takes the change back, if only an empty one. */
  readonly hasDown: boolean;
}

const noSteps: FileSteps = { up: none, down: none, hasDown: false };

/** In order. */
export const stepsIn = fileFact('sql', ({ text, syntax }): FileSteps => {
  const made = new Set<string>();
  const up: PlacedStep[] = [];
  const down: PlacedStep[] = [];
  const undo = syntax.client ? Infinity : (undoMark.exec(text)?.index ?? Infinity);
  const { items, dialect } = syntax;
  const rollback = syntax.client ? undefined : rollbackItems(text, dialect);
  for (const [index, item] of [...items, ...(rollback ?? none)].entries()) {
    if (item.kind !== 'statement') continue;
    const isBack = index >= items.length || item.span.start > undo;
    const { facts, change, span } = item;
    for (const step of facts.steps ?? none) {
      const words = /^\S+(\s+\S+)?/.exec(text.slice(span.start, Math.min(span.end, span.start + maxStart)))?.[0] ?? '';
      const at = change?.keywords ?? { start: span.start, end: span.start + words.length };
      const placed = { step, at, statement: span, isNew: made.has(step.table ?? step.name) };
      if (isBack) down.push(placed);
      else up.push(placed);
    }
    for (const { does, what, name, table, to } of facts.steps ?? none) {
      if (does === 'create' && table === undefined) made.add(name);
      if (does === 'rename' && table === undefined && what !== 'column' && made.has(name)) made.add(to ?? '');
    }
    for (const name of facts.createsTemporary) made.add(name);
  }
  const hasDown = undo < Infinity || rollback !== undefined;
  return up.length + down.length > 0 || hasDown ? { up, down, hasDown } : noSteps;
});

/** Whether the file has taken all rows of the table away before the place, and put none back since. */
export const isEmptiedBefore = (subject: Subject<'sql'>, table: string | undefined, start: number): boolean =>
  table !== undefined && (emptiedIn(subject).get(table) ?? none).some((empty) => empty.start < start && start < empty.end);

const emptiedIn = fileFact('sql', (subject): ReadonlyMap<string, readonly Span[]> => {
  const emptied = new Map<string, { start: number; end: number }[]>();
  for (const { step, statement } of stepsIn(subject).up) {
    if (step.what !== 'table' || (step.does !== 'clear' && step.does !== 'fill')) continue;
    const known = entryOf(emptied, step.name, () => []);
    const last = known.at(-1);
    if (step.does === 'clear') known.push({ start: statement.start, end: Infinity });
    else if (last) last.end = Math.min(last.end, statement.start);
  }
  return emptied;
});

/** What another migration of the package makes: whether an earlier version did nobody can tell. */
export const madeElsewhere = fact(
  ['manifest', 'shell', 'sql'],
  (reviewed): ReadonlySet<string> =>
    new Set(
      reviewed.subjects.sql.flatMap((subject) => {
        const made = madeIn(subject);
        return made.length > 0 && liveRun(subject, reviewed, 'any') !== undefined ? made : none;
      }),
    ),
);

const madeIn = fileFact('sql', (subject): readonly string[] => {
  const made = stepsIn(subject).up.flatMap(({ step: { does, table, name } }) => (does === 'create' && table === undefined ? [name] : []));
  return made.length > 0 ? made : none;
});

/** All steps on what was there before, of systems that the package may meet. */
export function liveSteps(site: Site<'manifest' | 'shell' | 'sql'>): readonly LiveStep[] {
  const all = allLive[assumedSystem(site)](site.package);
  const met = new Set([...new Set(all.map(({ system }) => system))].filter((system) => isFor(system, site)));
  return all.filter(({ system }) => met.has(system));
}

const liveIf = (assumed: System) =>
  fact(['manifest', 'shell', 'sql'], (reviewed): readonly LiveStep[] =>
    reviewed.subjects.sql.flatMap((subject): readonly LiveStep[] => {
      const { up } = stepsIn(subject);
      if (up.length === 0 || isTestMaterial(subject.path)) return none;
      const system = systemOf(subject, reviewed, assumed);
      const run = system && liveRun(subject, reviewed, system === 'postgresql' ? 'postgresql' : 'any');
      if (system === undefined || run === undefined) return none;
      const { path } = subject;
      return up.flatMap(({ step, at, statement, isNew }): readonly LiveStep[] => {
        if (isNew) return none;
        const table = step.table ?? step.name;
        const isOpen = run.confidence === 'possible' || isFilledIn(table) || madeElsewhere(reviewed).has(table);
        return [{ step, at, statement, isNew, path, session: subject, system, confidence: isOpen ? 'possible' : 'likely' }];
      });
    }),
  );

const allLive = { postgresql: liveIf('postgresql'), mysql: liveIf('mysql'), sqlite: liveIf('sqlite') };
