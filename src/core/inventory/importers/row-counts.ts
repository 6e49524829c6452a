import { groupBy } from '../../text/groups';
import { span } from '../../text/span';
import { inventoryOf } from '../reading/hosts';
import { columnOf, parseTable } from '../reading/table';
import { placeOf } from '../place';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const columns = {
  database: ['database', 'databasename', 'datname', 'db', 'tablecatalog'],
  schema: ['schema', 'schemaname', 'tableschema', 'nspname', 'owner'],
  table: ['table', 'tablename', 'relname', 'relation', 'name', 'tabelle', 'tabellenname'],
  rows: ['rows', 'rowcount', 'rowcounts', 'tablerows', 'totalrows', 'nlivetup', 'reltuples', 'estimatedrows', 'count', 'numrows', 'zeilen'],
} as const;

/** `41,000,000` and `41.000.000`, as programs show it to people. */
const grouped = /^\d{1,3}(?:([ _'.,])\d{3})(?:\1\d{3})*$/;

/** What a view has nobody counts. */
const uncounted = -1;

function rowsIn(text: string): number {
  if (text.toUpperCase() === 'NULL') return uncounted;
  return Number(grouped.test(text) ? text.replace(/\D/g, '') : text);
}

function read(file: ImportFile) {
  const { header, rows } = parseTable(file.text) ?? { header: [], rows: [] };
  const [database, schema, table, count] = [columns.database, columns.schema, columns.table, columns.rows].map((names) =>
    columnOf(header, names),
  );
  const found = rows.flatMap(({ cells, span: at }) => {
    const name = cells[table ?? -1] ?? '';
    const number = rowsIn(cells[count ?? -1] ?? '');
    if (name === '' || !Number.isFinite(number) || cells[count ?? -1] === '') {
      file.problem('inventory-bad-line', at, 'This line is not a table and its number of rows, and was left out.');
      return [];
    }
    const within = cells[schema ?? -1];
    // As `reltuples` has it.
    const known = number >= 0 ? { rows: Math.round(number) } : {};
    return [{ database: cells[database ?? -1], table: { name: within ? `${within}.${name}` : name, ...known } }];
  });
  const host = placeOf(file.path).host;
  const databases = [...groupBy(found, (row) => row.database)].map(([name = host, own]) => ({
    name,
    tables: own.map((row) => row.table),
    origin: file.origin(span(0, 0)),
  }));
  return inventoryOf(file, 'row counts', [{ databases }]);
}

const help: ImporterHelp = {
  name: 'Rows of the tables of a database (CSV)',
  tells: 'How many rows each table has: what a lock on it costs.',
  command:
    'psql --csv -c "SELECT schemaname AS schema, relname AS table, n_live_tup AS rows FROM pg_stat_user_tables" > inventory.<environment>.<host>.rows.csv',
  fileName: 'inventory.<environment>.<host>.rows.csv',
  example: `schema,table,rows
public,orders,41000000
public,customers,120000
`,
};

/** Tables and their rows, with headings. */
export const rowCounts: Importer = {
  id: 'row-counts',
  help,
  looksLike({ text }) {
    const header = parseTable(text.slice(0, 4096))?.header ?? [];
    return columnOf(header, columns.rows) >= 0 && columnOf(header, columns.table) >= 0;
  },
  read,
};
