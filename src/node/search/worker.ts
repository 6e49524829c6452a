/**
 * Searches files in a thread of its own, so that a pattern that never ends can be ended: whoever started it watches
 * where it is, and terminates it.
 */
import { isAscii } from 'node:buffer';
import { parentPort, workerData } from 'node:worker_threads';
import { compileQuery, needleOf } from '../../core/search/query';
import { searchText } from '../../core/search/search-text';
import { decodeText } from '../../core/text/decode';
import { batch, limits, maxFile, type FoundInFile, type SkippedFile, type WorkerReport, type WorkerTask } from './protocol';
import { openReader } from './read-files';

async function search({ request, shared, slot, first }: WorkerTask, report: (done: WorkerReport) => void): Promise<void> {
  const { files, texts, query } = request;
  const reader = await openReader(request.package);
  const pattern = compileQuery(query);
  const needle = needleOf(query) && Buffer.from(query.pattern);
  const places = new Int32Array(shared);

  const searchBytes = (path: string, given: Uint8Array): FoundInFile | SkippedFile | undefined => {
    const bytes = Buffer.from(given.buffer, given.byteOffset, given.length);
    if (isBinary(bytes)) return { path, why: 'binary' };
    // Bytes are searched many times faster than they become text; UTF-16 does not hold the needle.
    if (needle && !isWide(bytes) && !bytes.includes(needle)) return undefined;
    const text = isAscii(bytes) ? bytes.toString('latin1') : (decodeText(bytes)?.text ?? '');
    const { matches, more } = searchText(text, pattern, limits);
    return matches.length > 0 ? { path, matches, more } : undefined;
  };

  const searchAll = async (indices: readonly number[]): Promise<void> => {
    const found: FoundInFile[] = [];
    const skipped: SkippedFile[] = [];
    const at = (index: number) => void Atomics.store(places, 1 + slot, index + 1);
    at(indices[0] ?? 0);
    const own = indices.flatMap((index) => files[index] ?? []).filter((path) => !texts.has(path) && (reader.sizeOf(path) ?? 0) <= maxFile);
    const contents = await reader.readMany(own);
    for (const index of indices) {
      at(index);
      const path = files[index] ?? '';
      const content = texts.get(path) ?? contents.get(path);
      const result =
        (content?.length ?? reader.sizeOf(path) ?? 0) > maxFile
          ? { path, why: 'large' as const }
          : await Promise.resolve(content ?? reader.read(path)).then(
              (bytes) => searchBytes(path, bytes),
              () => ({ path, why: 'unreadable' as const }),
            );
      if (result && 'why' in result) skipped.push(result);
      else if (result) found.push(result);
    }
    Atomics.store(places, 1 + slot, 0);
    report({ searched: indices.length, found, skipped });
  };

  if (first.length > 0) await searchAll(first);
  for (;;) {
    const from = Atomics.add(places, 0, batch);
    if (from >= files.length) return;
    await searchAll(Array.from({ length: Math.min(batch, files.length - from) }, (_, at) => from + at));
  }
}

const isWide = (bytes: Uint8Array): boolean => (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

const isBinary = (bytes: Buffer): boolean => bytes.includes(0) && !isWide(bytes);

void search(workerData as WorkerTask, (done) => parentPort?.postMessage(done));
