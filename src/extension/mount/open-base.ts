import * as vscode from 'vscode';
import { openArchive, type Archive } from '../../core/archive/archive';
import { archiveSource } from '../../core/archive/archive-source';
import { bytesSource, type ByteSource } from '../../core/archive/byte-source';
import { nestingSource, type NestingSource } from '../../core/archive/nesting-source';
import { inflateRaw } from '../../node/inflate';
import type { FileChange } from '../../node/file-source';
import { innerArchives } from '../../node/inner-archives';
import { openPackage, sha256OfFile } from '../../node/open-package';
import { baseName } from '../../core/text/path';
import { PackageError } from './package-error';

/** A package as the vendor shipped it. */
export interface Base {
  readonly source: NestingSource;
  /** What the overlay is filed under: the same archive has it wherever the file lies. Lower-case hex. */
  readonly key: string;
  /** For writing it anew; absent for a directory. */
  readonly archive?: { readonly archive: Archive; readonly bytes: ByteSource };
  /** SHA-256 over the archive file, lower-case hex; `undefined` for a directory. */
  sha256(): Promise<string | undefined>;
  /** Of the file that was opened, as `FileSource` tells it; absent where it is none. */
  readonly identity?: string;
  /** What became since of the file that was opened. */
  changed(): Promise<FileChange>;
  /** Whether what was opened can still be read although another file may lie at its place now. */
  isReadable(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens an archive or directory: by ranges where the file is local, as whole bytes where only the editor can read it.
 * @throws PackageError whose reason says what is wrong with the file and what to do.
 */
export async function openBase(uri: vscode.Uri): Promise<Base> {
  try {
    return await (uri.scheme === 'file' ? openLocal(uri) : openRemote(uri));
  } catch (error) {
    const found = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined);
    throw new PackageError(uri, error, found !== undefined && !(found.type & vscode.FileType.Directory));
  }
}

async function openLocal(uri: vscode.Uri): Promise<Base> {
  const opened = await openPackage(uri.fsPath);
  const key = opened.archive
    ? await directoryDigest(opened.archive.bytes, opened.archive.archive)
    : await digest(new TextEncoder().encode(uri.toString()));
  return {
    source: opened.source,
    ...(opened.archive && { archive: opened.archive }),
    key,
    ...(opened.archive && { identity: opened.archive.bytes.identity }),
    changed: () => opened.archive?.bytes.changed() ?? Promise.resolve('no'),
    sha256: () => sha256OfFile(opened),
    isReadable: async () =>
      !opened.archive || (await directoryDigest(opened.archive.bytes, opened.archive.archive).catch(() => undefined)) === key,
    close: () => opened.close(),
  };
}

async function openRemote(uri: vscode.Uri): Promise<Base> {
  const found = await vscode.workspace.fs.stat(uri);
  if (found.type & vscode.FileType.Directory)
    throw new Error(vscode.l10n.t('Folders that are not on this computer cannot be reviewed: review the ZIP instead.'));
  const whole = await vscode.workspace.fs.readFile(uri);
  const bytes = bytesSource(whole);
  const name = baseName(uri.path);
  const archive = await openArchive(bytes, { inflate: inflateRaw });
  return {
    source: nestingSource(archiveSource(name, archive), innerArchives),
    archive: { archive, bytes },
    key: await directoryDigest(bytes, archive),
    changed: () => Promise.resolve('no'),
    sha256: () => digest(whole),
    isReadable: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
}

const directoryDigest = async (bytes: ByteSource, { directorySpan: { offset, length } }: Archive): Promise<string> =>
  digest(await bytes.read(offset, length));

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
