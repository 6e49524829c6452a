import * as vscode from 'vscode';

/** Uris as the Explorer and the system's file manager hand them over: one a line, comments begin with `#` (RFC 2483). */
const uriList = 'text/uri-list';

/** Archives and folders that are dropped onto the view are reviewed. */
export const packageDrop: vscode.TreeDragAndDropController<unknown> = {
  dragMimeTypes: [],
  dropMimeTypes: [uriList, 'files'],
  async handleDrop(_target, data) {
    const list = (await data.get(uriList)?.asString()) ?? '';
    const listed = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
    const files = [...data].flatMap(([, item]) => item.asFile() ?? []);
    const dropped = listed.length > 0 ? listed.map((line) => vscode.Uri.parse(line)) : files.flatMap(({ uri }) => uri ?? []);
    if (dropped.length === 0 && files.length > 0)
      void vscode.window.showWarningMessage(
        vscode.l10n.t('A browser does not tell where the file lies: put it into a folder of this window, and drop it from the Explorer.'),
      );
    for (const uri of dropped) await vscode.commands.executeCommand('upgradeReview.reviewPackage', uri);
  },
};
