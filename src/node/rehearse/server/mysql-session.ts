import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { DatabaseError, type Answer } from '../../../core/rehearse/database';
import type { MysqlAddress } from './address';

/** One session of a server of MySQL or MariaDB. */
export interface MysqlSession {
  /** Runs one statement. @throws DatabaseError, and Error if the session is over */
  readonly run: (sql: string) => Promise<Answer>;
  /** What it has set, opened and locked is gone. */
  readonly renew: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** At once: nobody waits for what runs. */
  readonly kill: () => void;
}

/** Milliseconds. */
const connectTimeout = 10_000;

/**
 * Connects without a file of this machine for the server to ask for (`LOAD DATA LOCAL`), and with one statement at a time.
 * @throws Error if nobody can connect
 */
export async function openSession(address: MysqlAddress, database?: string): Promise<MysqlSession> {
  const { host, port, user, socket, encryption, password = process.env['MYSQL_PWD'] } = address;
  const connection = await createConnection({
    ...(socket === undefined ? { host, port: Number(port) } : { socketPath: socket }),
    user,
    ...(password !== undefined && { password }),
    ...(database !== undefined && { database }),
    ...(encryption !== 'none' && { ssl: { rejectUnauthorized: encryption === 'checked' } }),
    flags: ['-LOCAL_FILES'],
    charset: 'utf8mb4',
    connectTimeout,
    dateStrings: true,
    supportBigNumbers: true,
  });
  // Whoever asks next is told.
  connection.on('error', () => undefined);
  let giveUp: (error: Error) => void = () => undefined;
  const killed = new Promise<never>((_resolve, reject) => (giveUp = reject));
  killed.catch(() => undefined);
  return {
    run: (sql) => Promise.race([answered(connection, sql), killed]),
    renew: () => Promise.race([connection.reset(), killed]),
    close: () => connection.end().catch(() => undefined),
    kill() {
      connection.destroy();
      // What is asked is never answered then.
      giveUp(new Error('the connection to the server ended'));
    },
  };
}

async function answered(connection: Connection, sql: string): Promise<Answer> {
  try {
    const [result] = await connection.query(sql);
    // Of a routine it is the results of all its statements, which nobody asks for.
    return Array.isArray(result) ? { rows: result.filter(isRow), written: 0 } : { rows: [], written: result.affectedRows };
  } catch (error) {
    if (isServersWord(error)) throw new DatabaseError(String(error.errno), error.message);
    throw error;
  }
}

const isRow = (value: object): value is RowDataPacket => !Array.isArray(value);

/** What the server says against a statement, and not a connection that ended. */
const isServersWord = (error: unknown): error is Error & { readonly errno: number } =>
  error instanceof Error &&
  'errno' in error &&
  typeof error.errno === 'number' &&
  'sqlState' in error &&
  !('fatal' in error && error.fatal === true);
