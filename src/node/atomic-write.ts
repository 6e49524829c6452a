import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * The file holds either its old content or all of the new one, whatever happens in between: writes beside it, syncs,
 * renames. An existing file keeps its permissions; a symlink is followed.
 * @throws Error if the target is something else than a file, or what reading `pieces` throws; nothing is left behind.
 */
export async function writeFileAtomically(path: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  if (before && !before.isFile()) throw new Error(`${path} is not a regular file`);
  const draft = join(dirname(target), `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await open(draft, 'wx', before ? before.mode & 0o777 : 0o666);
  try {
    await writeAll(handle, pieces);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

/** Bytes after which the disk is set to work while more are written: the sync at the end then has little left to do. */
const syncAhead = 32 * 2 ** 20;

async function writeAll(handle: FileHandle, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  let ahead = Promise.resolve();
  let busy = false;
  let unsynced = 0;
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length;) at += (await handle.write(piece, at)).bytesWritten;
      unsynced += piece.length;
      if (unsynced < syncAhead || busy) continue;
      unsynced = 0;
      busy = true;
      ahead = handle.datasync().then(() => void (busy = false));
      ahead.catch(() => undefined);
    }
    // The system tells of a failed write-back once: it must not get lost here.
    await ahead;
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the rename durable where folders can be synced; Windows cannot, and has it done. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
