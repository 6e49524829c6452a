import { parentPort, workerData } from 'node:worker_threads';
import { rehearse } from '../../core/rehearse/rehearse';
import { errorText } from '../../core/text/error-text';
import { openPglite } from './pglite';
import type { DatabaseStart, FromDatabase } from './protocol';

/**
 * The thread in which the package's SQL runs. Its bundle has no module of Node but the one that it talks through: what the database
 * is compiled with could read files otherwise.
 */
const { files, parts } = workerData as DatabaseStart;

const post = (message: FromDatabase): void => parentPort?.postMessage(message);

void rehearse(files, {
  open: () => openPglite(parts),
  clock: () => performance.now(),
  tell: (event) => post({ kind: 'event', event }),
}).then(
  () => post({ kind: 'done' }),
  (error: unknown) => post({ kind: 'failed', message: errorText(error) }),
);
