import { open } from 'node:fs/promises';
import type { ByteSource } from '../core/archive/byte-source';

/** Bytes from which a read is worth two threads. */
const worthTwo = 2 ** 20;

/** Ranged reads of a file; the file stays open until `close`. */
export async function openFileSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const handle = await open(path, 'r');
  const info = await handle.stat();
  if (!info.isFile()) {
    await handle.close();
    throw new Error('it is not a regular file');
  }
  const readInto = async (offset: number, target: Uint8Array): Promise<void> => {
    for (let filled = 0; filled < target.length;) {
      const { bytesRead } = await handle.read(target, filled, target.length - filled, offset + filled);
      if (bytesRead === 0) throw new Error(`${path} ends at byte ${offset + filled}; it has become shorter since it was opened`);
      filled += bytesRead;
    }
  };
  return {
    size: info.size,
    async read(offset, length) {
      const bytes = Buffer.allocUnsafeSlow(length);
      // Fresh memory is handed out page by page as it is filled: two threads do that in half the time.
      const half = length > worthTwo ? length >> 1 : length;
      await Promise.all([readInto(offset, bytes.subarray(0, half)), readInto(offset + half, bytes.subarray(half))]);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, length);
    },
    readInto,
    close: () => handle.close(),
  };
}
