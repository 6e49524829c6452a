import type { ScratchDatabase } from './database';
import { fill, seededRows, type SeededTable } from './fill';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
  /** The server makes it. */
  readonly isMade: boolean;
  readonly labels: readonly string[] | null;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const columnsOf = (schema: string, table: string): string => `SELECT coalesce(json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isRequired', a.attnotnull, 'hasDefault', a.atthasdef,
    'isMade', a.attgenerated <> '' OR a.attidentity = 'a',
    'labels', (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = a.atttypid)) ORDER BY a.attnum), '[]')::text AS seen
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ${literal(schema)} AND c.relname = ${literal(table)} AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`;

/** Values by type; `n` counts the rows. */
const values: readonly (readonly [type: RegExp, value: string])[] = [
  [/^smallint$/, '(n % 30000)::smallint'],
  [/^(integer|bigint|real|double precision)$/, 'n'],
  [/^numeric/, '(n % 100)'],
  [/^(text|citext)$/, "'row ' || n"],
  [/^character( varying)?(\(|$)/, 'substr(md5(n::text), 1, $1)'],
  [/^uuid$/, 'gen_random_uuid()'],
  [/^boolean$/, '(n % 2 = 0)'],
  [/^date$/, "(date '2026-01-01' + n % 1000)"],
  [/^timestamp/, "(timestamp '2026-01-01' + n * interval '1 minute')"],
  [/^jsonb?$/, "'{}'"],
  [/^bytea$/, "'\\x00'"],
];

function valueFor({ type, labels }: Column): string | undefined {
  if (labels?.[0] !== undefined) return literal(labels[0]);
  const [, value] = values.find(([known]) => known.test(type)) ?? [];
  return value?.replace('$1', /\((\d+)\)/.exec(type)?.[1] ?? '1');
}

/** Fills a table with made-up rows. `undefined`: it takes none of them, or is none. */
export async function seed(database: ScratchDatabase, name: string): Promise<SeededTable | undefined> {
  const dot = name.indexOf('.');
  const [schema, table] = [name.slice(0, dot), name.slice(dot + 1)];
  const [row] = (await database.run(columnsOf(schema, table))).rows;
  const columns = (JSON.parse(String(row?.['seen'])) as readonly Column[]).filter(({ isMade }) => !isMade);
  return fill(database, {
    name,
    target: `${quoted(schema)}.${quoted(table)}`,
    columns: columns.map((column) => ({ quoted: quoted(column.name), isRequired: column.isRequired, value: valueFor(column) })),
    rows: `generate_series(1, ${seededRows}) AS n`,
  });
}
