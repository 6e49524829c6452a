import { fact, fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { entryOf } from '../../text/groups';

interface Keys {
  /** By table: the columns of each index, in order. */
  readonly indexes: readonly (readonly [table: string, columns: readonly string[]])[];
  /** `table.column` that the file makes. */
  readonly columns: readonly string[];
}

const keysIn = fileFact('sql', ({ syntax }): Keys => {
  const indexes: (readonly [string, readonly string[]])[] = [];
  const columns: string[] = [];
  for (const item of syntax.items) {
    if (item.kind !== 'statement') continue;
    for (const operation of item.facts.operations ?? []) {
      if (operation.is === 'create-table') {
        indexes.push(...operation.keys.map((key) => [operation.table, key] as const));
        columns.push(...operation.columns.map(([name]) => `${operation.table}.${name}`));
      } else if (operation.is === 'create-index') indexes.push([operation.table, operation.columns]);
      else if (operation.is === 'add-column') {
        columns.push(`${operation.table}.${operation.column}`);
        if (operation.isKey) indexes.push([operation.table, [operation.column]]);
      } else if (operation.is === 'add-constraint' && operation.constraint !== 'foreign-key' && operation.constraint !== 'check')
        indexes.push([operation.table, operation.columns]);
    }
  }
  return { indexes, columns };
});

const indexes = fact(['sql'], (reviewed): ReadonlyMap<string, readonly (readonly string[])[]> => {
  const found = new Map<string, (readonly string[])[]>();
  for (const subject of reviewed.subjects.sql)
    for (const [table, columns] of keysIn(subject).indexes) entryOf(found, table, () => []).push(columns);
  return found;
});

/** Some index of the package begins with these columns, in any order. */
export const isIndexed = (reviewed: PackageView<'sql'>, table: string, columns: readonly string[]): boolean =>
  (indexes(reviewed).get(table) ?? []).some(
    (index) => index.length >= columns.length && columns.every((column) => index.slice(0, columns.length).includes(column)),
  );

/** Columns that the package makes, as `table.column`: all of their indexes are its own. */
export const knownColumns = fact(
  ['sql'],
  (reviewed): ReadonlySet<string> => new Set(reviewed.subjects.sql.flatMap((subject) => keysIn(subject).columns)),
);
