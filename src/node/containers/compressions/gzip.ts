import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { TooLarge } from '../too-large';
import type { Compression } from './compression';

const gunzipLater = promisify(gunzip);

/** What zlib takes for its output at once by itself, and how many times as large as its input that can be (RFC 1951). */
const usual = 2 ** 14;
const largestRatio = 1032;

/** The size that the last bytes tell (RFC 1952), as far as it can be true: what comes in one piece is not copied together. */
function expected(bytes: Uint8Array, limit: number): number {
  if (bytes.length < 4) return usual;
  const told = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  return Math.max(usual, Math.min(told + 1, limit, bytes.length * largestRatio));
}

export const gzip: Compression = {
  id: 'gzip',
  async undo(bytes, limit) {
    try {
      return await gunzipLater(bytes, { maxOutputLength: limit, chunkSize: expected(bytes, limit) });
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new TooLarge(limit) : error;
    }
  },
};
