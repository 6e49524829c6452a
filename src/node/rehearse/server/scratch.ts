import { randomBytes } from 'node:crypto';
import type { ScratchDatabase } from '../../../core/rehearse/database';
import type { ServerFacts } from '../../../core/rehearse/server';
import type { ServerAddress } from './address';
import { openSession, startPsql, type PsqlSession } from './psql';

/** How the databases of a rehearsal begin. */
const prefix = 'upgrade_review_';

const asked = `SELECT json_build_object(
  'version', current_setting('server_version_num')::int,
  'shown', current_setting('server_version'),
  'databases', (SELECT json_agg(datname) FROM pg_database),
  'owned', (SELECT coalesce(json_agg(d.datname), '[]') FROM pg_database d WHERE d.datdba = r.oid AND NOT starts_with(d.datname, '${prefix}')),
  'role', rolname, 'isSuperuser', rolsuper, 'mayCreate', rolcreatedb,
  'isPowerful', rolcreaterole OR rolreplication OR EXISTS (SELECT FROM pg_roles p WHERE pg_has_role(r.oid, p.oid, 'MEMBER')
    AND (p.rolsuper OR p.rolcreaterole OR p.rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')))
)::text AS seen FROM pg_roles r WHERE rolname = current_user`;

/** A server on which databases are made and dropped again. */
export interface Server {
  readonly facts: ServerFacts;
  /** Another one each time. */
  open(): Promise<ScratchDatabase>;
  /** Ends all sessions and drops all databases; if `isHurried`, what runs is given up. */
  close(isHurried: boolean): Promise<void>;
}

/** @throws Error if nobody can connect */
export async function connectTo(address: ServerAddress): Promise<Server> {
  const control = await openSession(address, address.database);
  const [row] = (await control.run(asked)).rows;
  const { shown, ...facts } = JSON.parse(String(row?.['seen'])) as ServerFacts & { readonly shown: string };
  const sessions = new Set<PsqlSession>([control]);
  const drops = new Set<() => Promise<void>>();
  const session = async (database: string): Promise<PsqlSession> => {
    const opened = await openSession(address, database);
    sessions.add(opened);
    return opened;
  };
  return {
    facts,
    async open() {
      const name = `${prefix}${randomBytes(8).toString('hex')}`;
      const dropIt = dropsAtTheEnd(address, name);
      const drop = async (): Promise<void> => {
        if (drops.delete(drop)) await dropIt();
      };
      drops.add(drop);
      await control.run(`CREATE DATABASE ${name} TEMPLATE template0`);
      const database = (first: PsqlSession, close: () => Promise<void>): ScratchDatabase => ({
        server: `PostgreSQL ${shown.split(' ', 1).join()} at ${address.host}:${address.port}`,
        mayMakeRoles: false,
        run: first.run,
        close,
        another: async () => {
          const more = await session(name);
          return database(more, () => more.close());
        },
      });
      const first = await session(name);
      return database(first, async () => {
        await first.close();
        await drop();
      });
    },
    async close(isHurried) {
      if (isHurried) for (const one of sessions) one.kill();
      await Promise.all([...sessions].map((one) => one.close()));
      await Promise.all([...drops].map((drop) => drop()));
    },
  };
}

/**
 * A client that waits until its input ends and then drops the database: so it is dropped as well when this process is killed. It is
 * told before the database is made.
 */
function dropsAtTheEnd(address: ServerAddress, name: string): () => Promise<void> {
  const child = startPsql(address, address.database, ['-f', '-', '-c', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]);
  child.stdin.on('error', () => undefined);
  child.stdout.resume();
  child.stderr.resume();
  const dropped = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the database ${name} could not be dropped: drop it yourself`)),
    );
  });
  // Whoever waits for it is told.
  dropped.catch(() => undefined);
  return () => {
    child.stdin.end();
    return dropped;
  };
}
