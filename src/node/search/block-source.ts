import { fstatSync, openSync, readSync } from 'node:fs';

/** Bytes; less than a batch of scripts takes packed, as what lies around it is another thread's. */
const blockSize = 2 ** 16;
/** 8 MB: files in the order of their paths lie here and there in an archive. */
const maxBlocks = 128;

/** Bytes that are there at once, for a thread that may wait for the disk. */
export interface BytesNow {
  readonly size: number;
  /** Good until the next read. @throws Error if the bytes are not there. */
  read(offset: number, length: number): Buffer;
}

/**
 * A file that is read in blocks, the last ones kept. The thread's end closes it. A block that goes gives its memory to the
 * next: the system takes longer to hand out fresh memory than to fill it.
 */
export function blockSource(path: string): BytesNow {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  const blocks = new Map<number, Buffer>();

  const readAt = (offset: number, length: number, memory?: Buffer): Buffer => {
    const bytes = memory?.length === length ? memory : Buffer.allocUnsafeSlow(length);
    for (let filled = 0; filled < length;) {
      const count = readSync(file, bytes, filled, length - filled, offset + filled);
      if (count === 0) throw new Error(`${path} ends at byte ${offset + filled}`);
      filled += count;
    }
    return bytes;
  };
  const spare = (): Buffer | undefined => {
    const [oldest] = blocks;
    if (blocks.size < maxBlocks || !oldest) return undefined;
    blocks.delete(oldest[0]);
    return oldest[1];
  };
  const block = (index: number): Buffer => {
    const held = blocks.get(index) ?? readAt(index * blockSize, Math.min(blockSize, size - index * blockSize), spare());
    blocks.delete(index);
    blocks.set(index, held);
    return held;
  };
  const read = (offset: number, length: number): Buffer => {
    const first = Math.floor(offset / blockSize);
    const start = offset - first * blockSize;
    return start + length > blockSize ? readAt(offset, length) : block(first).subarray(start, start + length);
  };
  return { size, read };
}
