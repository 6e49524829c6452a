import { compareText } from '../text/order';
import type { ScratchDatabase } from './database';
import type { SchemaDifference } from './rehearsal';

/** What a database holds, each part by its name: `column public.events.region` → its type and what else is said of it. */
export interface SchemaState {
  readonly parts: ReadonlyMap<string, string>;
  /** Places of columns in their tables, which most programs do not see. */
  readonly order: ReadonlyMap<string, string>;
  /** Rows of tables that have any. */
  readonly rows: ReadonlyMap<string, number>;
}

export const emptyState: SchemaState = { parts: new Map(), order: new Map(), rows: new Map() };

const own = (schema: string): string => `${schema} !~ '^(pg_|information_schema$)'`;

/** Parts with their definitions; those that an extension brought belong to it. */
const parts = `
SELECT 'schema' AS kind, n.nspname AS name, '' AS says, '' AS place FROM pg_catalog.pg_namespace n WHERE ${own('n.nspname')}
UNION ALL SELECT 'extension', x.extname, '', '' FROM pg_catalog.pg_extension x
UNION ALL SELECT CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' ELSE 'relation' END,
    n.nspname || '.' || c.relname,
    concat_ws(' ', c.relkind::text, c.relpersistence::text, c.reloptions::text, c.relrowsecurity::text, c.relreplident::text,
      CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END), ''
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${own('n.nspname')} AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND NOT (c.relkind = 'S' AND EXISTS (SELECT FROM pg_catalog.pg_depend o WHERE o.objid = c.oid AND o.deptype IN ('a', 'i') AND o.refobjsubid > 0))
UNION ALL SELECT 'column', n.nspname || '.' || c.relname || '.' || a.attname,
    concat_ws(' ', pg_catalog.format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
      a.attidentity::text, a.attgenerated::text, pg_catalog.pg_get_expr(d.adbin, d.adrelid)), a.attnum::text
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE ${own('n.nspname')} AND c.relkind IN ('r', 'p', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL SELECT 'constraint', n.nspname || '.' || coalesce(c.relname, t.typname) || '.' || k.conname, pg_catalog.pg_get_constraintdef(k.oid), ''
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
  LEFT JOIN pg_catalog.pg_class c ON c.oid = k.conrelid LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid WHERE ${own('n.nspname')} AND k.contype <> 'n'
UNION ALL SELECT 'index', n.nspname || '.' || t.relname || '.' || c.relname, pg_catalog.pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END, ''
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE ${own('n.nspname')} AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid)
UNION ALL SELECT 'trigger', n.nspname || '.' || c.relname || '.' || t.tgname, pg_catalog.pg_get_triggerdef(t.oid) || t.tgenabled::text, ''
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${own('n.nspname')} AND NOT t.tgisinternal
UNION ALL SELECT 'rule', n.nspname || '.' || c.relname || '.' || r.rulename, pg_catalog.pg_get_ruledef(r.oid), ''
  FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${own('n.nspname')} AND r.rulename <> '_RETURN'
UNION ALL SELECT 'policy', n.nspname || '.' || c.relname || '.' || p.polname,
    concat_ws(' ', p.polcmd::text, p.polpermissive::text, pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)), ''
  FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${own('n.nspname')}
UNION ALL SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
    n.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
    CASE WHEN p.prokind = 'a' THEN pg_catalog.pg_get_function_result(p.oid) ELSE pg_catalog.pg_get_functiondef(p.oid) END, ''
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE ${own('n.nspname')}
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
UNION ALL SELECT CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, n.nspname || '.' || t.typname,
    concat_ws(' ', t.typtype::text, CASE WHEN t.typbasetype <> 0 THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END, t.typdefault,
      CASE WHEN t.typnotnull THEN 'NOT NULL' END, (SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid)), ''
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE ${own('n.nspname')} AND t.typtype IN ('d', 'e', 'r')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.objid = t.oid AND e.deptype = 'e')`;

const state = `SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_array(kind, name, says, place)), '[]')::text AS seen FROM (${parts}) AS part`;

/** The counts of planners are not up to date: each table is asked, and few have rows in a rehearsal. */
const filled = `SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_array(n.nspname || '.' || c.relname, pg_catalog.format('%I.%I', n.nspname, c.relname))), '[]')::text AS seen
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND ${own('n.nspname')} AND pg_catalog.pg_relation_size(c.oid) > 0`;

/** Tables of a rehearsal with rows in them: of more nothing is said. */
const mostCounted = 200;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Outside of a transaction. The script's search path is left for the time of it. */
export async function stateOf(database: ScratchDatabase): Promise<SchemaState> {
  await database.run("BEGIN; SET LOCAL search_path = 'pg_catalog'");
  const told = async (query: string): Promise<readonly (readonly string[])[]> => {
    const [row] = (await database.run(query)).rows;
    return JSON.parse(row?.['seen'] as string) as readonly (readonly string[])[];
  };
  try {
    const all = await told(state);
    const tables = (await told(filled)).slice(0, mostCounted);
    const counts = tables.map(([name = '', quoted = '']) => `SELECT ${literal(name)} AS name, count(*) AS rows FROM ONLY ${quoted}`);
    const rows =
      counts.length > 0
        ? await told(
            `SELECT pg_catalog.json_agg(pg_catalog.json_build_array(name, rows))::text AS seen FROM (${counts.join(' UNION ALL ')}) AS c`,
          )
        : [];
    return {
      parts: new Map(all.map(([kind = '', name = '', says = '']) => [`${kind} ${name}`, says])),
      order: new Map(all.flatMap(([kind = '', name = '', , place = '']) => (place === '' ? [] : [[`${kind} ${name}`, place]]))),
      rows: new Map(rows.flatMap(([name = '', count]) => (Number(count) > 0 ? [[name, Number(count)] as const] : []))),
    };
  } finally {
    await database.run('ROLLBACK');
  }
}

/** How the second differs from the first, in the order of the names; `among`: only of these parts. */
export function differencesOf(before: SchemaState, after: SchemaState, among?: ReadonlySet<string>): readonly SchemaDifference[] {
  const names = [...(among ?? new Set([...before.parts.keys(), ...after.parts.keys()]))].sort(compareText);
  const found = names.flatMap((what): readonly SchemaDifference[] => {
    const [was, is] = [before.parts.get(what), after.parts.get(what)];
    if (was === is) return [];
    return [{ kind: was === undefined ? 'left-behind' : is === undefined ? 'not-restored' : 'changed', what }];
  });
  // What lies in a table goes and comes with it.
  const whole = new Set(found.filter(({ kind, what }) => kind !== 'changed' && what.startsWith('table ')).map(({ what }) => what.slice(6)));
  return found.filter(({ what }) => !isPartOf(what, whole));
}

/** Parts that are not the same in both. */
export const changedParts = (before: SchemaState, after: SchemaState): readonly string[] =>
  [...new Set([...before.parts.keys(), ...after.parts.keys()])].filter((what) => before.parts.get(what) !== after.parts.get(what));

function isPartOf(what: string, tables: ReadonlySet<string>): boolean {
  const [, kind = '', name = ''] = /^(\S+) (.*)$/s.exec(what) ?? [];
  return /^(column|constraint|index|trigger|policy|rule)$/.test(kind) && tables.has(name.slice(0, name.lastIndexOf('.')));
}

/** Columns that both have stand in another order. */
export function isReordered(before: SchemaState, after: SchemaState): boolean {
  const ranks = (state: SchemaState): string => {
    const columns = [...state.order].filter(([name]) => before.order.has(name) && after.order.has(name));
    return columns
      .map(([name, place]) => [name.slice(0, name.lastIndexOf('.')), Number(place), name] as const)
      .sort(([a, x], [b, y]) => compareText(a, b) || x - y)
      .map(([, , name]) => name)
      .join('\n');
  };
  return ranks(before) !== ranks(after);
}

/** Tables whose rows are gone with them. */
export const lostRows = (before: SchemaState, after: SchemaState): readonly { readonly table: string; readonly rows: number }[] =>
  [...before.rows].flatMap(([table, rows]) => (after.parts.has(`table ${table}`) ? [] : [{ table, rows }]));
