import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { bounded, TooLarge } from '../too-large';
import type { Compression } from './compression';

/** Bytes of compressed input between two looks at how much came out. */
const piece = 2 ** 16;

/** Bytes: what decoders give that nobody has told to give more (RFC 8878, 3.1.1.1.2). */
const largestWindow = 2 ** 27;

/** Newer versions of Node bring it along; bounded there as well. */
const native = (zlib as { zstdDecompress?: (bytes: Uint8Array, options: object, done: (error: Error | null, all: Buffer) => void) => void })
  .zstdDecompress;

export const zstd: Compression = {
  id: 'zstd',
  async undo(bytes, limit) {
    if (!native) return undoneHere(bytes, limit);
    try {
      const { ZSTD_d_windowLogMax: windowLogMax = 100 } = zlib.constants as { ZSTD_d_windowLogMax?: number };
      return await promisify(native)(bytes, { maxOutputLength: limit, params: { [windowLogMax]: Math.log2(largestWindow) } });
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new TooLarge(limit) : error;
    }
  },
};

function undoneHere(bytes: Uint8Array, limit: number): Uint8Array {
  if (windowOf(bytes) > largestWindow) throw new Error('its Zstandard data asks for more memory than decoders give');
  const unpacked = bounded(limit);
  const stream = new Decompress((chunk) => unpacked.add(chunk));
  for (let at = 0; at < bytes.length; at += piece) stream.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
  return unpacked.all();
}

/** Bytes of memory that the first frame asks for (RFC 8878, 3.1.1.1): the library would hand them out at once. */
function windowOf(bytes: Uint8Array): number {
  const [descriptor = 0, window = 0] = bytes.subarray(4);
  if ((descriptor & 0x20) === 0) return 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8);
  const at = 5 + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const size = [1, 2, 4, 8][descriptor >> 6] ?? 1;
  let length = 0;
  for (let index = size - 1; index >= 0; index--) length = length * 256 + (bytes[at + index] ?? 0);
  return length;
}
