/** Bytes that can be read in ranges: a file, a blob, memory. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /**
   * Exactly `length` bytes from `offset`. Callers keep within `size`.
   * @throws if the bytes are not there (any more).
   */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** As `read`, into all of `target`: for copying much without leaving garbage behind. */
  readInto?(offset: number, target: Uint8Array): Promise<void>;
}

/** A part of other bytes. */
export const rangeOf = (bytes: ByteSource, from: number, size: number): ByteSource => ({
  size,
  read(offset, length) {
    if (offset < 0 || length < 0 || offset + length > size) {
      return Promise.reject(new RangeError(`bytes ${offset} to ${offset + length} of ${size}`));
    }
    return bytes.read(from + offset, length);
  },
});

/** Whole bytes in memory; what it reads are views, not copies. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length) {
        return Promise.reject(new RangeError(`bytes ${offset} to ${offset + length} of ${bytes.length}`));
      }
      return Promise.resolve(bytes.subarray(offset, offset + length));
    },
  };
}
