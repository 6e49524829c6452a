import * as vscode from 'vscode';

/** Copies the bundled package and its site to where they can be opened; the bundle itself may be read-only. */
export async function prepareSample(context: vscode.ExtensionContext): Promise<vscode.Uri> {
  const folder = vscode.Uri.joinPath(context.globalStorageUri, 'sample');
  const archive = vscode.Uri.joinPath(folder, 'Full-upgrade-package-dten.zip');
  const bundled = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'dist', name);
  // The site first: a folder that is overwritten loses what else is in it.
  await vscode.workspace.fs.copy(bundled('sample-site'), folder, { overwrite: true });
  await vscode.workspace.fs.copy(bundled('Full-upgrade-package-dten.zip'), archive, { overwrite: true });
  return archive;
}
