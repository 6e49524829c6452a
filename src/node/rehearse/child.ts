import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { PlannedFile } from '../../core/rehearse/order';
import { postgresql } from '../../core/rehearse/postgresql';
import { rehearse } from '../../core/rehearse/rehearse';
import { errorText } from '../../core/text/error-text';
import { openDatabase } from './database-host';
import type { DatabaseParts, FromChild, ToChild } from './protocol';

/**
 * A process of its own around the threads with databases: what this one takes can be measured, and it ends as a whole, also when
 * whoever has started it is gone.
 */

/** Milliseconds between looks at the memory. */
const look = 50;

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
  run(files).then(
    () => end({ kind: 'done', memory: Math.round(most) }),
    (error: unknown) => end(isOutOfMemory(error) ? { kind: 'over', code: 'memory' } : { kind: 'failed', message: errorText(error) }),
  );
});

async function run(files: readonly PlannedFile[]): Promise<void> {
  const parts = await databaseParts(__dirname);
  await rehearse(files, {
    system: postgresql,
    open: () => openDatabase(join(__dirname, 'rehearsal-database.js'), parts),
    clock: () => performance.now(),
    tell: (event) => process.send?.({ kind: 'event', event } satisfies FromChild),
  });
}

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

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
