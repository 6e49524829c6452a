import { withOffset } from './central-write';
import { endRecords } from './end-write';
import { joined, newEntry, type FreshOptions } from './fresh-entry';
import { endSignature, endSize, viewOf } from './records';

/** An archive of new files, in their order, in pieces. The same files, time and `deflate` give the same bytes. */
export async function* newArchive(
  files: Iterable<readonly [path: string, content: Uint8Array]>,
  options: FreshOptions,
): AsyncGenerator<Uint8Array> {
  const records: Uint8Array[] = [];
  let written = 0;
  for (const [path, content] of files) {
    const { local, data, central } = await newEntry(path, content, options);
    yield* [local, data];
    records.push(withOffset(central, written));
    written += local.length + data.length;
  }
  const directory = joined(records);
  yield directory;
  const tail = new Uint8Array(endSize);
  viewOf(tail).setUint32(0, endSignature, true);
  yield endRecords({ count: records.length, offset: written, length: directory.length }, { tail }, 0);
}
