import type { ScratchDatabase } from '../../src/core/rehearse/database';
import { serverAddress, type PostgresAddress } from '../../src/node/rehearse/server/address';
import { openSession } from '../../src/node/rehearse/server/psql';
import type { Postgres } from './postgres';

export function addressOf({ port }: Postgres, role = 'postgres'): PostgresAddress {
  const address = serverAddress(`postgres://${role}@127.0.0.1:${port}/postgres`);
  if (address?.system !== 'postgresql') throw new Error('no address');
  return address;
}

/** One session of a real server. */
export async function psqlDatabase(server: Postgres, database: string): Promise<ScratchDatabase> {
  const { run, close } = await openSession(addressOf(server), database);
  return { server: 'psql', mayMakeRoles: true, run, close };
}
