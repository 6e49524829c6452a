import { decompress } from 'js-lzma';
import { byteInput, byteOutput } from '../byte-streams';
import { TooLarge } from '../too-large';
import type { Compression } from './compression';

/** The header of .lzma files: a byte of parameters, 4 of the window's size, 8 of the content's, all ones if unknown. */
const headerSize = 13;
const [windowAt, sizeAt] = [1, 5];
/** Bytes: what `lzma -9` takes. The library keeps each in 8. */
const largestWindow = 2 ** 26;
const unknownSize = 2n ** 64n - 1n;

export const lzma: Compression = { id: 'lzma', undo: (bytes, limit) => Promise.resolve().then(() => undone(bytes, limit)) };

function undone(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes.length < headerSize) throw new Error('its LZMA data is cut off');
  const header = new DataView(new Uint8Array(bytes.subarray(0, headerSize)).buffer);
  const window = header.getUint32(windowAt, true);
  const size = header.getBigUint64(sizeAt, true);
  if (window > largestWindow) throw new Error('its LZMA data asks for more memory than decoders give');
  if (size !== unknownSize && size > BigInt(limit)) throw new TooLarge(limit);
  // What is unpacked stays in the window until it is full.
  header.setUint32(windowAt, Math.min(window, limit + 1), true);
  const output = byteOutput(limit);
  const length = size === unknownSize ? limit + 1 : Number(size);
  try {
    decompress(byteInput(new Uint8Array(header.buffer), 'LZMA'), byteInput(bytes.subarray(headerSize), 'LZMA'), output, length);
  } catch (error) {
    throw error instanceof Error ? error : new Error('its LZMA data is damaged');
  }
  return output.all();
}
