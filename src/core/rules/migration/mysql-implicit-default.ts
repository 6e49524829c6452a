import { groupBy } from '../../text/groups';
import { mysqlChanges } from '../reporting/live-changes';
import { detailOf, migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const mysqlImplicitDefault = defineRule({
  id: 'migration/mysql-implicit-default',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['silent-failure', 'breaks-running-version'],
  fixable: false,
  summary: 'MySQL fills a new column with a value that nobody has chosen, and the running version cannot fill it',
  rationale: [
    '`ADD COLUMN … NOT NULL` without a default succeeds in MySQL and MariaDB: rows that are there get 0, an empty text, the first value of an `ENUM` or the date 0000-00-00, and nothing tells them from values that somebody has written. New rows get none: in strict mode, which is the usual one, every `INSERT` of the version that still runs fails, as it names no value for a column that it does not know.',
    '',
    'Give the column a default that says what is meant, and drop it in a later version; or let it take NULL until it is filled.',
    'It is silent for columns that count the rows or are generated, for `TIMESTAMP`, which may have a default of its own, where the same statement or a later one of the file sets a default, for tables that the same file has made, in scripts that set up an empty database or take a change back, for other systems, and in documentation and tests.',
  ].join('\n'),
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html',
    'https://mariadb.com/kb/en/create-table/#default-column-option',
  ],
  messages: {
    fills: (d: { column: string; table: string; value: string }) =>
      `The new column ${d.column} is NOT NULL and has no default: rows of ${d.table} get ${d.value}, and INSERTs of the running version fail.`,
  },
  check(reviewed, { report, ...context }) {
    const changes = mysqlChanges({ ...context, package: reviewed });
    const later = new Set(
      changes.flatMap(({ path, change: { table, actions } }) =>
        actions.flatMap(({ does, name }) => (does === 'set-default' ? [`${path}\n${table}\n${name}`] : [])),
      ),
    );
    const found = changes.flatMap((live) =>
      live.change.actions.flatMap(({ does, name, column }) =>
        does === 'add-column' && column && isOpen(column) && !later.has(`${live.path}\n${live.change.table}\n${name}`)
          ? [{ ...live, name, value: valueOf(column.type) }]
          : [],
      ),
    );
    for (const [first, ...others] of groupBy(found, ({ path, change: { table } }) => `${path}\n${table}`).values()) {
      const { path, at, name, value, change } = first;
      report({ path, span: at }, 'fills', { data: { column: name, table: change.table, value }, ...detailOf({ ...first, others }) });
    }
  },
});

const isOpen = (column: {
  readonly isNotNull: boolean;
  readonly default?: string;
  readonly counts?: true;
  readonly generated?: string;
  readonly type: string;
}): boolean =>
  column.isNotNull &&
  column.default === undefined &&
  !column.counts &&
  column.generated === undefined &&
  !column.type.startsWith('timestamp');

function valueOf(type: string): string {
  const [, values] = /^enum\(([^,)]*)/.exec(type) ?? [];
  if (values !== undefined) return `"${values}"`;
  if (/^(date|datetime)/.test(type)) return 'the date 0000-00-00';
  return /^((tiny|small|medium|big)?int|decimal|numeric|float|double|real|bit|year)/.test(type) ? '0' : 'an empty value';
}
