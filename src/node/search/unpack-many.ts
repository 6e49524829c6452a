import { gunzipSync } from 'node:zlib';
import type { Archive } from '../../core/archive/archive';
import type { ArchiveEntry } from '../../core/archive/entry';
import { deflated } from '../../core/archive/method';
import { localSignature, localSize } from '../../core/archive/records';
import type { BytesNow } from './block-source';

/** gzip (RFC 1952): deflate, no name, no time; and CRC-32 and size behind the data. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
const trailer = 8;

/** Bytes, packed or not, that are in memory at once. */
const atOnce = 16 * 2 ** 20;

let held = Buffer.alloc(0);

/** Memory for what is packed, used again: the system takes longer to hand out fresh memory than to fill it. */
function scratch(length: number): Buffer {
  if (held.length < length) held = Buffer.allocUnsafeSlow(length);
  return held;
}

/**
 * Contents of entries by path. Starting zlib costs more than unpacking a script, so deflated entries become the members of one
 * gzip file: zlib goes from one to the next by itself, and checks size and CRC-32. One plain loop, for what runs once per
 * file is compiled in every thread anew. Entries of which nothing comes back are to be read one by one.
 */
export function unpackMany(archive: Archive, bytes: BytesNow, paths: readonly string[]): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const entries: { path: string; entry: ArchiveEntry }[] = [];
  let size = 0;
  let packedSize = 0;
  for (const path of paths) {
    const entry = archive.find(path);
    if (entry?.method !== deflated || entry.encrypted || entry.size === 0) continue;
    if (size + packedSize + entry.size + entry.compressedSize > atOnce) continue;
    entries.push({ path, entry });
    size += entry.size;
    packedSize += entry.compressedSize;
  }
  try {
    const packed = scratch(packedSize + entries.length * (header.length + trailer));
    let end = 0;
    for (const { entry } of entries) {
      const { offset, compressedSize } = entry;
      const local = bytes.read(offset, localSize);
      if (local.readUInt32LE(0) !== localSignature) return found;
      packed.set(header, end);
      end += header.length;
      packed.set(bytes.read(offset + localSize + local.readUInt16LE(26) + local.readUInt16LE(28), compressedSize), end);
      end += compressedSize;
      packed.writeUInt32LE(entry.crc32, end);
      packed.writeUInt32LE(entry.size, end + 4);
      end += trailer;
    }
    const unpacked = gunzipSync(packed.subarray(0, end), { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size + 1, 64) });
    if (unpacked.length !== size) return found;
    let at = 0;
    for (const { path, entry } of entries) found.set(path, unpacked.subarray(at, (at += entry.size)));
  } catch {
    found.clear();
  }
  return found;
}
