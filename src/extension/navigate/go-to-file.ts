import * as vscode from 'vscode';
import type { ReviewSessions } from '../review/sessions';
import { readableUri } from '../summary/readable-uri';
import { filePicks } from './file-picks';
import { tellNoneIsOpen } from '../targets';

/** Asks for a file among all open packages and opens it. `typed` is what the input starts with. */
export async function goToFile(sessions: ReviewSessions, typed = ''): Promise<void> {
  const { all } = sessions;
  if (all.length === 0) {
    tellNoneIsOpen();
    return;
  }
  const items = all.flatMap(({ mount }) => filePicks(mount.source, all.length > 1).map((pick) => ({ ...pick, mount })));
  const picked = await pick(items, typed);
  if (picked) await vscode.commands.executeCommand('vscode.open', await readableUri(sessions, picked.mount.uriOf(picked.path)));
}

function pick<T extends vscode.QuickPickItem>(items: readonly T[], typed: string): Promise<T | undefined> {
  const input = vscode.window.createQuickPick<T>();
  input.title = vscode.l10n.t('Go to File in Package');
  input.placeholder = vscode.l10n.t('Name or path of a file');
  input.matchOnDescription = true;
  input.items = items;
  input.value = typed;
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      resolve(input.selectedItems[0]);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
