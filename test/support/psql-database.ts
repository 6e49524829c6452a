import { spawn } from 'node:child_process';
import { DatabaseError, type Answer, type ScratchDatabase } from '../../src/core/rehearse/database';
import type { Postgres } from './postgres';

/** One session of a real server, through a `psql` that stays open. What is asked answers with one column, called `seen`. */
export function psqlDatabase({ port }: Postgres, database: string): ScratchDatabase {
  const child = spawn('psql', ['-XAtq', '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-d', database], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let output = '';
  let waiting: (() => void) | undefined;
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    if (output.endsWith('@@\n')) waiting?.();
  });
  let turn: Promise<unknown> = Promise.resolve();
  const ask = async (sql: string): Promise<Answer> => {
    output = '';
    const answered = new Promise<void>((resolve) => (waiting = resolve));
    child.stdin.write(`${sql}\n;\n\\echo @@:SQLSTATE @@:LAST_ERROR_MESSAGE @@\n`);
    await answered;
    const [, seen = '', code = '', message = ''] = /^([^]*?)@@(\w+) @@([^]*) @@\n$/.exec(output) ?? [];
    if (code !== '00000') throw new DatabaseError(code, message);
    return { rows: [{ seen }], written: 0 };
  };
  return {
    server: 'psql',
    mayMakeRoles: true,
    run(sql) {
      const next = turn.then(() => ask(sql));
      turn = next.catch(() => undefined);
      return next;
    },
    close: () =>
      new Promise((resolve) => {
        child.on('close', () => resolve());
        child.stdin.end();
      }),
  };
}
