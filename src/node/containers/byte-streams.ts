import { bounded } from './too-large';

/** Bytes for libraries that ask for one after the other; without them they would go on with zeros. */
export function byteInput(bytes: Uint8Array, what: string) {
  let at = 0;
  return {
    readByte() {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error(`its ${what} data is cut off`);
      return byte;
    },
    eof: () => at >= bytes.length,
  };
}

/** Bytes that are handed on at once. */
const piece = 2 ** 16;

/** Collects bytes that come one after the other. */
export function byteOutput(limit: number) {
  const unpacked = bounded(limit);
  const buffer = new Uint8Array(piece);
  let filled = 0;
  const flush = () => {
    unpacked.add(buffer.subarray(0, filled));
    filled = 0;
  };
  return {
    writeByte(byte: number) {
      buffer[filled++] = byte;
      if (filled === piece) flush();
    },
    all() {
      flush();
      return unpacked.all();
    },
  };
}
