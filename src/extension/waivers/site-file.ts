import * as vscode from 'vscode';
import { siteFolder } from '../../core/catalog/site-folder';
import { decodeText } from '../../core/text/decode';
import { errorText, FileError } from '../../core/text/error-text';
import { shownPlace } from '../mount/place';
import { realFolders } from '../review/site';
import type { ReviewSession } from '../review/session';

/** The file of a role that is there already, else the one that the first real folder's site, or the package's neighbour, would have. */
export async function siteFileOf(session: ReviewSession, role: 'waivers' | 'notes'): Promise<vscode.Uri> {
  const { files } = await session.siteFiles();
  const known = files.find((file) => file.role === role);
  if (known) return vscode.Uri.parse(known.path);
  const parent = realFolders()[0]?.uri ?? vscode.Uri.joinPath(session.mount.archiveUri, '..');
  return vscode.Uri.joinPath(parent, siteFolder, `${role}.json`);
}

/**
 * Changes the text of a file, and saves it; what is open in an editor can be undone there. `change` gets `undefined` if there is no file.
 * @throws FileError that says why it cannot be
 */
export async function changeFile(file: vscode.Uri, change: (text: string | undefined) => string): Promise<void> {
  const changed = (text: string | undefined): string => {
    try {
      return change(text);
    } catch (error) {
      throw new FileError(shownPlace(file), errorText(error));
    }
  };
  const bytes = await Promise.resolve(vscode.workspace.fs.readFile(file)).catch(() => undefined);
  if (!bytes) {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(changed(undefined)));
    return;
  }
  if (!decodeText(bytes)) throw new FileError(shownPlace(file), vscode.l10n.t('this is not a text file'));
  const document = await vscode.workspace.openTextDocument(file);
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(file, all, changed(document.getText()));
  await vscode.workspace.applyEdit(edit);
  if (!(await document.save())) throw new FileError(shownPlace(file), vscode.l10n.t('it could not be saved'));
}
