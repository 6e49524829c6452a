/**
 * Searches files in a thread of its own, so that a pattern that never ends can be ended: whoever started it watches
 * where it is, and terminates it.
 */
import { isAscii } from 'node:buffer';
import { parentPort, workerData } from 'node:worker_threads';
import { compileQuery, needlesOf } from '../../core/search/query';
import { searchText, type TextMatches } from '../../core/search/search-text';
import { decodeText } from '../../core/text/decode';
import { batch, limits, maxFile, type FoundInFile, type SkippedFile, type WorkerReport, type WorkerTask } from './protocol';
import { fileReader } from './read-files';

/** What a file holds, or why it was not searched. */
type Searched = TextMatches | SkippedFile['why'] | undefined;

async function search({ request, places, shared, slot, first }: WorkerTask, report: (done: WorkerReport) => void): Promise<void> {
  const { files, texts, query } = request;
  const reader = fileReader(request.package, places);
  const pattern = compileQuery(query);
  const needles = needlesOf(query).map((needle) => Buffer.from(needle));
  const progress = new Int32Array(shared);

  const searchBytes = (given: Uint8Array): Searched => {
    if (given.length > maxFile) return 'large';
    const bytes = Buffer.from(given.buffer, given.byteOffset, given.length);
    if (isBinary(bytes)) return 'binary';
    // Bytes are searched many times faster than they become text; UTF-16 does not hold the needles.
    if (!isWide(bytes) && !needles.every((needle) => bytes.includes(needle))) return undefined;
    const text = isAscii(bytes) ? bytes.toString('latin1') : (decodeText(bytes)?.text ?? '');
    const found = searchText(text, pattern, limits);
    return found.matches.length > 0 ? found : undefined;
  };

  const searchAlone = async (path: string): Promise<Searched> => {
    const { sizeOf, read } = await reader.open();
    if ((sizeOf(path) ?? 0) > maxFile) return 'large';
    const bytes = await read(path).catch(() => undefined);
    return bytes ? searchBytes(bytes) : 'unreadable';
  };

  const searchAll = async (indices: readonly number[]): Promise<void> => {
    const found: FoundInFile[] = [];
    const skipped: SkippedFile[] = [];
    const at = (index: number) => void Atomics.store(progress, 1 + slot, index + 1);
    at(indices[0] ?? 0);
    const contents = reader.readMany(indices);
    for (const index of indices) {
      at(index);
      const path = files[index] ?? '';
      // What is at hand is not waited for: that would take as long as to search it.
      const content = texts.get(path) ?? contents.get(index);
      const result = content ? searchBytes(content) : await searchAlone(path);
      if (typeof result === 'string') skipped.push({ path, why: result });
      else if (result) found.push({ path, matches: result.matches, more: result.more });
    }
    Atomics.store(progress, 1 + slot, 0);
    report({ searched: indices.length, found, skipped });
  };

  if (first.length > 0) await searchAll(first);
  for (;;) {
    const from = Atomics.add(progress, 0, batch);
    if (from >= files.length) return;
    const indices: number[] = [];
    for (let index = from; index < Math.min(from + batch, files.length); index++) indices.push(index);
    await searchAll(indices);
  }
}

const isWide = (bytes: Uint8Array): boolean => (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

const isBinary = (bytes: Buffer): boolean => bytes.includes(0) && !isWide(bytes);

void search(workerData as WorkerTask, (done) => parentPort?.postMessage(done));
