import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Unpack, Unpacked } from '../../core/archive/unpacked';
import { errorText } from '../../core/text/error-text';
import { unpack } from './unpack-here';

export { unpack };

const role = 'unpack';

/** What the thread is started with, and what it posts. */
interface Start {
  readonly role: typeof role;
  readonly bytes: Uint8Array;
  readonly limit: number;
}
type Outcome = { readonly unpacked: Unpacked } | { readonly failed: string };

/** Milliseconds that one container may take, and megabytes beside what it unpacks to. */
const longest = 60_000;
const mostMemory = 1024;

/** This file as it was bundled; without a bundle nothing can be started from it. */
const bundle = __filename.endsWith('.js') ? __filename : undefined;

/** As `unpack`, in a thread of its own. */
export const unpackApart: Unpack = (bytes, limit) => {
  if (bundle === undefined) return unpack(bytes, limit);
  return new Promise((resolve, reject) => {
    const worker = new Worker(bundle, {
      workerData: { role, bytes, limit } satisfies Start,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    });
    const timer = setTimeout(() => end(new Error(`it took longer than ${longest / 1000} s to unpack`)), longest);
    const end = (outcome: Unpacked | Error): void => {
      clearTimeout(timer);
      void worker.terminate();
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome);
    };
    worker.on('message', (outcome: Outcome) => end('unpacked' in outcome ? outcome.unpacked : new Error(outcome.failed)));
    worker.on('error', (error: Error & { code?: string }) =>
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Error(`it needed more than ${mostMemory} MB of memory to unpack`) : error),
    );
  });
};

const start = isMainThread ? undefined : (workerData as Partial<Start> | undefined);
if (start?.role === role && start.bytes && start.limit !== undefined) {
  unpack(start.bytes, start.limit)
    .then((unpacked): Outcome => ({ unpacked }))
    .catch((error: unknown): Outcome => ({ failed: errorText(error) }))
    .then((outcome) => parentPort?.postMessage(outcome))
    .catch(() => undefined);
}
