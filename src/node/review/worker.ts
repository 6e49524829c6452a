import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { ShownPlan } from '../../core/review/shown-plan';
import { unitKey } from '../../core/review/watch';
import { errorText } from '../../core/text/error-text';
import { boardOn, type Board } from './board';
import { fileRole, noPlan, reviewRole, type FromWorker, type Question, type ToWorker, type WorkerStart } from './protocol';
import { inParts } from './parts';
import { answers } from './questions';
import { fileThreads, startFileThread } from './file-threads';
import { taskRunner, type TaskRunner } from './task';

/** Milliseconds that a review runs before questions are answered. */
const slice = 20;

/**
 * The bundle that holds the engine, `file`, is started as its own worker: works for as long as the thread lives if it was
 * started for that, and answers whether it was.
 */
export function startedAsWorker(file: string): boolean {
  const start = isMainThread ? undefined : (workerData as WorkerStart | undefined);
  if (start?.role === reviewRole) startReviewWorker(file, boardOn(start.board), start.memory);
  else if (start?.role === fileRole) startFileThread(start.task);
  else return false;
  return true;
}

function startReviewWorker(file: string, board: Board, memory: number): void {
  const runner = taskRunner(({ site, rules, environment, now, inventoryDays }, leftOut) =>
    fileThreads(file, { site, rules, environment, now, inventoryDays, leftOut, memory }),
  );
  let reviews: Promise<void> = Promise.resolve();
  const told: { plan?: ShownPlan } = {};
  let more = (): void => undefined;
  const wanted = () => new Promise<void>((resume) => (more = resume));
  parentPort?.on('message', (message: ToWorker) => {
    if (message.kind === 'review') reviews = reviews.then(() => review(message, { runner, board, wanted, told }));
    else if (message.kind === 'more') more();
    else void answer(message.id, message.question, message.ask, runner);
  });
}

const post = (message: FromWorker): void => parentPort?.postMessage(message);

/** What the reviews of one thread share. */
interface Working {
  readonly runner: TaskRunner;
  readonly board: Board;
  readonly wanted: () => Promise<void>;
  /** What the host has. */
  readonly told: { plan?: ShownPlan };
}

async function review({ task, leftOut }: ToWorker & { kind: 'review' }, { runner, board, wanted, told }: Working): Promise<void> {
  let resumed = performance.now();
  try {
    const result = await runner.run(task, {
      leftOut,
      watch: (unit) => board.begin(unitKey(unit)),
      async step(done, total) {
        board.progress(done, total);
        if (performance.now() - resumed < slice) return;
        await otherWork();
        resumed = performance.now();
        if (board.isCancelled) throw new Error('cancelled');
      },
    });
    const { parts, rest } = inParts(result);
    const tell = (message: FromWorker): Promise<void> => {
      const taken = wanted();
      post(message);
      return taken;
    };
    for (const part of parts) await tell({ kind: 'part', ...part });
    const { plan } = result.review;
    if (plan !== told.plan) await tell({ kind: 'plan', plan });
    told.plan = plan;
    post({ kind: 'reviewed', result: { ...rest, review: { ...rest.review, plan: noPlan } } });
  } catch (error) {
    post({ kind: 'failed', message: errorText(error) });
  }
}

async function answer(id: number, question: Question, ask: unknown, { cache }: TaskRunner): Promise<void> {
  const given = await (answers[question] as (ask: unknown, cache: TaskRunner['cache']) => Promise<unknown>)(ask, cache).catch(
    () => undefined,
  );
  post({ kind: 'answer', id, answer: given });
}
