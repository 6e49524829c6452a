import * as vscode from 'vscode';
import { realFolders } from '../review/site';

const name = 'collect-inventory.sh';

/**
 * Writes the script that collects what a host tells, for people to read and to run there themselves. `given`: where it goes;
 * else people are asked. `undefined` if they give it up.
 */
export async function collectInventoryScript(extension: vscode.Uri, given?: unknown): Promise<vscode.Uri | undefined> {
  const folder = realFolders()[0]?.uri;
  const target =
    given instanceof vscode.Uri
      ? given
      : await vscode.window.showSaveDialog({
          title: vscode.l10n.t('Collect Inventory Script'),
          ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
          filters: { [vscode.l10n.t('Shell scripts')]: ['sh'] },
        });
  if (!target) return undefined;
  await vscode.workspace.fs.writeFile(target, await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'media', name)));
  await vscode.window.showTextDocument(target);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Read the script, run it on each host, and add the files that it writes with Add Inventory.'),
  );
  return target;
}
