import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ShownPlan } from '../../core/review/shown-plan';
import type { LeftOut } from '../../core/review/watch';
import { boardOn, boardSize, type Board } from './board';
import {
  noPlan,
  resourcesOf,
  reviewRole,
  type FromWorker,
  type Question,
  type Questions,
  type Reviewed,
  type ReviewPart,
  type ReviewTask,
  type ToWorker,
  type WorkerStart,
} from './protocol';
import { putTogether } from './parts';

export interface ReviewOptions {
  readonly signal?: AbortSignal;
  /** Called a few times a second. `path`: what is at hand, or `''`. */
  readonly progress?: (done: number, total: number, path: string) => void;
}

/** Reviews one package after the other in a thread of its own, so that nothing in a package can hold its host up. */
export interface Reviewer {
  /** Starts the thread that the first review will need, while its task is put together. */
  prepare(task: Pick<ReviewTask, 'package'>): void;
  /** @throws ReviewCancelled if the signal asks for it; Error if the package cannot be opened or reviewed. */
  review(task: ReviewTask, options?: ReviewOptions): Promise<Reviewed>;
  /** `undefined` if nobody can say: nothing was reviewed yet, or the text took too long. */
  ask<Q extends Question>(question: Q, ask: Questions[Q]['ask']): Promise<Questions[Q]['answer'] | undefined>;
  close(): Promise<void>;
}

export class ReviewCancelled extends Error {}

export interface Bounds {
  /** Milliseconds of processor time for one file or one rule; where others have the processors it may take several times as long. */
  readonly unit: number;
  /** Milliseconds for anything else between two steps: unpacking an inner archive, reading a large file. */
  readonly other: number;
  /** Megabytes of memory. */
  readonly memory: number;
  /** Files and rules that are given up before the whole review is. */
  readonly most: number;
}

export const usualBounds: Bounds = { unit: 10_000, other: 120_000, memory: 1280, most: 20 };

/** Milliseconds between looks at where the worker is. */
const look = 50;

/** How much longer than its time of the processor something may take, on a machine that does many other things. */
const starved = 6;

/** Milliseconds that the threads of this process have worked. */
function workedSince(used: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1000;
}

/** `file`: the bundle that starts `worker.ts`. */
export function threadReviewer(file: string, bounds: Bounds = usualBounds): Reviewer {
  let thread: Thread | undefined;
  let questions = 0;
  /** Of this package: they take as long at the next review. */
  const leftOut = new Map<string, string>();
  let turn: Promise<unknown> = Promise.resolve();

  const started = (task?: Pick<ReviewTask, 'package'>): Thread => {
    if (thread) return thread;
    const fresh = startThread(file, isLarge(task) ? { ...bounds, memory: bounds.memory * largeFactor } : bounds);
    // One that ends while nobody waits for it must not be waited for later.
    fresh.worker.once('exit', () => {
      if (thread === fresh) thread = undefined;
    });
    thread = fresh;
    return fresh;
  };
  const end = async (): Promise<void> => {
    const ending = thread;
    thread = undefined;
    await ending?.worker.terminate();
  };

  const review = async (task: ReviewTask, options: ReviewOptions): Promise<Reviewed> => {
    for (;;) {
      const outcome = await reviewOnce(started(task), task, leftOut, options, bounds);
      if (outcome.kind === 'reviewed') return outcome.result;
      if (outcome.kind === 'cancelled') throw new ReviewCancelled('cancelled');
      if (outcome.kind === 'failed') throw new Error(outcome.message);
      await end();
      if (outcome.at === '' || leftOut.has(outcome.at) || leftOut.size >= bounds.most)
        throw new Error(`the review was given up: it ${outcome.why}`);
      leftOut.set(outcome.at, outcome.why);
      if (options.signal?.aborted) throw new ReviewCancelled('cancelled');
    }
  };

  return {
    prepare: (task) => void started(task),
    review(task, options = {}) {
      const next = turn.then(() => review(task, options));
      turn = next.catch(() => undefined);
      return next;
    },
    async ask(question, ask) {
      const id = ++questions;
      return answerOf(started(), { kind: 'question', id, question, ask }) as Promise<never>;
    },
    close: end,
  };
}

/** Bytes of an archive from which its texts may need more memory, and how many times as much; a folder is not packed at all. */
const largePackage = 16 * 2 ** 20;
const largeFactor = 3;

function isLarge(task: Pick<ReviewTask, 'package'> | undefined): boolean {
  if (!task) return false;
  if ('bytes' in task.package) return task.package.bytes.length > largePackage;
  const found = statSync(task.package.path, { throwIfNoEntry: false });
  return found !== undefined && (found.isDirectory() || found.size > largePackage);
}

interface Thread {
  readonly worker: Worker;
  readonly board: Board;
  /** What it told last: it does not tell the same twice. */
  plan: ShownPlan;
}

function startThread(file: string, { memory }: Bounds): Thread {
  const board = new SharedArrayBuffer(boardSize);
  const worker = new Worker(file, {
    workerData: { role: reviewRole, board, memory } satisfies WorkerStart,
    execArgv: [],
    resourceLimits: resourcesOf(memory),
  });
  // Whoever waits is told by the end of the thread.
  worker.on('error', () => undefined);
  worker.unref();
  return { worker, board: boardOn(board), plan: noPlan };
}

type Outcome =
  | { readonly kind: 'reviewed'; readonly result: Reviewed }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' }
  /** The thread is of no use any more. `at`: the unit that it was in. */
  | { readonly kind: 'lost'; readonly at: string; readonly why: string };

function reviewOnce(
  thread: Thread,
  task: ReviewTask,
  leftOut: LeftOut,
  { signal, progress }: ReviewOptions,
  bounds: Bounds,
): Promise<Outcome> {
  const { worker, board } = thread;
  return new Promise((resolve) => {
    let beats = board.beats;
    let since = performance.now();
    let used = process.cpuUsage();
    const told: ReviewPart[] = [];
    const settle = (outcome: Outcome): void => {
      clearInterval(timer);
      signal?.removeEventListener('abort', cancel);
      worker.off('message', take).off('error', fail).off('exit', exit);
      worker.unref();
      resolve(outcome);
    };
    const cancel = (): void => board.cancel();
    const take = (message: FromWorker): void => {
      if (message.kind === 'part') told.push(message);
      if (message.kind === 'plan') thread.plan = message.plan;
      if (message.kind === 'part' || message.kind === 'plan') worker.postMessage({ kind: 'more' } satisfies ToWorker);
      if (message.kind === 'reviewed') {
        const result = putTogether(told, message.result);
        settle({ kind: 'reviewed', result: { ...result, review: { ...result.review, plan: thread.plan } } });
      }
      if (message.kind === 'failed') settle(board.isCancelled ? { kind: 'cancelled' } : message);
    };
    const fail = (error: Error & { code?: string }): void => {
      const why = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? `needed more than ${bounds.memory} MB of memory` : `failed: ${error.message}`;
      settle({ kind: 'lost', at: board.at, why });
    };
    const exit = (): void => settle({ kind: 'lost', at: board.at, why: 'ended' });
    const timer = setInterval(() => {
      const { at } = board;
      progress?.(board.done, board.total, at.replace(/^\w+:/, ''));
      if (board.beats !== beats) {
        beats = board.beats;
        since = performance.now();
        used = process.cpuUsage();
        return;
      }
      const limit = at === '' ? bounds.other : bounds.unit;
      const took = performance.now() - since;
      if (took > (at === '' ? limit : limit * starved) || (took > limit && workedSince(used) > limit))
        settle({ kind: 'lost', at, why: `took longer than ${limit / 1000} s` });
    }, look);
    board.reset();
    worker.ref();
    worker.on('message', take).on('error', fail).on('exit', exit);
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel);
    worker.postMessage({ kind: 'review', task, leftOut } satisfies ToWorker);
  });
}

/** Milliseconds that an answer is waited for: the worker may be in the middle of a large file. */
const patience = 5000;

function answerOf({ worker }: Thread, question: ToWorker & { kind: 'question' }): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = (answer: unknown): void => {
      clearTimeout(timer);
      worker.off('message', take).off('exit', lost);
      resolve(answer);
    };
    const take = (message: FromWorker): void => {
      if (message.kind === 'answer' && message.id === question.id) settle(message.answer);
    };
    const lost = (): void => settle(undefined);
    const timer = setTimeout(lost, patience);
    worker.on('message', take).on('exit', lost);
    worker.postMessage(question);
  });
}
