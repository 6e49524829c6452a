import { parentPort, Worker } from 'node:worker_threads';
import type { SqlScript } from '../../core/parse/sql';
import { loadSqlParser, parseSql } from '../../core/parse/sql';
import type { ReadSql } from '../../core/subject/parse-file';
import { sqlRole, type WorkerStart } from './protocol';

/**
 * Reads SQL in a thread of its own, beside the one that reads everything else: its grammar takes most of the time of a review,
 * and what it gives is small. Nobody watches this thread but whoever watches the other: a text that does not come to an end
 * holds that one up.
 */
export interface SqlThread {
  readonly read: ReadSql;
  close(): Promise<unknown>;
}

interface Job {
  readonly id: number;
  readonly text: string;
}

interface Done {
  readonly id: number;
  readonly script?: SqlScript;
  readonly failed?: string;
}

/** `file`: the bundle that starts `startSqlThread`. */
export function sqlThread(file: string): SqlThread {
  const worker = new Worker(file, { workerData: { role: sqlRole } satisfies WorkerStart, execArgv: [] });
  const waiting = new Map<number, { resolve: (script: SqlScript) => void; reject: (error: Error) => void }>();
  let jobs = 0;
  worker.unref();
  worker.on('message', ({ id, script, failed }: Done) => {
    const job = waiting.get(id);
    waiting.delete(id);
    if (script) job?.resolve(script);
    else job?.reject(new Error(failed));
  });
  worker.on('error', (error) => {
    for (const job of waiting.values()) job.reject(error);
    waiting.clear();
  });
  return {
    read: (text) =>
      new Promise((resolve, reject) => {
        waiting.set(++jobs, { resolve, reject });
        worker.postMessage({ id: jobs, text } satisfies Job);
      }),
    close: () => worker.terminate(),
  };
}

export function startSqlThread(): void {
  const ready = loadSqlParser();
  parentPort?.on('message', ({ id, text }: Job) => {
    void ready
      .then(() => ({ id, script: parseSql(text) }))
      .catch((error: unknown) => ({ id, failed: String(error) }))
      .then((done: Done) => parentPort?.postMessage(done));
  });
}
