import { promisify } from 'node:util';
import zlib, { gunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { XzReadableStream } from 'xz-decompress';

const gunzipLater = promisify(gunzip);
/** Bytes of compressed input between two looks at how much came out. */
const piece = 2 ** 16;

export class TooLarge extends Error {
  constructor(limit: number) {
    super(`it unpacks to more than the ${limit} bytes that are unpacked to look inside`);
  }
}

/** Undoes gzip, xz or Zstandard, whichever the first bytes tell; other bytes come back as they are. @throws Error */
export async function decompressed(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const hex = Buffer.from(bytes.subarray(0, 6)).toString('hex');
  if (hex.startsWith('1f8b')) return ungzipped(bytes, limit);
  if (hex === 'fd377a585a00') return unxz(bytes, limit);
  if (hex.startsWith('28b52ffd')) return unzstd(bytes, limit);
  if (hex.startsWith('425a68')) throw new Error('it is compressed with bzip2, which is not undone here');
  if (hex.startsWith('5d0000')) throw new Error('it is compressed with LZMA, which is not undone here');
  return bytes;
}

const isTooLarge = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';

async function ungzipped(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  try {
    return await gunzipLater(bytes, { maxOutputLength: limit });
  } catch (error) {
    throw isTooLarge(error) ? new TooLarge(limit) : error;
  }
}

/** XZ_OPTIONS_ERROR of the library: a checksum (SHA-256, which rpmbuild takes) or a filter that it does not know. */
const unknownOptions = /error code 6$/;

async function unxz(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  try {
    return await collected(new XzReadableStream(streamOf(bytes)), limit);
  } catch (error) {
    if (error instanceof Error && unknownOptions.test(error.message))
      throw new Error('its xz data has a checksum or filter that is not known here', { cause: error });
    throw error;
  }
}

async function collected(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    // The buffer may be used again for what comes next.
    pieces.push(new Uint8Array(next.value));
    length += next.value.length;
    if (length <= limit) continue;
    await reader.cancel();
    throw new TooLarge(limit);
  }
  return Buffer.concat(pieces);
}

/** Log2 of the largest window: what decoders take that nobody has told to take more (RFC 8878, 3.1.1.1.2). */
const windowLog = 27;

/** Newer versions of Node bring it along; bounded there as well. */
const native = (zlib as { zstdDecompress?: (bytes: Uint8Array, options: object, done: (error: Error | null, all: Buffer) => void) => void })
  .zstdDecompress;

async function unzstd(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  if (!native) return unzstdHere(bytes, limit);
  try {
    const { ZSTD_d_windowLogMax: windowLogMax = 100 } = zlib.constants as { ZSTD_d_windowLogMax?: number };
    return await promisify(native)(bytes, { maxOutputLength: limit, params: { [windowLogMax]: windowLog } });
  } catch (error) {
    throw isTooLarge(error) ? new TooLarge(limit) : error;
  }
}

function unzstdHere(bytes: Uint8Array, limit: number): Uint8Array {
  if (windowOf(bytes) > 2 ** windowLog) throw new Error('its Zstandard data asks for more memory than decoders give');
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((chunk) => {
    pieces.push(new Uint8Array(chunk));
    length += chunk.length;
  });
  for (let at = 0; at < bytes.length; at += piece) {
    stream.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
    if (length > limit) throw new TooLarge(limit);
  }
  return Buffer.concat(pieces);
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

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
