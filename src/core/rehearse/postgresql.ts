import { relationsIn } from './observe';
import { stateOf } from './schema';
import { seed } from './seed';
import { runSession } from './session';
import type { RehearsedSystem } from './system';

/** PostgreSQL, whose transactions hold changes of the schema, so that a session sees its own locks. */
export const postgresql: RehearsedSystem = {
  runSession,
  relationsIn: async (database) => new Set((await relationsIn(database)).keys()),
  stateOf,
  async processOf(database) {
    const [row] = (await database.run('SELECT pg_catalog.pg_backend_pid() AS seen')).rows;
    return Number(row?.['seen']);
  },
  async waiting(database, processes) {
    const query = `SELECT coalesce(json_agg(json_build_array(pid, blockers)), '[]')::text AS seen
    FROM (SELECT pid, pg_catalog.pg_blocking_pids(pid) AS blockers FROM unnest(ARRAY[${processes.join(', ')}]) AS pid) AS asked WHERE cardinality(blockers) > 0`;
    const [row] = (await database.run(query)).rows;
    return new Map(JSON.parse(String(row?.['seen'])) as (readonly [number, readonly number[]])[]);
  },
  seed,
  sleep: (seconds) => `SELECT pg_catalog.pg_sleep(${seconds})`,
  writeOne: ({ quoted, column }, offset) =>
    `UPDATE ${quoted} SET ${column} = ${column} WHERE ctid IN (SELECT ctid FROM ${quoted} LIMIT 1 OFFSET ${offset})`,
  codes: { deadlock: '40P01', gaveUp: '55P03' },
};
