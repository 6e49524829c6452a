import { promisify } from 'node:util';
import { constants, createInflateRaw, deflateRaw as deflateRawCallback, inflateRaw as inflateRawCallback, inflateRawSync } from 'node:zlib';
import type { Deflate, Inflate } from '../core/archive/inflate';

const inflateLater = promisify(inflateRawCallback);

/** Up to this many bytes unpacking at once is cheaper than a trip to the thread pool, and does not block for long. */
const atOnce = 256 * 1024;
/** Deflate expands at most 1032-fold: so many packed bytes never give more than 4 MB. */
const smallHead = 4096;

export const inflateRaw: Inflate = async (deflated, limit, part) => {
  if (part === 'head') return deflated.length <= smallHead ? smallHeadOf(deflated, limit) : headOf(deflated, limit);
  const options = { maxOutputLength: Math.max(1, limit), chunkSize: Math.min(Math.max(limit + 1, 64), atOnce) };
  try {
    return limit <= atOnce ? inflateRawSync(deflated, options) : await inflateLater(deflated, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new RangeError(`gives more than ${limit} bytes`);
    throw error;
  }
};

const smallHeadOf = (deflated: Uint8Array, limit: number): Uint8Array =>
  inflateRawSync(deflated, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, limit);

function headOf(deflated: Uint8Array, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const stream = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: Math.min(Math.max(limit, 64), atOnce) });
    const pieces: Buffer[] = [];
    let length = 0;
    const finish = () => resolve(Buffer.concat(pieces).subarray(0, limit));
    stream.on('data', (piece: Buffer) => {
      pieces.push(piece);
      length += piece.length;
      if (length < limit) return;
      finish();
      stream.destroy();
    });
    stream.on('end', finish);
    stream.on('error', reject);
    stream.end(deflated);
  });
}

const deflateLater = promisify(deflateRawCallback);

export const deflateRaw: Deflate = (bytes) => deflateLater(bytes);
