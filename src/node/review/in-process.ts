import { answers } from './questions';
import type { Reviewer } from './reviewer';
import { taskRunner } from './task';

/** Reviews in this thread: for tests, and where nobody minds to wait. Nothing ends what does not end by itself. */
export function plainReviewer(): Reviewer {
  const runner = taskRunner();
  return {
    prepare: () => undefined,
    review: (task, { progress, signal } = {}) =>
      runner.run(task, {
        step(done, total, path) {
          signal?.throwIfAborted();
          progress?.(done, total, path);
        },
      }),
    ask: (question, ask) => answers[question](ask, runner.cache),
    close: () => runner.close(),
  };
}
