import { environmentOf } from '../../inventory/inventory';
import type { SqlOperation, SqlScript } from '../../parse/sql';
import { isTestMaterial } from '../../package/test-material';
import { fact, fileFact } from '../../subject/fact';
import type { Site, SiteFacts } from '../../subject/site';
import type { Subject } from '../../subject/subject';
import { isFilledIn, otherCalls, placedOperations, routinesIn, tableOf, type PlacedOperation } from './placed';
import { standingIn, type TransactionBy } from './live-standing';
import { isForPostgres, runsOnLive, type LiveRun } from './who';

/** What a migration does to a table that people work with, and how things stand when it does. */
export interface LiveOperation extends Omit<PlacedOperation, 'isNew' | 'standing'> {
  readonly path: string;
  readonly session: Subject<'sql'>;
  readonly confidence: 'likely' | 'possible';
  readonly run: LiveRun;
  /** A routine of another file does it: `statement` makes that routine. */
  readonly isElsewhere?: true;
  /** The transaction that it shares with others of its file; `undefined`: it has one to itself. */
  readonly transaction: number | undefined;
  readonly by: TransactionBy;
  readonly inTransaction: boolean;
  /** How long it waits for a lock is bounded. */
  readonly isBounded: boolean;
  /** So is how long it takes. */
  readonly isTimed: boolean;
  /** The time zone that the file has chosen. */
  readonly zone: string | undefined;
}

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
    const calls = otherCalls(subject);
    if (all.length + calls.length === 0 || isTestMaterial(subject.path)) return [];
    const run = runsOnLive(subject, reviewed);
    if (run === undefined) return [];
    // Written out: there are many of them, every rule reads them, and copies of objects are slow.
    const live = (
      { operation, at, statement, isInside, isNew, standing }: PlacedOperation,
      session: Subject<'sql'>,
    ): readonly LiveOperation[] => {
      if (isNew) return none;
      const table = tableOf(operation) ?? '';
      const isOpen = run.confidence === 'possible' || isFilledIn(table) || madeTables(reviewed).has(table);
      const { transaction, by, isBounded, isTimed, zone } = standingIn(standing, run);
      return [
        {
          operation,
          at,
          statement,
          isInside,
          transaction,
          by,
          isBounded,
          isTimed,
          zone,
          inTransaction: transaction !== undefined || isInside,
          path: session.path,
          session,
          confidence: isOpen ? 'possible' : 'likely',
          run,
        },
      ];
    };
    return [
      ...all.flatMap((placed) => live(placed, subject)),
      ...calls.flatMap(({ name, standing }) => {
        const made = routinesElsewhere(reviewed).get(name);
        if (!made) return [];
        const all = made.operations.flatMap((one) => live({ ...one, standing, isInside: true, isNew: false }, made.subject));
        return all.map((one) => ({ ...one, isElsewhere: true as const }));
      }),
    ];
  }),
);

/** Routines that change tables, by name, with the file that makes them; of several the last one. */
const routinesElsewhere = fact(
  ['sql'],
  (reviewed) =>
    new Map(
      reviewed.subjects.sql.flatMap((subject) =>
        routinesIn(subject).map(({ name, operations }) => [name, { subject, operations }] as const),
      ),
    ),
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
