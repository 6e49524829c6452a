import * as vscode from 'vscode';
import type { FileState } from '../../core/review/coverage';
import { shownPath } from '../../core/package/nested-path';
import { commandRegistrar } from '../register-command';
import type { ReviewSessions } from './sessions';

/** Says what became of the file in the editor, and shows or hides what is only possible. */
export function registerCoverage(sessions: ReviewSessions, log: vscode.LogOutputChannel): vscode.Disposable {
  const register = commandRegistrar(log);
  const showPossible = (shown: boolean) => async () => {
    for (const session of sessions.all) session.showPossible(shown);
    await vscode.commands.executeCommand('setContext', 'upgradeReview.possibleShown', shown);
  };
  return vscode.Disposable.from(
    register('showPossibleFindings', showPossible(true)),
    register('hidePossibleFindings', showPossible(false)),
    register('whyNothingShown', async (uri?: vscode.Uri) => {
      const wanted = uri ?? vscode.window.activeTextEditor?.document.uri;
      const session = wanted && sessions.find(wanted);
      const path = wanted && session?.mount.pathOf(wanted);
      if (!session || path === undefined) throw new Error(vscode.l10n.t('Open a file of a package first.'));
      await session.idle();
      const file = await session.ask('coverage', { path });
      const own = session.shownFindings.filter((finding) => finding.path === path).length;
      const findings =
        own === 0
          ? vscode.l10n.t('No rule has found anything in it.')
          : own === 1
            ? vscode.l10n.t('It has 1 finding.')
            : vscode.l10n.t('It has {0} findings.', own);
      const more = file && (file.state === 'reviewed' || file.state === 'partly') ? ` ${findings}` : '';
      const told = `${stateWords(file)}${more} (${shownPath(path)})`;
      // Not waited for: it stays until somebody closes it.
      void vscode.window.showInformationMessage(told);
      return told;
    }),
  );
}

/** What became of a file, as a sentence. */
export function stateWords(file: FileState | undefined): string {
  switch (file?.state) {
    case 'reviewed':
      return vscode.l10n.t('It was reviewed as {0}.', file.as.join(', '));
    case 'partly':
      return vscode.l10n.t('It was reviewed as {0}, but not as a whole: {1}.', file.as.join(', '), file.why);
    case 'not-understood':
      return vscode.l10n.t('It was not reviewed: {0} is not understood.', file.language);
    case 'skipped':
      return vscode.l10n.t('It was not reviewed: {0}.', file.why);
    case 'listed':
      return vscode.l10n.t('It was only listed: nothing in a file of this kind runs or configures anything.');
    case undefined:
      return vscode.l10n.t('It was not part of the last review.');
  }
}
