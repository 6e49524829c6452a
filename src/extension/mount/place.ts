import * as vscode from 'vscode';
import { isInside } from '../../node/place';
import type { PackagePlace } from '../../node/review/protocol';
import { baseName } from '../../core/text/path';

/** Where a thread of its own finds a package: on this computer, or its bytes where only the editor can read it. */
export const placeOf = async (uri: vscode.Uri): Promise<PackagePlace> =>
  uri.scheme === 'file' ? { path: uri.fsPath } : { name: baseName(uri.path), bytes: await vscode.workspace.fs.readFile(uri) };

/** Whether a file lies in a folder or is it: by real paths on this computer, elsewhere by name. */
export async function isWithin(uri: vscode.Uri, folder: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== folder.scheme || uri.authority !== folder.authority) return false;
  return uri.scheme === 'file' ? isInside(uri.fsPath, folder.fsPath) : `${uri.path}/`.startsWith(`${folder.path}/`);
}

/** As people know it. */
export const shownPlace = (uri: vscode.Uri): string => (uri.scheme === 'file' ? uri.fsPath : uri.toString(true));
