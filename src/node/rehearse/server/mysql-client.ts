import { fork } from 'node:child_process';
import type { ServerFacts } from '../../../core/rehearse/server';
import { errorText } from '../../../core/text/error-text';
import type { MysqlAddress } from './address';
import { rightsIn, tooOldFor } from './mysql-grants';
import { openSession, type MysqlSession } from './mysql-session';
import { scratchServer, type Making } from './scratch-server';
import type { Server } from './server';

/** @throws Error if nobody can connect */
export async function connectTo(address: MysqlAddress): Promise<Server> {
  const control = await openSession(address);
  const { facts, shown } = await factsOf(control);
  return scratchServer({
    facts,
    shown: `${shown} at ${address.host}:${address.port}`,
    control,
    openSession: (database) => openSession(address, database),
    make: (name) => makeUntilTheEnd(address, name),
  });
}

async function factsOf(control: MysqlSession): Promise<{ readonly facts: ServerFacts; readonly shown: string }> {
  const valuesOf = async (sql: string): Promise<readonly string[]> =>
    (await control.run(sql)).rows.map((row) => String(Object.values(row)[0]));
  const [version = ''] = await valuesOf('SELECT VERSION()');
  const [role = ''] = await valuesOf('SELECT CURRENT_USER()');
  const databases = await valuesOf('SHOW DATABASES');
  const needed = tooOldFor(version);
  return {
    facts: {
      system: 'mysql',
      role,
      databases: databases.filter((name) => !/^(information_schema|performance_schema|mysql|sys)$/.test(name)),
      ...rightsIn(await valuesOf('SHOW GRANTS')),
      ...(needed !== undefined && { tooOldFor: needed }),
    },
    shown: `${/mariadb/i.test(version) ? 'MariaDB' : 'MySQL'} ${version.split('-', 1).join()}`,
  };
}

/** The word that makes a process of this file one that makes a database and drops it. */
const keeping = 'keep-database';

interface ToKeeper {
  readonly address: MysqlAddress;
  readonly name: string;
}

type FromKeeper = { readonly made: true } | { readonly failed: string };

/**
 * A process that makes the database, waits until nobody talks to it any more, and drops it: so it is dropped as well when this process is
 * killed, even while it is made.
 */
function makeUntilTheEnd(address: MysqlAddress, name: string): Making {
  const child = fork(__filename, [keeping], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: process.execArgv.filter((argument) => !argument.startsWith('--inspect')),
    // Of its own group: what ends this one at the keyboard does not end it.
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const dropped = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the database ${name} could not be dropped: drop it yourself`))));
  });
  const made = new Promise<void>((resolve, reject) => {
    child.on('message', (said: FromKeeper) => ('made' in said ? resolve() : reject(new Error(said.failed))));
    void dropped.then(
      () => reject(new Error('the database is dropped already')),
      () => reject(new Error(`the database ${name} could not be made`)),
    );
  });
  // Whoever waits for them is told.
  for (const one of [made, dropped]) one.catch(() => undefined);
  child.send({ address, name } satisfies ToKeeper, () => undefined);
  return {
    made,
    drop() {
      if (child.connected) child.disconnect();
      return dropped;
    },
  };
}

/** Whatever still runs in the database is ended first: the server would wait for it. */
async function drop(address: MysqlAddress, name: string): Promise<void> {
  const session = await openSession(address);
  const { rows } = await session.run(`SELECT ID AS seen FROM information_schema.PROCESSLIST WHERE DB = '${name}'`);
  // It may have ended by itself since.
  for (const row of rows) await session.run(`KILL ${Number(row['seen'])}`).catch(() => undefined);
  await session.run(`DROP DATABASE IF EXISTS ${name}`);
  await session.close();
}

async function keep({ address, name }: ToKeeper): Promise<void> {
  const isOver = new Promise<void>((resolve) => process.once('disconnect', resolve));
  const tell = (said: FromKeeper): void => void process.send?.(said, () => undefined);
  const session = await openSession(address);
  await session.run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`).then(
    () => tell({ made: true }),
    (error: unknown) => tell({ failed: errorText(error) }),
  );
  await session.close();
  if (process.connected) await isOver;
  await drop(address, name);
}

if (process.argv[2] === keeping)
  process.once('message', (asked: ToKeeper) => {
    void keep(asked).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
