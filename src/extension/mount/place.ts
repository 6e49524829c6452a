import * as vscode from 'vscode';
import type { PackagePlace } from '../../node/review/protocol';

/** Where a thread of its own finds a package: on this computer, or its bytes where only the editor can read it. */
export const placeOf = async (uri: vscode.Uri): Promise<PackagePlace> =>
  uri.scheme === 'file'
    ? { path: uri.fsPath }
    : { name: uri.path.slice(uri.path.lastIndexOf('/') + 1), bytes: await vscode.workspace.fs.readFile(uri) };
