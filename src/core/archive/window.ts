import type { ByteSource } from './byte-source';

/** Small entries lie close together: one read of this many bytes serves many of them. */
const windowSize = 128 * 1024;

/** The same bytes for somebody who goes through them from front to back. Larger reads go straight through. */
export function windowed(bytes: ByteSource): ByteSource {
  let start = 0;
  let window: Uint8Array = new Uint8Array();
  return {
    size: bytes.size,
    async read(offset, length) {
      const inside = () => offset >= start && offset + length <= start + window.length;
      if (!inside()) {
        if (length >= windowSize) return bytes.read(offset, length);
        window = await bytes.read(offset, Math.min(windowSize, bytes.size - offset));
        start = offset;
      }
      return window.subarray(offset - start, offset - start + length);
    },
  };
}
