import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { writeFileAtomically } from '../../node/atomic-write';
import type { ReviewSession } from '../review/session';
import { realFolders } from '../review/site';

export interface Wanted {
  readonly title: string;
  /** Between the name of the package's file and the extension. */
  readonly suffix: string;
  readonly extension: string;
  /** What files of that extension are called. */
  readonly kind: string;
}

/**
 * Where an export shall go: what the caller says, else what the user picks; `undefined` if they give it up.
 * @throws Error if that is the package itself.
 */
export async function exportTarget({ mount }: ReviewSession, wanted: Wanted, given: unknown): Promise<vscode.Uri | undefined> {
  const stem = mount.name.replace(/\.[^.]+$/, '');
  const folder = realFolders()[0]?.uri ?? vscode.Uri.joinPath(mount.archiveUri, '..');
  const target =
    given instanceof vscode.Uri
      ? given
      : await vscode.window.showSaveDialog({
          title: wanted.title,
          defaultUri: vscode.Uri.joinPath(folder, `${stem}${wanted.suffix}.${wanted.extension}`),
          filters: { [wanted.kind]: [wanted.extension] },
        });
  if (target && (await placeOf(target)) === (await placeOf(mount.archiveUri)))
    throw new Error(vscode.l10n.t('{0} is the package itself, which is never changed: export to another file.', mount.name));
  return target;
}

/** Without symlinks; of files elsewhere the URI. */
const placeOf = async (uri: vscode.Uri): Promise<string> =>
  uri.scheme === 'file' ? realpath(uri.fsPath).catch(() => uri.fsPath) : uri.toString();

/** The file has its old content or all of the new one; where only the editor can write, it does so at once. */
export async function writeExport(target: vscode.Uri, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  if (target.scheme === 'file') return writeFileAtomically(target.fsPath, pieces);
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(new Uint8Array(piece));
  await vscode.workspace.fs.writeFile(target, Buffer.concat(all));
}
