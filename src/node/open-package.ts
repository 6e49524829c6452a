import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { basename } from 'node:path';
import { openArchive, type Archive } from '../core/archive/archive';
import { errorText, FileError, systemReason } from '../core/text/error-text';
import { archiveSource } from '../core/archive/archive-source';
import { nestingSource, type NestingSource } from '../core/archive/nesting-source';
import { directorySource } from './directory-source';
import { identityAt, openFileSource, type FileSource } from './file-source';
import { innerArchives } from './inner-archives';
import { inflateRaw } from './inflate';
import { codeOf } from './write-trouble';

export interface OpenedPackage {
  /** Absolute. */
  readonly path: string;
  readonly source: NestingSource;
  /** Absent for a directory. */
  readonly archive?: { readonly archive: Archive; readonly bytes: FileSource };
  close(): Promise<void>;
}

/** A file that is written to while it is opened is opened again: so many times, with milliseconds between. */
const again = { times: 5, pause: 100 };

/** @throws Error whose message says what is wrong with the file and what to do. */
export async function openPackage(path: string): Promise<OpenedPackage> {
  for (let left = again.times; left > 0; left--) {
    const before = await identityAt(path);
    try {
      const opened = await openOnce(path);
      if ((await opened.archive?.bytes.changed()) !== 'overwritten') return opened;
      await opened.close();
    } catch (error) {
      if ((await identityAt(path)) === before) throw error;
    }
    await pause(again.pause);
  }
  return openOnce(path);
}

async function openOnce(path: string): Promise<OpenedPackage> {
  const failed = (error: unknown): never => {
    throw new FileError(path, systemReason(error) ?? errorText(error), { cause: error });
  };
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') return failed(error);
    throw new FileError(path, 'it does not exist', { cause: error }, `${path} does not exist`);
  });
  if (found.isDirectory()) {
    const folder = await directorySource(path).catch(failed);
    return { path, source: nestingSource(folder, innerArchives), close: () => Promise.resolve() };
  }
  const bytes = await openFileSource(path).catch(failed);
  try {
    const archive = await openArchive(bytes, { inflate: inflateRaw });
    const source = nestingSource(archiveSource(basename(path), archive), innerArchives);
    return { path, source, archive: { archive, bytes }, close: () => bytes.close() };
  } catch (error) {
    await bytes.close();
    return failed(error);
  }
}

/** Archives have gigabytes. */
const piece = 2 ** 20;

/**
 * Lower-case hex over the whole archive file as it was opened; `undefined` for a directory.
 * @throws Error if the file has changed since
 */
export async function sha256OfFile({ archive }: OpenedPackage): Promise<string | undefined> {
  if (!archive) return undefined;
  const { bytes } = archive;
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.size; at += piece) hash.update(await bytes.read(at, Math.min(piece, bytes.size - at)));
  await bytes.mustBeUnchanged();
  return hash.digest('hex');
}
