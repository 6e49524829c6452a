import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Archive } from '../../core/archive/archive';
import { placesIn } from './places';
import { batch, type FoundInFile, type SearchRequest, type SkippedFile, type WorkerReport, type WorkerTask } from './protocol';

export interface SearchSummary {
  readonly searched: number;
  readonly matches: number;
  readonly skipped: readonly SkippedFile[];
  /** `limit`: there are more matches; `slow`: the pattern took too long in too many files. */
  readonly ended: 'complete' | 'limit' | 'cancelled' | 'slow';
}

export interface SearchOptions {
  /** The package as it is open here, if it is an archive; without it every file is read for itself. */
  readonly archive?: Archive | undefined;
  /** The bundle of worker.ts. */
  readonly worker: string;
  readonly found: (files: readonly FoundInFile[]) => void;
  readonly signal: AbortSignal;
  /** Milliseconds that one file may take. */
  readonly perFile?: number;
  /** Matches in all. */
  readonly maxMatches?: number;
}

/** A pattern that runs out of time this often is given up. */
const maxSlow = 3;
/** Milliseconds between looks at where the workers are. */
const look = 100;

/**
 * Searches the files of a package. A worker that stays too long in one file is ended, and another goes on behind that file.
 * @throws Error if the package cannot be opened.
 */
export async function searchPackage(request: SearchRequest, options: SearchOptions): Promise<SearchSummary> {
  const { archive, worker, found, signal, perFile = 4000, maxMatches = 10_000 } = options;
  const count = 'bytes' in request.package ? 1 : Math.max(1, Math.min(4, availableParallelism(), Math.ceil(request.files.length / batch)));
  const shared = new SharedArrayBuffer(4 * (1 + count));
  const places = archive && placesIn(archive, request.files);
  const skipped: SkippedFile[] = [];
  let searched = 0;
  let matches = 0;
  let slow = 0;
  let ended: SearchSummary['ended'] = 'complete';
  const stop = new AbortController();
  const end = (why: SearchSummary['ended']): void => {
    if (!stop.signal.aborted) ended = why;
    stop.abort();
  };
  const cancel = () => end('cancelled');
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);

  const take = (report: WorkerReport): void => {
    if (stop.signal.aborted) return;
    searched += report.searched;
    skipped.push(...report.skipped);
    const room = maxMatches - matches;
    const shown = withinRoom(report.found, room);
    matches += shown.reduce((sum, file) => sum + file.matches.length, 0);
    if (shown.length > 0) found(shown);
    if (matches >= maxMatches) end('limit');
  };

  const slots = Array.from({ length: count }, async (_, slot) => {
    for (let first: readonly number[] = []; !stop.signal.aborted;) {
      const stuck = await runWorker(worker, { request, places, shared, slot, first }, { take, perFile, signal: stop.signal });
      if (stuck === undefined) return;
      skipped.push({ path: request.files[stuck] ?? '', why: 'slow' });
      searched++;
      if (++slow >= maxSlow) end('slow');
      first = (first.includes(stuck) ? first : batchOf(stuck, request.files.length)).filter((index) => index !== stuck);
    }
  });
  try {
    await Promise.all(slots);
  } finally {
    stop.abort();
    signal.removeEventListener('abort', cancel);
  }
  return { searched, matches, skipped, ended };
}

interface Watch {
  readonly take: (report: WorkerReport) => void;
  readonly perFile: number;
  readonly signal: AbortSignal;
}

/** Gives the index of the file in which the worker had to be ended, `undefined` if it finished or was stopped. */
function runWorker(file: string, task: WorkerTask, { take, perFile, signal }: Watch): Promise<number | undefined> {
  const places = new Int32Array(task.shared);
  Atomics.store(places, 1 + task.slot, 0);
  const worker = new Worker(file, { workerData: task, execArgv: [] });
  return new Promise((resolve, reject) => {
    let at = 0;
    let since = performance.now();
    let stuck: number | undefined;
    const timer = setInterval(() => {
      const now = Atomics.load(places, 1 + task.slot);
      if (now !== at) {
        at = now;
        since = performance.now();
      } else if (at > 0 && performance.now() - since > perFile) {
        stuck = at - 1;
        void worker.terminate();
      }
    }, look);
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop);
    worker.on('message', take);
    worker.on('error', reject);
    worker.on('exit', () => {
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
      resolve(stuck);
    });
  });
}

const batchOf = (index: number, count: number): number[] => {
  const from = index - (index % batch);
  return Array.from({ length: Math.min(batch, count - from) }, (_, at) => from + at);
};

function withinRoom(files: readonly FoundInFile[], room: number): FoundInFile[] {
  const shown: FoundInFile[] = [];
  for (const file of files) {
    if (room <= 0) break;
    shown.push(file.matches.length > room ? { ...file, matches: file.matches.slice(0, room), more: true } : file);
    room -= file.matches.length;
  }
  return shown;
}
