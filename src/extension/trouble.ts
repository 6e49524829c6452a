import * as vscode from 'vscode';
import { errorText, reasonFirst } from '../core/text/error-text';
import { PackageError } from './mount/package-error';

/**
 * Logs what went wrong, and tells it: the reason first. With a button a notification is shown whole, without one it is cut off after
 * a line.
 */
export function showTrouble(log: vscode.LogOutputChannel, error: unknown): void {
  log.error(errorText(error), error);
  const overview = error instanceof PackageError && error.isFile ? vscode.l10n.t('Show Overview') : undefined;
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(reasonFirst(error), ...(overview ? [overview] : []), showLog).then(async (chosen) => {
    if (chosen === showLog) log.show();
    else if (chosen && error instanceof PackageError) await vscode.commands.executeCommand('upgradeReview.showOverview', error.archive);
  });
}
