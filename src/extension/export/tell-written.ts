import * as vscode from 'vscode';

type Tell = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

/** Tells what was written, and leads to the file. Not waited for: it stays until somebody closes it. */
export function tellWritten(words: string, file: vscode.Uri, tell: Tell = vscode.window.showInformationMessage): void {
  void tell(words, vscode.l10n.t('Reveal')).then((chosen) => chosen && reveal(file));
}

/** Where the system's file manager is on another computer, the Explorer shows the file if it can; else it is opened. */
function reveal(file: vscode.Uri): Thenable<unknown> {
  const isHere = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined && file.scheme === 'file';
  const command = isHere ? 'revealFileInOS' : vscode.workspace.getWorkspaceFolder(file) ? 'revealInExplorer' : 'vscode.open';
  return vscode.commands.executeCommand(command, file);
}
