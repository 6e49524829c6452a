import type { SqlOperation } from '../../parse/sql';
import { fact, fileFact } from '../../subject/fact';
import { entryOf } from '../../text/groups';

interface ForeignKeyOf {
  readonly table: string;
  readonly name: string;
  readonly parent: string;
}

/** Foreign keys that the package adds, wherever it does. */
interface ForeignKeys {
  /** The tables that they refer to, by `table.name`. */
  readonly byName: ReadonlyMap<string, string>;
  /** And by their own table. */
  readonly byTable: ReadonlyMap<string, readonly string[]>;
}

const none: readonly never[] = [];

const keysIn = fileFact('sql', ({ syntax }): readonly ForeignKeyOf[] => {
  const found = syntax.items.flatMap((item) => (item.kind === 'statement' ? (item.facts.operations ?? []).flatMap(keysOf) : []));
  return found.length > 0 ? found : none;
});

/** The server calls one without a name by its table and columns. */
const named = (table: string, columns: readonly string[]): string => `${table}_${columns.join('_')}_fkey`;

function keysOf(operation: SqlOperation): readonly ForeignKeyOf[] {
  if (operation.is === 'create-table')
    return operation.references.map(({ columns, parent }) => ({ table: operation.table, name: named(operation.table, columns), parent }));
  if (operation.is !== 'add-constraint' || operation.constraint !== 'foreign-key') return none;
  const { table, columns, parent = '' } = operation;
  return [{ table, name: operation.name ?? named(table, columns), parent }];
}

export const foreignKeys = fact(['sql'], (reviewed): ForeignKeys => {
  const byName = new Map<string, string>();
  const byTable = new Map<string, string[]>();
  for (const subject of reviewed.subjects.sql)
    for (const { table, name, parent } of keysIn(subject)) {
      byName.set(`${table}.${name}`, parent);
      entryOf(byTable, table, () => []).push(parent);
    }
  return { byName, byTable };
});
