import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { DatabaseError, type Answer } from '../../../core/rehearse/database';
import type { PostgresAddress } from './address';

/** One session of a server, through a `psql` that stays open. */
export interface PsqlSession {
  /** Runs one statement, or several. @throws DatabaseError, and Error if the session is over */
  readonly run: (sql: string) => Promise<Answer>;
  readonly close: () => Promise<void>;
  /** At once: whatever runs is given up. */
  readonly kill: () => void;
}

/** Between fields and records; of a value that is null. Texts do not have them. */
const [field, record, none] = ['\u001f', '\u001e', '\u001d'];

/** Texts that no client can take for anything else; the server is not asked to hand them over. */
const plain = /^[\w\s,;]*$/;

/** Characters that are kept of what psql says when it cannot connect. */
const mostSaid = 2000;

/** Of our own environment only what a client of PostgreSQL goes by. */
const environment = ({ password }: PostgresAddress): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(PG.*|PATH|HOME|USERPROFILE|APPDATA|SystemRoot)$/i.test(name))),
  ...(password !== undefined && { PGPASSWORD: password }),
  PGAPPNAME: 'upgrade-review',
  PGCLIENTENCODING: 'UTF8',
  PGCONNECT_TIMEOUT: '10',
});

/**
 * Starts psql for a database: without a settings file of somebody, and without asking for a password. It has a group of processes of its
 * own: what ends this one at the keyboard does not end it, but the end of its input does.
 */
export const startPsql = (address: PostgresAddress, database: string, args: readonly string[]): ChildProcessWithoutNullStreams =>
  spawn('psql', ['-X', '-w', '-d', address.uri(database), ...args], { env: environment(address), detached: true, windowsHide: true });

/** @throws Error if nobody can connect */
export async function openSession(address: PostgresAddress, database: string): Promise<PsqlSession> {
  const child = startPsql(address, database, ['-A', '-F', field, '-R', record, '-P', 'footer=off', '-P', `null=${none}`]);
  const mark = randomBytes(12).toString('hex');
  let output = '';
  let said = '';
  let ended: Error | undefined;
  let asked: { readonly answer: (text: string) => void; readonly fail: (error: Error) => void } | undefined;
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const end = (error: Error): void => {
    ended ??= error;
    asked?.fail(ended);
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    const whole = answers(mark).exec(output);
    if (whole) asked?.answer(output);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < mostSaid) said += text;
  });
  child.stdin.on('error', () => undefined);
  child.on('error', (error) =>
    end('code' in error && error.code === 'ENOENT' ? new Error('psql, the client of PostgreSQL, is not installed') : error),
  );
  void closed.then(() => end(new Error(said.trim() || 'the connection to the server ended')));

  const ask = async (sql: string): Promise<Answer> => {
    output = '';
    const told = await new Promise<string>((answer, fail) => {
      asked = { answer, fail };
      if (ended) fail(ended);
      else child.stdin.write(`${sql}\n\\echo ${mark} :SQLSTATE :LAST_ERROR_MESSAGE\n\\echo ${mark}\n`);
    });
    const [, printed = '', code = '', message = ''] = answers(mark).exec(told) ?? [];
    if (code !== '00000') throw new DatabaseError(code, message);
    return answerIn(printed);
  };
  let turn: Promise<unknown> = Promise.resolve();
  const run: PsqlSession['run'] = (sql) => {
    const next = turn.then(() => ask(handedOver(sql)));
    turn = next.catch(() => undefined);
    return next;
  };
  await run('SELECT 1');
  return {
    run,
    close() {
      child.stdin.end();
      return closed;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

const answers = (mark: string): RegExp => new RegExp(`^([^]*?)${mark} (\\w{5}) ([^]*?)\\r?\\n${mark}\\r?\\n$`);

/**
 * psql obeys commands of its own in what it reads, and some start programs. So the server is given the text as a value and hands it back
 * for psql to send as it is (`\gexec`): nothing in it is looked at on this side.
 */
function handedOver(sql: string): string {
  if (sql.includes('\0')) throw new DatabaseError('22021', 'the statement has a zero byte');
  if (plain.test(sql)) return `${sql};`;
  const quote = `$q${randomBytes(12).toString('hex')}$`;
  return `SELECT ${quote}${sql}${quote} \\gexec`;
}

/** What the server calls a statement that wrote rows, with their number. */
const writing = /(?:^|\n)(?:INSERT \d+|UPDATE|DELETE|MERGE|COPY) (\d+)\r?\n$/;

function answerIn(printed: string): Answer {
  const tag = writing.exec(printed);
  const [head, ...records] = (tag ? printed.slice(0, tag.index) : printed.replace(/\r?\n$/, '')).split(record);
  const names = head?.split(field) ?? [];
  const rows = records.map((line) =>
    Object.fromEntries(line.split(field).map((value, at) => [names[at] ?? '', value === none ? null : value] as const)),
  );
  return { rows, written: Number(tag?.[1] ?? 0) };
}
