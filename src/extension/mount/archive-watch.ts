import * as vscode from 'vscode';
import { baseName } from '../../core/text/path';

/** Milliseconds without a change before a file counts as written. */
const settled = 400;

/** Tells when a file has another time or size than before: when the editor says so, and at the latest when the user comes back. */
export async function watchArchive(file: vscode.Uri, changed: () => void): Promise<vscode.Disposable> {
  let known = await stampOf(file);
  // A folder's content is read when it is asked for.
  if (known === 'folder') return new vscode.Disposable(() => undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    const stamp = await stampOf(file);
    if (stamp === undefined || stamp === known) return;
    known = stamp;
    changed();
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), settled);
  };
  const touched = (uri: vscode.Uri): void => {
    if (uri.toString() === file.toString()) soon();
  };
  const watcher = vscode.workspace.createFileSystemWatcher(patternOf(file), false, false, true);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(touched),
    watcher.onDidCreate(touched),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) soon();
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}

/** The workspace is watched already: another watch of one of its folders would take its place. */
function patternOf(file: vscode.Uri): vscode.RelativePattern {
  // Its name may hold characters that mean something else in a pattern.
  const name = baseName(file.path).replace(/[*?{}[\]!]/g, '?');
  const folder = vscode.workspace.getWorkspaceFolder(file);
  return folder ? new vscode.RelativePattern(folder, `**/${name}`) : new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), name);
}

/** `undefined` while there is no such file. */
async function stampOf(file: vscode.Uri): Promise<string | undefined> {
  try {
    const { type, mtime, size } = await vscode.workspace.fs.stat(file);
    return type & vscode.FileType.Directory ? 'folder' : `${mtime}:${size}`;
  } catch {
    return undefined;
  }
}
