import * as vscode from 'vscode';

/**
 * Shows a mount in the window, as its last folder. False if that restarts the extensions: the mount then comes back by
 * its URI and is reviewed at activation.
 *
 * In a browser the package becomes the only folder instead of the second one: a window that becomes one of several
 * folders is loaded anew there, waits for our file system before it starts the extensions that provide it, and stays empty.
 */
export async function addFolder(root: vscode.Uri, name: string): Promise<boolean> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.some(({ uri }) => uri.authority === root.authority)) return true;
  const restarts = folders.length === 0 || (folders.length === 1 && !vscode.workspace.workspaceFile);
  if (restarts && vscode.env.uiKind === vscode.UIKind.Web) {
    await vscode.commands.executeCommand('vscode.openFolder', root, { forceReuseWindow: true });
  } else {
    vscode.workspace.updateWorkspaceFolders(folders.length, 0, { uri: root, name });
  }
  return !restarts;
}

/** Takes a mount out of the window. A window that showed nothing else is empty then, and restarts the extensions. */
export async function removeFolder(root: vscode.Uri): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.authority === root.authority);
  if (!folder) return;
  if (vscode.workspace.workspaceFile) vscode.workspace.updateWorkspaceFolders(folder.index, 1);
  else await vscode.commands.executeCommand('workbench.action.closeFolder');
}
