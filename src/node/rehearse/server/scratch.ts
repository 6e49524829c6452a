import type { ServerFacts } from '../../../core/rehearse/server';
import type { PostgresAddress } from './address';
import { openSession, startPsql } from './psql';
import { prefix, scratchServer, type Making } from './scratch-server';
import type { Server } from './server';

/** `DROP DATABASE … WITH (FORCE)` came with it, as `server_version_num` says it. */
const oldest = 130000;

const asked = `SELECT json_build_object(
  'version', current_setting('server_version_num')::int,
  'shown', current_setting('server_version'),
  'databases', (SELECT json_agg(datname) FROM pg_database),
  'owned', (SELECT coalesce(json_agg(d.datname), '[]') FROM pg_database d WHERE d.datdba = r.oid AND NOT starts_with(d.datname, '${prefix}')),
  'role', rolname, 'isSuperuser', rolsuper, 'mayCreate', rolcreatedb,
  'isPowerful', rolcreaterole OR rolreplication OR EXISTS (SELECT FROM pg_roles p WHERE pg_has_role(r.oid, p.oid, 'MEMBER')
    AND (p.rolsuper OR p.rolcreaterole OR p.rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')))
)::text AS seen FROM pg_roles r WHERE rolname = current_user`;

interface Shown {
  readonly shown: string;
  readonly version: number;
}

/** @throws Error if nobody can connect */
export async function connectTo(address: PostgresAddress): Promise<Server> {
  const control = await openSession(address, address.database);
  const [row] = (await control.run(asked)).rows;
  const { shown, version, ...told } = JSON.parse(String(row?.['seen'])) as Omit<ServerFacts, 'system'> & Shown;
  const facts: ServerFacts = { ...told, system: 'postgresql', ...(version < oldest && { tooOldFor: 'PostgreSQL 13' }) };
  return scratchServer({
    facts,
    shown: `PostgreSQL ${shown.split(' ', 1).join()} at ${address.host}:${address.port}`,
    control,
    openSession: (database) => openSession(address, database),
    make: (name) => makeUntilTheEnd(address, name),
  });
}

/**
 * A client that makes the database, waits until its input ends, and drops it: so it is dropped as well when this process is killed, even
 * while it is made.
 */
function makeUntilTheEnd(address: PostgresAddress, name: string): Making {
  const child = startPsql(address, address.database, ['-f', '-', '-c', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]);
  child.stdin.on('error', () => undefined);
  let printed = '';
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const dropped = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the database ${name} could not be dropped: drop it yourself`)),
    );
  });
  const made = new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const [, code] = /made (\w{5})\s/.exec(printed) ?? [];
      if (code === '00000') resolve();
      else if (code !== undefined) reject(new Error(said.trim()));
    });
    void dropped.then(
      () => reject(new Error('the database is dropped already')),
      () => reject(new Error(said.trim())),
    );
  });
  // Whoever waits for them is told.
  for (const one of [made, dropped]) one.catch(() => undefined);
  child.stdin.write(`CREATE DATABASE ${name} TEMPLATE template0;\n\\echo made :SQLSTATE\n`);
  return {
    made,
    drop() {
      child.stdin.end();
      return dropped;
    },
  };
}
