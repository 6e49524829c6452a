import type { ScratchDatabase } from '../database';
import { fill, seededRows, type SeededTable } from '../fill';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly full: string;
  readonly isRequired: boolean;
}

const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** Columns that the server does not fill by itself. */
const columnsOf = (
  table: string,
): string => `SELECT COLUMN_NAME AS name, DATA_TYPE AS type, COLUMN_TYPE AS full, IF(IS_NULLABLE = 'NO' AND COLUMN_DEFAULT IS NULL, 1, 0) AS required
  FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${literal(table)}
    AND EXTRA NOT LIKE '%GENERATED%' AND EXTRA NOT LIKE '%auto_increment%' ORDER BY ORDINAL_POSITION`;

/** Values by type; `n` counts the rows. */
const values: readonly (readonly [type: RegExp, value: string])[] = [
  [/^tinyint$/, 'n % 100'],
  [/^smallint$/, 'n % 30000'],
  [/^(mediumint|int|bigint|float|double)$/, 'n'],
  [/^decimal$/, 'n % 10'],
  [/^(char|varchar)$/, 'LEFT(MD5(n), $1)'],
  [/^(tiny|medium|long)?text$/, "CONCAT('row ', n)"],
  [/^date$/, "DATE_ADD('2026-01-01', INTERVAL n % 1000 DAY)"],
  [/^(datetime|timestamp)$/, "DATE_ADD('2026-01-01', INTERVAL n MINUTE)"],
  [/^json$/, "'{}'"],
  [/^((var)?binary|(tiny|medium|long)?blob)$/, "'x'"],
  [/^(enum|set)$/, '1'],
  [/^year$/, '2026'],
  [/^bit$/, '1'],
];

function valueFor({ type, full }: Column): string | undefined {
  const [, value] = values.find(([known]) => known.test(type)) ?? [];
  return value?.replace('$1', /\((\d+)\)/.exec(full)?.[1] ?? '1');
}

const digits = `(${[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `SELECT ${digit} AS d`).join(' UNION ALL ')})`;

/** 1 to 10,000. */
const numbers = `(SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n FROM ${digits} a, ${digits} b, ${digits} c, ${digits} e) AS numbers`;

/** Fills a table with made-up rows. `undefined`: it takes none of them, or is none. */
export async function seed(database: ScratchDatabase, table: string): Promise<SeededTable | undefined> {
  const columns = (await database.run(columnsOf(table))).rows.map((row): Column => ({
    name: String(row['name']),
    type: String(row['type']).toLowerCase(),
    full: String(row['full']),
    isRequired: Number(row['required']) === 1,
  }));
  return fill(database, {
    name: table,
    target: quoted(table),
    columns: columns.map((column) => ({ quoted: quoted(column.name), isRequired: column.isRequired, value: valueFor(column) })),
    rows: `${numbers} WHERE n <= ${seededRows}`,
  });
}
