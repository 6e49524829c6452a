import type { ScratchDatabase } from './database';

/** A table with rows to work on. */
export interface SeededTable {
  /** With its schema, as SQL writes it. */
  readonly quoted: string;
  readonly name: string;
  /** A column that can be set to what it is. */
  readonly column: string;
}

/** Rows that each table gets: enough for an index, and filled in well under a second. */
export const seededRows = 10_000;

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
  const target = `${quoted(schema)}.${quoted(table)}`;
  // All columns first; where others must exist for them (foreign keys), only those that are required.
  for (const wanted of [columns, columns.filter(({ isRequired }) => isRequired)]) {
    const given = wanted.flatMap((column) => {
      const value = valueFor(column);
      return value === undefined ? [] : [[quoted(column.name), value] as const];
    });
    const [first] = given;
    if (!first) continue;
    const into = given.map(([column]) => column).join(', ');
    const sql = `INSERT INTO ${target} (${into}) SELECT ${given.map(([, value]) => value).join(', ')} FROM generate_series(1, ${seededRows}) AS n`;
    const isFilled = await database.run(sql).then(
      () => true,
      () => false,
    );
    if (isFilled) return { quoted: target, name, column: first[0] };
  }
  return undefined;
}
