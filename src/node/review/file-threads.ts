import { availableParallelism } from 'node:os';
import { setImmediate as otherWork } from 'node:timers/promises';
import { parentPort, Worker } from 'node:worker_threads';
import { newCache } from '../../core/review/cache';
import { lookerFor } from '../../core/review/request';
import { tellFile, type OtherReaders, type ToldFile } from '../../core/review/told-file';
import { configureRules } from '../../core/rules/configure';
import { rules } from '../../core/rules/index';
import { readSite } from '../../core/catalog/site';
import { loadSqlParser } from '../../core/parse/sql';
import { keepSyntaxOf } from '../../core/subject/lazy-syntax';
import type { FileText } from '../../core/subject/parse-text';
import { errorText } from '../../core/text/error-text';
import { verifyIssued } from '../verify';
import { fileRole, resourcesOf, type FileThreadTask, type WorkerStart } from './protocol';

/** Characters that wait for one thread: it has something to do while the other does not listen. */
const mostWaiting = 100_000;

/** More threads tell more than one can take. */
const mostThreads = 4;

/**
 * Threads that parse files and look at them, beside the one that reviews the package: files are independent of each other, and
 * what is told of them is small. Nobody watches these threads but whoever watches the other: a file that does not come to an end
 * holds that one up. `file`: the bundle that starts `startFileThread`. `undefined`: there is one processor only.
 */
export function fileThreads(file: string, task: FileThreadTask): OtherReaders | undefined {
  const count = Math.min(availableParallelism() - 1, mostThreads);
  if (count < 1) return undefined;
  const threads = Array.from({ length: count }, () => startThread(file, task));
  return {
    tell(text) {
      const [free] = threads.filter(({ load }) => load() < mostWaiting).sort((a, b) => a.load() - b.load());
      return free?.tell(text);
    },
    listen: () => otherWork(),
    end() {
      for (const { worker } of threads) void worker.terminate();
    },
  };
}

interface Job {
  readonly size: number;
  readonly resolve: (told: ToldFile | undefined) => void;
  readonly reject: (error: Error) => void;
}

type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'told'; readonly id: number; readonly told: ToldFile }
  | { readonly kind: 'failed'; readonly id: number; readonly why: string };

function startThread(file: string, task: FileThreadTask) {
  const worker = new Worker(file, {
    workerData: { role: fileRole, task } satisfies WorkerStart,
    execArgv: [],
    resourceLimits: resourcesOf(task.memory),
  });
  const waiting = new Map<number, Job>();
  let jobs = 0;
  // Nobody waits for it to start.
  let load = Infinity;
  const settle = (id: number): Job | undefined => {
    const job = waiting.get(id);
    waiting.delete(id);
    load -= job?.size ?? 0;
    return job;
  };
  // It was at the first one; whoever asked for the others reads them.
  const fail = (why: string): void => {
    const [first, ...others] = [...waiting.keys()].map(settle);
    load = Infinity;
    first?.reject(new Error(why));
    for (const job of others) job?.resolve(undefined);
  };
  worker.unref();
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ready') load = 0;
    else if (message.kind === 'told') settle(message.id)?.resolve(message.told);
    else settle(message.id)?.reject(new Error(message.why));
  });
  worker.on('error', (error: Error & { code?: string }) =>
    fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? `needed more than ${task.memory} MB of memory` : error.message),
  );
  worker.on('exit', () => fail('the thread that read it ended'));
  return {
    worker,
    load: () => load,
    tell: (text: FileText) =>
      new Promise<ToldFile | undefined>((resolve, reject) => {
        waiting.set(++jobs, { size: text.text.length, resolve, reject });
        load += text.text.length;
        worker.postMessage({ id: jobs, text });
      }),
  };
}

const post = (message: FromThread): void => parentPort?.postMessage(message);

export function startFileThread({ site, rules: settings, environment, now, inventoryDays, leftOut }: FileThreadTask): void {
  const { inventory, catalog, ruleLayers } = readSite(site);
  const { rules: running } = configureRules(rules, [...ruleLayers, ...settings]);
  const request = { inventory, catalog, environment, now, inventoryDays, leftOut, rules: running, verify: verifyIssued };
  const looker = lookerFor(request, newCache().looks);
  keepSyntaxOf(0);
  parentPort?.on('message', ({ id, text }: { readonly id: number; readonly text: FileText }) => {
    void tellFile(text, looker)
      .then((told): FromThread => ({ kind: 'told', id, told }))
      .catch((error: unknown): FromThread => ({ kind: 'failed', id, why: errorText(error) }))
      .then(post);
  });
  void loadSqlParser().then(() => post({ kind: 'ready' }));
}
