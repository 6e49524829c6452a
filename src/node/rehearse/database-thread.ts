import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseError } from '../../core/rehearse/database';
import { errorText } from '../../core/text/error-text';
import { openPglite } from './pglite';
import type { DatabaseParts, FromDatabase, ToDatabase } from './protocol';

/**
 * The thread in which the package's SQL runs. Its bundle has no module of Node but the one that it talks through: what the database
 * is compiled with could read files otherwise.
 */
const post = (message: FromDatabase): void => parentPort?.postMessage(message);

void openPglite(workerData as DatabaseParts).then(
  (database) => {
    parentPort?.on('message', ({ id, sql }: ToDatabase) => {
      void database.run(sql).then(
        (answer) => post({ kind: 'answer', id, answer }),
        (error: unknown) =>
          post({ kind: 'refusal', id, message: errorText(error), ...(error instanceof DatabaseError && { code: error.code }) }),
      );
    });
    post({ kind: 'open', server: database.server });
  },
  (error: unknown) => post({ kind: 'failed', message: errorText(error) }),
);
