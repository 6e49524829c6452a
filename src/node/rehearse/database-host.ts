import { Worker } from 'node:worker_threads';
import { DatabaseError, type Answer, type ScratchDatabase } from '../../core/rehearse/database';
import type { DatabaseParts, FromDatabase, ToDatabase } from './protocol';

/** The tables, rows and code of the thread, in megabytes; what it may have of WebAssembly is fixed in its bundle. */
const bounds = { maxOldGenerationSizeMb: 512, stackSizeMb: 8 };

interface Asked {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A database in a thread of its own, which ends with it: its memory is free then. `file`: the bundle that holds `database-thread.ts`. */
export function openDatabase(file: string, parts: DatabaseParts): Promise<ScratchDatabase> {
  const worker = new Worker(file, { workerData: parts, env: {}, execArgv: [], resourceLimits: bounds, stdout: true, stderr: true });
  const asked = new Map<number, Asked>();
  let asks = 0;
  let ended: Error | undefined;
  const run: ScratchDatabase['run'] = (sql) =>
    new Promise((resolve, reject) => {
      if (ended) throw ended;
      asked.set(++asks, { resolve, reject });
      worker.postMessage({ id: asks, sql } satisfies ToDatabase);
    });
  const close = async (): Promise<void> => {
    await worker.terminate();
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      ended ??= error;
      reject(error);
      for (const { reject: refuse } of asked.values()) refuse(error);
    };
    const settle = (id: number): Asked | undefined => {
      const found = asked.get(id);
      asked.delete(id);
      return found;
    };
    worker.on('message', (message: FromDatabase) => {
      if (message.kind === 'open') resolve({ server: message.server, mayMakeRoles: true, run, close });
      else if (message.kind === 'failed') fail(new Error(message.message));
      else if (message.kind === 'answer') settle(message.id)?.resolve(message.answer);
      else
        settle(message.id)?.reject(
          message.code === undefined ? new Error(message.message) : new DatabaseError(message.code, message.message),
        );
    });
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('the database ended')));
  });
}
