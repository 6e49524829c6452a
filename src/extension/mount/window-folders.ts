import * as vscode from 'vscode';

/** Settles when the editor has told of the last change: another one before that may meet other folders than it was made for (`updateWorkspaceFolders`). */
let told: Promise<void> = Promise.resolve();

/** Mounts that are taken out of the window, by authority, until the editor has told so: up to then it may tell that they came. */
const leaving = new Set<string>();

export const isLeaving = (root: vscode.Uri): boolean => leaving.has(root.authority);

/**
 * Shows a mount in the window, as its last folder. False if that restarts the extensions: the mount then comes back by
 * its URI and is reviewed at activation.
 *
 * In a browser the package becomes the only folder instead of the second one: a window that becomes one of several
 * folders is loaded anew there, waits for our file system before it starts the extensions that provide it, and stays empty.
 */
export async function addFolder(root: vscode.Uri, name: string): Promise<boolean> {
  let restarts = false;
  await inTurn(async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.some(({ uri }) => uri.authority === root.authority)) return;
    restarts = folders.length === 0 || (folders.length === 1 && !vscode.workspace.workspaceFile);
    if (restarts && vscode.env.uiKind === vscode.UIKind.Web)
      await vscode.commands.executeCommand('vscode.openFolder', root, { forceReuseWindow: true });
    else vscode.workspace.updateWorkspaceFolders(folders.length, 0, { uri: root, name });
  });
  return !restarts;
}

/** Takes a mount out of the window. A window that showed nothing else is empty then, and restarts the extensions. */
export async function removeFolder(root: vscode.Uri): Promise<void> {
  leaving.add(root.authority);
  await inTurn(async () => {
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.authority === root.authority);
    if (folder && vscode.workspace.workspaceFile) vscode.workspace.updateWorkspaceFolders(folder.index, 1);
    else if (folder) await vscode.commands.executeCommand('workbench.action.closeFolder');
  });
  // Folders are settings of the workspace: who writes other ones before that is refused.
  await told;
  leaving.delete(root.authority);
}

/** Milliseconds in which the editor tells of a change; of one that changed nothing it tells nothing. */
const untilTold = 5000;

/** Makes a change when the editor has told of the one before. */
function inTurn(change: () => Promise<void>): Promise<void> {
  const made = told.then(async () => {
    const before = folderNames();
    await change();
    return folderNames() !== before;
  });
  told = made.then(
    (isChanged) => (isChanged ? nextTold() : undefined),
    () => undefined,
  );
  return made.then(() => undefined);
}

const folderNames = (): string => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()).join('\n');

function nextTold(): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(late);
      listening.dispose();
      resolve();
    };
    const late = setTimeout(settle, untilTold);
    const listening = vscode.workspace.onDidChangeWorkspaceFolders(settle);
  });
}
