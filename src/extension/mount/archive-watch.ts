import * as vscode from 'vscode';
import { identityAt } from '../../node/file-source';
import { baseName } from '../../core/text/path';

/** Milliseconds between two looks that find the same before a file counts as written. */
const settled = 200;

/** Milliseconds between two looks at a file of this computer: watchers miss writes, and a missed one leaves a verdict that is another file's. */
const pause = 2000;

/**
 * Tells when another file lies at a place, or the same with another content: when the editor says so, soon after it if that
 * says nothing, and at the latest when the user comes back. It is told again for as long as `changed` resolves with `false`.
 * @param shown the identity of the file that is shown, as `FileSource` tells it
 */
export async function watchArchive(
  file: vscode.Uri,
  shown: string | undefined,
  changed: () => Promise<boolean>,
): Promise<vscode.Disposable> {
  // What came to its place since it was opened is told as well.
  let known = shown ?? (await stampOf(file));
  let seen: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    const stamp = await stampOf(file);
    if (stamp !== undefined && stamp !== known) {
      if (stamp === seen) known = (await changed()) ? stamp : undefined;
      else soon();
      seen = stamp;
    }
    isLooking = false;
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), settled);
  };
  const touched = (uri: vscode.Uri): void => {
    if (uri.toString() === file.toString()) soon();
  };
  const looking = file.scheme === 'file' ? setInterval(() => void look(), pause) : undefined;
  const watcher = vscode.workspace.createFileSystemWatcher(patternOf(file), false, false, true);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(touched),
    watcher.onDidCreate(touched),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) soon();
    }),
    new vscode.Disposable(() => {
      clearTimeout(timer);
      clearInterval(looking);
    }),
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
    if (file.scheme === 'file') return await identityAt(file.fsPath);
    const { mtime, size } = await vscode.workspace.fs.stat(file);
    return `${mtime}:${size}`;
  } catch {
    return undefined;
  }
}
