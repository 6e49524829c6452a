import { gunzipSync } from 'node:zlib';
import { localSignature, localSize } from '../../core/archive/records';
import type { BytesNow } from './block-source';
import { placeAt, type Place, type Places } from './places';

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
 * Contents of files by index. Starting zlib costs more than unpacking a script, so deflated files become the members of one
 * gzip file: zlib goes from one to the next by itself, and checks size and CRC-32. One plain loop, for what runs once per
 * file is compiled in every thread anew. Files of which nothing comes back are to be read one by one.
 */
export function unpackMany(places: Places, bytes: BytesNow, indices: readonly number[]): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  const files: { index: number; place: Place }[] = [];
  let size = 0;
  let packedSize = 0;
  for (const index of indices) {
    const place = placeAt(places, index);
    if (place.size < 0 || size + packedSize + place.size + place.packed > atOnce) continue;
    if (place.size + place.packed === 0) found.set(index, Buffer.alloc(0));
    else files.push({ index, place });
    size += place.size;
    packedSize += place.packed;
  }
  try {
    const packed = scratch(packedSize + files.length * (header.length + trailer));
    let end = 0;
    for (const { place } of files) {
      const local = bytes.read(place.offset, localSize);
      if (local.readUInt32LE(0) !== localSignature) return found;
      packed.set(header, end);
      end += header.length;
      packed.set(bytes.read(place.offset + localSize + local.readUInt16LE(26) + local.readUInt16LE(28), place.packed), end);
      end += place.packed;
      packed.writeUInt32LE(place.crc32, end);
      packed.writeUInt32LE(place.size, end + 4);
      end += trailer;
    }
    const unpacked = gunzipSync(packed.subarray(0, end), { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size + 1, 64) });
    if (unpacked.length !== size) return found;
    let at = 0;
    for (const { index, place } of files) found.set(index, unpacked.subarray(at, (at += place.size)));
  } catch {
    found.clear();
  }
  return found;
}
