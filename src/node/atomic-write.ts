import { randomBytes } from 'node:crypto';
import { link, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, notWritten } from './write-trouble';

type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface NewFile {
  readonly path: string;
  readonly pieces: Pieces;
  /** Nothing may be there before: not even what came while the others were written. */
  readonly fresh?: boolean;
}

/**
 * The file holds either its old content or all of the new one, whatever happens in between: writes beside it, syncs,
 * renames. An existing file keeps its permissions; a symlink is followed.
 * @throws Error if the target is something else than a file or cannot be written, or what reading `pieces` throws; nothing
 * is left behind.
 */
export const writeFileAtomically = (path: string, pieces: Pieces): Promise<void> => writeFilesAtomically([{ path, pieces }]);

/**
 * As above for several files: none takes its place before all are complete. If one cannot take its place after others
 * did, those of them that were new are removed; so name the file that replaces another one last.
 */
export async function writeFilesAtomically(files: readonly NewFile[]): Promise<void> {
  const drafts: Draft[] = [];
  const placed: Draft[] = [];
  try {
    for (const file of files) drafts.push(await draftOf(file));
    for (const draft of drafts) {
      await place(draft);
      placed.push(draft);
    }
  } catch (error) {
    for (const { target, isNew } of placed) if (isNew) await rm(target, { force: true });
    throw error;
  } finally {
    for (const { draft } of drafts) await rm(draft, { force: true });
  }
  for (const folder of new Set(placed.map(({ target }) => dirname(target)))) await syncFolder(folder);
}

interface Draft {
  readonly draft: string;
  readonly target: string;
  readonly isNew: boolean;
  readonly fresh: boolean;
}

/** The complete file beside its place. */
async function draftOf({ path, pieces, fresh = false }: NewFile): Promise<Draft> {
  const target = fresh ? path : await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  if (before && !before.isFile()) throw new Error(`${path} is not a regular file`);
  // Of its own length: a name that is just short enough has no room for more.
  const draft = join(dirname(target), `.upgrade-review.${randomBytes(8).toString('hex')}.tmp`);
  const handle = await open(draft, 'wx', before ? before.mode & 0o777 : 0o666).catch((error: unknown) => {
    throw notWritten(path, error);
  });
  try {
    await writeAll(handle, pieces, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return { draft, target, isNew: !before, fresh };
}

async function place({ draft, target, fresh }: Draft): Promise<void> {
  try {
    if (fresh) await claim(draft, target);
    else await rename(draft, target);
  } catch (error) {
    throw notWritten(target, error);
  }
}

/** What file systems without hard links answer; on Windows, libuv makes EISDIR of ERROR_INVALID_FUNCTION. */
const noLinks: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'];

/** A hard link never replaces a file. Where the file system knows none, two writers at the very same moment are not told apart. */
export async function claim(draft: string, target: string): Promise<void> {
  try {
    await link(draft, target);
  } catch (error) {
    if (!noLinks.includes(codeOf(error))) throw error;
    if (await stat(target).catch(() => undefined)) throw Object.assign(new Error(`${target} exists`), { code: 'EEXIST', cause: error });
    await rename(draft, target);
  }
}

/** Bytes after which the disk is set to work while more are written: the sync at the end then has little left to do. */
const syncAhead = 32 * 2 ** 20;

async function writeAll(handle: FileHandle, pieces: Pieces, path: string): Promise<void> {
  /** Pieces fail for reasons of their own, which are told as they are. */
  const written = <T>(step: Promise<T>): Promise<T> =>
    step.catch((error: unknown) => {
      throw notWritten(path, error);
    });
  let ahead = Promise.resolve();
  let busy = false;
  let unsynced = 0;
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length;) at += (await written(handle.write(piece, at))).bytesWritten;
      unsynced += piece.length;
      if (unsynced < syncAhead || busy) continue;
      unsynced = 0;
      busy = true;
      ahead = handle.datasync().then(() => void (busy = false));
      ahead.catch(() => undefined);
    }
    // The system tells of a failed write-back once: it must not get lost here.
    await written(ahead);
    await written(handle.sync());
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
