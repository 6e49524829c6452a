import { isIndexed, knownColumns } from '../../facts/migrations/indexes';
import { liveOperations, rowsOf } from '../../facts/migrations/operations';
import { groupBy } from '../../text/groups';
import { detailOf, migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const unindexedForeignKey = defineRule({
  id: 'migration/unindexed-foreign-key',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A foreign key without an index makes every delete in the other table read this one',
  rationale: [
    'PostgreSQL indexes the column that is referenced, not the one that references. Whenever a row of the other table is deleted, or its key changes, this table is searched for rows that point to it: from its first row to its last where there is no index. Deletes that took a millisecond take a minute, and each of them holds locks meanwhile.',
    '',
    'Build the index before the constraint, `CREATE INDEX CONCURRENTLY … (column)`.',
    'Reported are foreign keys that a migration adds to a table that was there before, where no index of the package begins with their columns. What indexes production has the package does not tell: where it makes neither the table nor the column, it is only possible. It is silent for new tables, in scripts that set up an empty database or take a change back, for MySQL, which makes the index itself, and in documentation and tests.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  messages: {
    reads: (d: { columns: string; table: string; parent: string; rows: string }) =>
      `No index begins with ${d.columns}: each delete in ${d.parent} reads all${d.rows} of ${d.table}.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const found = liveOperations(site).flatMap((live) => {
      const { operation } = live;
      const columns =
        operation.is === 'add-constraint' && operation.constraint === 'foreign-key'
          ? operation.columns
          : operation.is === 'add-column' && operation.parent !== undefined && !operation.isKey
            ? [operation.column]
            : [];
      if (columns.length === 0 || !('parent' in operation)) return [];
      const { table, parent = '' } = operation;
      return isIndexed(reviewed, table, columns) ? [] : [{ ...live, table, parent, columns }];
    });
    for (const [first, ...others] of groupBy(found, ({ path }) => path).values()) {
      const { path, at, table, parent, columns } = first;
      const rows = rowsOf(context, table);
      const isKnown = columns.every((column) => knownColumns(reviewed).has(`${table}.${column}`));
      report({ path, span: at }, 'reads', {
        data: { columns: columns.join(', '), table, parent, rows: rows === undefined ? '' : ` ${rows.toLocaleString('en')} rows` },
        ...detailOf({ ...first, others }),
        ...(!isKnown && { confidence: 'possible' }),
      });
    }
  },
});
