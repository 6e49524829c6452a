import { fork } from 'node:child_process';
import { keeper } from '../../core/rehearse/keeper';
import type { PlannedFile } from '../../core/rehearse/order';
import type { Rehearsal, RehearsalEnd } from '../../core/rehearse/rehearsal';
import type { Place } from '../../core/text/span';
import { usualBounds, type FromChild, type RehearsalBounds, type ToChild } from './protocol';

export interface RehearsalOptions {
  readonly signal?: AbortSignal;
  readonly bounds?: RehearsalBounds;
  readonly progress?: (done: number, total: number, place: Place) => void;
}

export interface Rehearsed {
  readonly rehearsal: Rehearsal;
  /** Megabytes that the process had at most; 0 if it was ended. */
  readonly memory: number;
}

/** Milliseconds that the process has to end itself before it is ended. */
const grace = 2000;

/** Whoever runs migrations on a scratch database. */
export type Rehearse = (files: readonly PlannedFile[], options?: RehearsalOptions) => Promise<Rehearsed>;

/**
 * Runs files on an empty database in a process of its own. Whatever ends it, what was found until then is told. `file`: the
 * bundle that holds `child.ts`. @throws Error if it cannot be started
 */
export const rehearseIn =
  (file: string): Rehearse =>
  (files, options = {}) =>
    rehearseApart(file, files, options);

function rehearseApart(
  file: string,
  files: readonly PlannedFile[],
  { signal, bounds = usualBounds, progress }: RehearsalOptions,
): Promise<Rehearsed> {
  const begun = performance.now();
  const begunAt = new Date().toISOString();
  const kept = keeper(files);
  return new Promise((resolve, reject) => {
    const child = fork(file, [], {
      // Of the environment only what a program needs to start.
      env: { ELECTRON_RUN_AS_NODE: '1', ...(process.env['SystemRoot'] !== undefined && { SystemRoot: process.env['SystemRoot'] }) },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    let isSettled = false;
    const settle = (end: Omit<RehearsalEnd, 'at'> | undefined, memory = 0): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      child.kill('SIGKILL');
      resolve({ rehearsal: { ...kept.rehearsal(end, performance.now() - begun), begunAt }, memory });
    };
    const cancel = (): void => settle({ code: 'cancelled' });
    const timer = setTimeout(() => settle({ code: 'time' }), bounds.time + grace);
    child.on('message', (message: FromChild) => {
      if (message.kind === 'event') {
        kept.take(message.event);
        if (message.event.kind === 'at') progress?.(message.event.done, message.event.total, message.event.place);
      } else if (message.kind === 'done') settle(undefined, message.memory);
      else if (message.kind === 'over') settle({ code: message.code });
      else settle({ code: 'lost', detail: message.message });
    });
    child.on('error', (error) => {
      settle({ code: 'lost', detail: error.message });
      reject(error);
    });
    child.on('exit', () => settle({ code: 'lost' }));
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) cancel();
    else child.send({ files, bounds } satisfies ToChild, () => undefined);
  });
}
