import * as vscode from 'vscode';
import { mountScheme } from '../mount/mount-uri';

/**
 * Whether a window holds packages and nothing else. The editor's own search and Go to File know no files of extensions
 * there: one never ends, and the other finds nothing. Their keys lead to ours then; beside a real folder both work.
 */
export const holdsOnlyPackages = (folders: readonly { readonly uri: vscode.Uri }[]): boolean =>
  folders.length > 0 && folders.every(({ uri }) => uri.scheme === mountScheme);

/** Keeps the context key of the key bindings true. */
export function registerWindowKeys(): vscode.Disposable {
  const tell = () =>
    void vscode.commands.executeCommand(
      'setContext',
      'upgradeReview.onlyPackages',
      holdsOnlyPackages(vscode.workspace.workspaceFolders ?? []),
    );
  tell();
  return vscode.workspace.onDidChangeWorkspaceFolders(tell);
}
