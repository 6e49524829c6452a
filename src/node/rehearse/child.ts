import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { gunzip } from 'node:zlib';
import { errorText } from '../../core/text/error-text';
import type { DatabaseParts, DatabaseStart, FromChild, FromDatabase, ToChild } from './protocol';

/**
 * A process of its own around the thread with the database: what this one takes can be measured, and it ends as a whole, also when
 * whoever has started it is gone.
 */

/** Milliseconds between looks at the memory. */
const look = 50;

/** The tables, rows and code of the thread; what it may have of WebAssembly is fixed in its bundle. */
const heap = { maxOldGenerationSizeMb: 512, stackSizeMb: 8 };

let most = 0;

function end(message: FromChild): void {
  process.send?.(message, () => process.exit());
}

process.on('disconnect', () => process.exit());
process.once('message', ({ files, bounds }: ToChild) => {
  setTimeout(() => end({ kind: 'over', code: 'time' }), bounds.time);
  setInterval(() => {
    const megabytes = process.memoryUsage.rss() / 2 ** 20;
    most = Math.max(most, megabytes);
    if (megabytes > bounds.memory) end({ kind: 'over', code: 'memory' });
  }, look);
  databaseParts(__dirname).then(
    (parts) => start({ files, parts }),
    (error: unknown) => end({ kind: 'failed', message: errorText(error) }),
  );
});

function start(workerData: DatabaseStart): void {
  const worker = new Worker(join(__dirname, 'rehearsal-database.js'), {
    workerData,
    env: {},
    execArgv: [],
    resourceLimits: heap,
    stdout: true,
    stderr: true,
  });
  worker.on('message', (message: FromDatabase) => {
    if (message.kind === 'event') process.send?.(message);
    else end(message.kind === 'done' ? { ...message, memory: Math.round(most) } : message);
  });
  worker.on('error', (error: Error & { code?: string }) =>
    end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { kind: 'over', code: 'memory' } : { kind: 'failed', message: error.message }),
  );
}

async function databaseParts(folder: string): Promise<DatabaseParts> {
  const read = (name: string): Promise<Uint8Array<ArrayBuffer>> => readFile(join(folder, 'pglite', name));
  const [program, setUp, shared, cluster] = await Promise.all([
    read('pglite.wasm').then((bytes) => WebAssembly.compile(bytes)),
    read('initdb.wasm').then((bytes) => WebAssembly.compile(bytes)),
    read('pglite.data'),
    read('cluster.tar.gz').then((bytes) => promisify(gunzip)(bytes)),
  ]);
  return { program, setUp, shared, cluster };
}
