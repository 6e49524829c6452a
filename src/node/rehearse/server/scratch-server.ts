import { randomBytes } from 'node:crypto';
import type { ScratchDatabase } from '../../../core/rehearse/database';
import type { ServerFacts } from '../../../core/rehearse/server';
import type { Server } from './server';

/** How the databases of a rehearsal begin. */
export const prefix = 'upgrade_review_';

export interface ServerSession extends Pick<ScratchDatabase, 'run' | 'renew'> {
  readonly close: () => Promise<void>;
  /** At once: nobody waits for what runs. */
  readonly kill: () => void;
}

/** A database that is dropped whatever ends this process. */
export interface Making {
  readonly made: Promise<void>;
  /** However often it is asked for. */
  readonly drop: () => Promise<void>;
}

/** What a system of databases does in its own way. */
interface System {
  readonly facts: ServerFacts;
  /** For people: `PostgreSQL 15.8 at db:5432`. */
  readonly shown: string;
  readonly control: ServerSession;
  readonly openSession: (database: string) => Promise<ServerSession>;
  readonly make: (name: string) => Making;
}

/** Makes databases of names that nobody has, and knows all that has to be ended and dropped. */
export function scratchServer({ facts, shown, control, openSession, make }: System): Server {
  const sessions = new Set<ServerSession>([control]);
  const drops = new Set<Making['drop']>();
  let isClosing = false;
  const session = async (database: string): Promise<ServerSession> => {
    const opened = await openSession(database);
    sessions.add(opened);
    return opened;
  };
  return {
    facts,
    async open() {
      const name = `${prefix}${randomBytes(8).toString('hex')}`;
      if (isClosing) throw new Error('the rehearsal is over');
      const { made, drop } = make(name);
      drops.add(drop);
      await made;
      const database = ({ run, renew }: ServerSession, close: () => Promise<void>): ScratchDatabase => ({
        server: shown,
        mayMakeRoles: false,
        run,
        ...(renew && { renew }),
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
      isClosing = true;
      if (isHurried) for (const one of sessions) one.kill();
      else await Promise.all([...sessions].map((one) => one.close()));
      await Promise.all([...drops].map((drop) => drop()));
    },
  };
}
