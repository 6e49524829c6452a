import type { Checked, ForeignKey, SqlOperation } from './operation';
import type { Tree } from './grammar';
import { inner, lastNames, namedBy, nodesOf, relation, wordOf } from './tree';

const none: readonly never[] = [];

/** The kinds of constraints that rows are checked for, as PostgreSQL's parser calls them. */
export const contypes: ReadonlyMap<unknown, Checked> = new Map([
  ['CONSTR_FOREIGN', 'foreign-key'],
  ['CONSTR_CHECK', 'check'],
  ['CONSTR_UNIQUE', 'unique'],
  ['CONSTR_PRIMARY', 'primary-key'],
  ['CONSTR_EXCLUSION', 'exclusion'],
]);

/** Those of a constraint of the table. */
const columnsOf = (constraint: Tree): readonly string[] => lastNames(constraint['fk_attrs'] ?? constraint['keys']);

/** What `ADD CONSTRAINT` adds. */
export function constrained(table: string, constraint: Tree): readonly SqlOperation[] {
  const kind = contypes.get(constraint['contype']);
  if (!kind) return none;
  const test = inner(inner(constraint, 'raw_expr'), 'NullTest');
  return [
    {
      is: 'add-constraint',
      constraint: kind,
      table,
      name: wordOf(constraint['conname']) || undefined,
      isValid: constraint['skip_validation'] !== true,
      usesIndex: constraint['indexname'] !== undefined,
      columns: columnsOf(constraint),
      ...(kind === 'foreign-key' && { parent: relation(constraint['pktable']) }),
      ...(test['nulltesttype'] === 'IS_NOT_NULL' && {
        notNull: namedBy(inner(inner(test, 'arg'), 'ColumnRef')['fields']),
      }),
    },
  ];
}

/** What a new table references and makes indexes of. */
export function keysIn(node: Tree): { readonly references: readonly ForeignKey[]; readonly keys: readonly (readonly string[])[] } {
  const references: ForeignKey[] = [];
  const keys: (readonly string[])[] = [];
  const take = (constraint: Tree, own: readonly string[]): void => {
    const kind = contypes.get(constraint['contype']);
    const columns = own.length > 0 ? own : columnsOf(constraint);
    if (kind === 'foreign-key') references.push({ columns, parent: relation(constraint['pktable']) });
    else if (kind === 'unique' || kind === 'primary-key') keys.push(columns);
  };
  for (const each of nodesOf(node['tableElts'])) {
    const column = inner(each, 'ColumnDef');
    for (const one of nodesOf(column['constraints'])) take(inner(one, 'Constraint'), [wordOf(column['colname'])]);
    take(inner(each, 'Constraint'), none);
  }
  return { references: references.length > 0 ? references : none, keys: keys.length > 0 ? keys : none };
}
