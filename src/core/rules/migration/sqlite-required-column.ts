import { liveChanges, type LiveChange } from '../../facts/migrations/mysql-operations';
import type { TableAction } from '../../parse/sql';
import { groupBy } from '../../text/groups';
import { detailOf, migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const sqliteRequiredColumn = defineRule({
  id: 'migration/sqlite-required-column',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'breaks-running-version'],
  fixable: false,
  summary: 'SQLite cannot add a column like this to a table that has rows',
  rationale: [
    'SQLite adds a column without touching the rows, so it takes only columns that need no value for each of them. `NOT NULL` without a default fails as soon as the table has a row, and so does a default that is worked out (`CURRENT_TIMESTAMP`, `datetime(…)`). `UNIQUE`, `PRIMARY KEY` and stored generated columns are never taken, and a column that references another table only without a default while `foreign_keys` is on. On the empty database of a test some of them work.',
    '',
    'Give the column a constant default; add an index for uniqueness afterwards; or rebuild the table in the twelve steps of the manual.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for other systems, and in documentation and tests.',
  ].join('\n'),
  references: ['https://www.sqlite.org/lang_altertable.html#alter_table_add_column'],
  messages: {
    fails: (d: { column: string; table: string; why: string }) => `SQLite does not add ${d.column} to ${d.table}: ${d.why}.`,
  },
  check(reviewed, { report, ...context }) {
    const found = liveChanges({ ...context, package: reviewed }, 'sqlite').flatMap((live) =>
      live.change.actions.flatMap((action) => {
        const why = refusal(action, live);
        return why === undefined ? [] : [{ ...live, column: action.name, why }];
      }),
    );
    for (const [first, ...others] of groupBy(found, ({ path, change: { table } }) => `${path}\n${table}`).values()) {
      const { path, at, column, why, change } = first;
      report({ path, span: at }, 'fails', { data: { column, table: change.table, why }, ...detailOf({ ...first, others }) });
    }
  },
});

/** Why SQLite refuses a new column; `undefined`: it takes it. */
function refusal({ does, column }: TableAction, { settings }: LiveChange): string | undefined {
  if (does !== 'add-column' || !column) return undefined;
  if (column.isKey) return 'a new column cannot be UNIQUE or the primary key';
  if (column.generated === 'stored') return 'a new column cannot be stored and generated';
  if (column.generated) return undefined;
  if (column.default === 'now' || column.default === 'computed') return 'its default is no constant, and the table may have rows';
  if (column.isNotNull && (column.default === undefined || column.default === 'null'))
    return 'it is NOT NULL without a default, and the table may have rows';
  const isChecked = /^(1|on|true|yes)$/.test(settings.get('pragma foreign_keys') ?? '');
  return column.references && column.default === 'constant' && isChecked ? 'it references a table and has a default' : undefined;
}
