import type { ScratchDatabase } from './database';

/** What is seen of a session between two statements of a transaction. */
export interface Look {
  readonly lockTimeout: string;
  readonly locks: readonly (Relation & { readonly mode: string })[];
  /** Scans of whole tables in this transaction, by object id. */
  readonly scans: ReadonlyMap<string, number>;
}

export interface Relation {
  /** Object id. */
  readonly id: string;
  /** With its schema; absent: dropped. */
  readonly name?: string;
  /** `r`: table, `i`: index, `m`: materialized view, … */
  readonly kind?: string;
  /** Of the file that holds its rows. */
  readonly node?: string;
}

/** Object ids below are the system's own. */
const firstOwn = 16384;

/** Names are written out: a script may have chosen another search path. */
const look = `SELECT pg_catalog.json_build_object(
  'timeout', pg_catalog.current_setting('lock_timeout'),
  'locks', (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(l.relation::pg_catalog.text, l.mode,
      n.nspname::pg_catalog.text || '.' || c.relname::pg_catalog.text, c.relkind::pg_catalog.text, pg_catalog.pg_relation_filenode(c.oid)::pg_catalog.text))
    FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid() AND l.granted AND l.relation::pg_catalog.int8 >= ${firstOwn}
      AND (n.nspname IS NULL OR n.nspname !~ '^(pg_toast|pg_temp)')),
  'scans', (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(s.relid::pg_catalog.text, s.seq_scan))
    FROM pg_catalog.pg_stat_xact_user_tables s WHERE s.seq_scan > 0)
)::pg_catalog.text AS seen`;

const relations = `SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_array(c.oid::pg_catalog.text,
    n.nspname::pg_catalog.text || '.' || c.relname::pg_catalog.text, c.relkind::pg_catalog.text, pg_catalog.pg_relation_filenode(c.oid)::pg_catalog.text)), '[]')::pg_catalog.text AS seen
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid::pg_catalog.int8 >= ${firstOwn} AND n.nspname !~ '^(pg_|information_schema$)'`;

type Row = readonly (string | number | null)[];

const seenBy = async (database: ScratchDatabase, query: string): Promise<unknown> => {
  const [row] = (await database.run(query)).rows;
  return JSON.parse(row?.['seen'] as string);
};

/** @throws DatabaseError in a transaction that was given up */
export async function lookAt(database: ScratchDatabase): Promise<Look> {
  const { timeout, locks, scans } = (await seenBy(database, look)) as {
    readonly timeout: string;
    readonly locks: readonly Row[] | null;
    readonly scans: readonly Row[] | null;
  };
  return {
    lockTimeout: timeout,
    locks: (locks ?? []).map(([id, mode, name, kind, node]) => ({
      ...relationOf([id ?? '', name ?? null, kind ?? null, node ?? null]),
      mode: String(mode),
    })),
    scans: new Map((scans ?? []).map(([id, count]) => [String(id), Number(count)])),
  };
}

/** All relations of the database, by object id. */
export async function relationsIn(database: ScratchDatabase): Promise<Map<string, Relation>> {
  const rows = (await seenBy(database, relations)) as readonly Row[];
  return new Map(rows.map(relationOf).map((relation) => [relation.id, relation]));
}

const relationOf = ([id, name, kind, node]: Row): Relation => ({
  id: String(id),
  ...(name !== null && { name: String(name) }),
  ...(kind !== null && { kind: String(kind) }),
  ...(node !== null && { node: String(node) }),
});
