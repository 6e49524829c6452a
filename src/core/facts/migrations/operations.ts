import { environmentOf } from '../../inventory/inventory';
import type { SqlOperation, SqlScript } from '../../parse/sql';
import { isTestMaterial } from '../../package/test-material';
import { fact, fileFact } from '../../subject/fact';
import type { Site, SiteFacts } from '../../subject/site';
import type { Subject } from '../../subject/subject';
import type { Span } from '../../text/span';
import { undoMark } from './runner';
import { isForPostgres, runsOnLive } from './who';

/** What a migration does to a table, and how things stand when it does. */
export interface PlacedOperation {
  readonly operation: SqlOperation;
  /** The words that begin the statement. */
  readonly at: Span;
  readonly statement: Span;
  /** The file has made the table itself: nobody works with it yet. */
  readonly isNew: boolean;
  readonly inTransaction: boolean;
  /** How long it waits for a lock is bounded. */
  readonly isBounded: boolean;
  /** The time zone that the file has chosen. */
  readonly zone: string | undefined;
}

/** The same, of a file that runs on a database that people work with. */
export interface LiveOperation extends PlacedOperation {
  readonly path: string;
  readonly session: Subject<'sql'>;
  readonly confidence: 'likely' | 'possible';
}

/** Of a statement, so much is looked at. */
const maxStart = 200;

/** In order; what takes the change back, in files that hold both, is left out. */
export const placedOperations = fileFact('sql', ({ text, syntax }): readonly PlacedOperation[] => {
  const made = new Set<string>();
  const found: PlacedOperation[] = [];
  const undo = undoMark.exec(text)?.index ?? Infinity;
  let open = syntax.client?.singleTransaction === true;
  let isBounded = false;
  let zone: string | undefined;
  for (const item of syntax.items) {
    if (item.kind !== 'statement' || item.span.start > undo) continue;
    const { facts, change, span } = item;
    if (facts.transaction) open = facts.transaction === 'begin';
    if (facts.sets?.name === 'lock_timeout') isBounded = !/^0/.test(facts.sets.value);
    if (facts.sets?.name === 'timezone') zone = facts.sets.value;
    for (const operation of facts.operations ?? []) {
      if (operation.is === 'create-table' || operation.is === 'create-type') continue;
      const words = /^\S+(\s+\S+)?/.exec(text.slice(span.start, Math.min(span.end, span.start + maxStart)))?.[0] ?? '';
      const at = change?.keywords ?? { start: span.start, end: span.start + words.length };
      found.push({ operation, at, statement: span, isNew: made.has(tableOf(operation) ?? ''), inTransaction: open, isBounded, zone });
    }
    for (const name of [...facts.creates, ...facts.createsTemporary]) made.add(name);
  }
  return found.length > 0 ? found : none;
});

export const tableOf = (operation: SqlOperation): string | undefined => ('table' in operation ? operation.table : operation.name);

/** Tables that another migration of the package makes: whether an earlier version did nobody can tell. What sets up an empty database tells nothing. */
const madeTables = fact(
  ['manifest', 'shell', 'sql'],
  (reviewed): ReadonlySet<string> =>
    new Set(
      reviewed.subjects.sql.flatMap((subject) => {
        const made = madeIn(subject);
        return made.length > 0 && runsOnLive(subject, reviewed) !== undefined ? made : none;
      }),
    ),
);

const madeIn = fileFact('sql', ({ syntax }): readonly string[] => {
  const made = syntax.items.flatMap((item) => (item.kind === 'statement' ? item.facts.creates : []));
  return made.length > 0 ? made : none;
});

const none: readonly never[] = [];

/** All operations on tables that were there before. */
export function liveOperations(site: Site<'manifest' | 'shell' | 'sql'>): readonly LiveOperation[] {
  return isForPostgres(site) ? liveIn(site.package) : [];
}

const liveIn = fact(['manifest', 'shell', 'sql'], (reviewed): readonly LiveOperation[] =>
  reviewed.subjects.sql.flatMap((subject) => {
    const all = placedOperations(subject);
    if (all.length === 0 || isTestMaterial(subject.path)) return [];
    const live = runsOnLive(subject, reviewed);
    if (live === undefined) return [];
    return all.flatMap((placed): readonly LiveOperation[] => {
      if (placed.isNew) return [];
      const inTransaction = placed.inTransaction || live.inOneTransaction;
      const made = madeTables(reviewed).has(tableOf(placed.operation) ?? '');
      return [{ ...placed, path: subject.path, session: subject, confidence: made ? 'possible' : 'likely', inTransaction }];
    });
  }),
);

/** Constraints that were checked apart from being added, as `table.name`, wherever in the package. */
export const validated = fact(
  ['sql'],
  (reviewed): ReadonlySet<string> =>
    new Set(
      reviewed.subjects.sql.flatMap((subject) =>
        placedOperations(subject).flatMap(({ operation }) => (operation.is === 'validate' ? [`${operation.table}.${operation.name}`] : [])),
      ),
    ),
);

const operationsIn = ({ items }: SqlScript): readonly SqlOperation[] =>
  items.flatMap((item) => (item.kind === 'statement' ? (item.facts.operations ?? []) : []));

const typesMadeIn = fileFact('sql', ({ syntax }): readonly (readonly [name: string, as: 'checked-domain' | 'other'])[] => {
  const found = operationsIn(syntax).flatMap((operation) =>
    operation.is === 'create-type' ? [[operation.name, operation.as] as const] : [],
  );
  return found.length > 0 ? found : none;
});

/** Types that the package makes. */
export const ownTypes = fact(
  ['sql'],
  (reviewed): ReadonlyMap<string, 'checked-domain' | 'other'> => new Map(reviewed.subjects.sql.flatMap(typesMadeIn)),
);

const typesIn = fileFact('sql', ({ syntax }): readonly (readonly [column: string, type: string])[] => {
  const found = operationsIn(syntax).flatMap((operation): (readonly [string, string])[] => {
    if (operation.is === 'create-table') return operation.columns.map(([name, type]) => [`${operation.table}.${name}`, type]);
    return operation.is === 'add-column' ? [[`${operation.table}.${operation.column}`, operation.type]] : [];
  });
  return found.length > 0 ? found : none;
});

/** Partitioned tables that have a part for all that no other part takes. */
export const withDefault = fact(
  ['sql'],
  (reviewed): ReadonlySet<string> =>
    new Set(
      reviewed.subjects.sql.flatMap((subject) =>
        placedOperations(subject).flatMap(({ operation }) =>
          (operation.is === 'create-partition' || operation.is === 'attach-partition') && operation.isDefault ? [operation.table] : [],
        ),
      ),
    ),
);

/** The types that columns were made with, as `table.column`. */
export const columnTypes = fact(['sql'], (reviewed): ReadonlyMap<string, string> => new Map(reviewed.subjects.sql.flatMap(typesIn)));

/** How many rows a table of production has, by its name without schema, as far as the inventory tells. */
export function rowsOf({ inventory, environment }: SiteFacts, table: string): number | undefined {
  const tables = environmentOf(inventory, environment)?.databases.flatMap(({ tables: all = [] }) => all) ?? [];
  return tables.find(({ name }) => name.replace(/^.*\./, '').replace(/"/g, '') === table)?.rows;
}
