import { constants, type BigIntStats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import type { ByteSource } from '../core/archive/byte-source';

/** Bytes from which a read is worth two threads. */
const worthTwo = 2 ** 20;

export type FileChange = 'no' | 'overwritten' | 'replaced';

export interface FileSource extends ByteSource {
  /** Tells this file, as it is now, from others and from itself once it was written to. */
  readonly identity: string;
  /** What became of the file since it was opened: it was written to, or another one lies at its path, or none. */
  changed(): Promise<FileChange>;
  /** @throws Error if it changed in any way */
  mustBeUnchanged(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a file to read it. A pipe is not waited for.
 * @throws Error if it is a pipe, a device or a folder
 */
export async function openFile(path: string, flags = 0): Promise<FileHandle> {
  // Windows does not know the flag, and has no such files.
  const nonBlocking = (constants as { O_NONBLOCK?: number }).O_NONBLOCK ?? 0;
  const handle = await open(path, constants.O_RDONLY | nonBlocking | flags);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error('it is not a regular file');
}

const identityOf = ({ dev, ino, size, mtimeNs }: BigIntStats): string => [dev, ino, size, mtimeNs].join(':');

/** What `FileSource` would tell of the file that lies at a path now; `undefined` while there is none. */
export async function identityAt(path: string): Promise<string | undefined> {
  const there = await stat(path, { bigint: true }).catch(() => undefined);
  return there && identityOf(there);
}

/** Ranged reads of a file; the file stays open until `close`. */
export async function openFileSource(path: string): Promise<FileSource> {
  const handle = await openFile(path);
  const info = await handle.stat({ bigint: true });
  const identity = identityOf(info);
  const readInto = async (offset: number, target: Uint8Array): Promise<void> => {
    for (let filled = 0; filled < target.length;) {
      const { bytesRead } = await handle.read(target, filled, target.length - filled, offset + filled);
      if (bytesRead === 0) throw new Error(`${path} ends at byte ${offset + filled}; it has become shorter since it was opened`);
      filled += bytesRead;
    }
  };
  const changed = async (): Promise<FileChange> => {
    if (identityOf(await handle.stat({ bigint: true })) !== identity) return 'overwritten';
    return (await identityAt(path)) === identity ? 'no' : 'replaced';
  };
  return {
    size: Number(info.size),
    identity,
    async read(offset, length) {
      const bytes = Buffer.allocUnsafeSlow(length);
      // Fresh memory is handed out page by page as it is filled: two threads do that in half the time.
      const half = length > worthTwo ? length >> 1 : length;
      await Promise.all([readInto(offset, bytes.subarray(0, half)), readInto(offset + half, bytes.subarray(half))]);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, length);
    },
    readInto,
    changed,
    async mustBeUnchanged() {
      if ((await changed()) !== 'no') throw new Error(`${path} has changed since it was opened`);
    },
    close: () => handle.close(),
  };
}
