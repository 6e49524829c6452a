import { gunzipSync } from 'node:zlib';
import type { Archive } from '../../core/archive/archive';
import type { ArchiveEntry } from '../../core/archive/entry';
import { deflated } from '../../core/archive/method';

/** gzip (RFC 1952): deflate, no name, no time; and CRC-32 and size behind the data. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
const trailer = 8;

/** Bytes, packed or not, that are in memory at once. */
const atOnce = 16 * 2 ** 20;

/**
 * Contents of entries by path. Starting zlib costs more than unpacking a script, so small deflated entries become the
 * members of one gzip file: zlib goes from one to the next by itself, and checks size and CRC-32. Entries of which
 * nothing comes back are to be read one by one.
 */
export async function unpackMany(archive: Archive, paths: readonly string[]): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const entries = paths.flatMap((path) => {
    const entry = archive.find(path);
    return entry?.method === deflated && !entry.encrypted && entry.size > 0 ? [{ path, entry }] : [];
  });
  const size = entries.reduce((sum, { entry }) => sum + entry.size, 0);
  const packedSize = entries.reduce((sum, { entry }) => sum + entry.compressedSize, 0);
  if (entries.length < 2 || size + packedSize > atOnce) return found;
  try {
    const members = await Promise.all(entries.map(async ({ entry }) => member(entry, await archive.readPacked(entry))));
    const unpacked = gunzipSync(Buffer.concat(members.flat()), { maxOutputLength: size, chunkSize: Math.max(size + 1, 64) });
    if (unpacked.length !== size) return found;
    let at = 0;
    for (const { path, entry } of entries) found.set(path, unpacked.subarray(at, (at += entry.size)));
  } catch {
    found.clear();
  }
  return found;
}

function member({ crc32, size }: ArchiveEntry, packed: Uint8Array): Uint8Array[] {
  const end = Buffer.alloc(trailer);
  end.writeUInt32LE(crc32, 0);
  end.writeUInt32LE(size, 4);
  return [header, packed, end];
}
