import * as vscode from 'vscode';
import { changeKinds, type EntryChange } from '../../core/compare/entries';
import type { ReviewSession } from '../review/session';
import { isShowable, sidesOf } from './sides';

/** Files that one multi-diff shows; a rebuilt package has thousands. */
const maxFiles = 300;

/** All changed files that can be shown, side by side. */
export async function openComparison(session: ReviewSession): Promise<void> {
  const comparison = session.review?.comparison;
  if (!comparison) return;
  const { entries, more } = comparison.changes;
  const shown = entries.filter(isShowable);
  const unlisted = changeKinds.reduce((sum, kind) => sum + (isShowable({ kind }) ? (more?.entries[kind] ?? 0) : 0), 0);
  const sides = await Promise.all(shown.slice(0, maxFiles).map((change) => sidesOf(session, change)));
  const title = vscode.l10n.t('{0}: changes since {1}', session.mount.name, comparison.package.version ?? comparison.package.path);
  await vscode.commands.executeCommand(
    'vscode.changes',
    title,
    sides.map(({ path, before, after }) => [session.mount.uriOf(path), before, after]),
  );
  if (shown.length > maxFiles) {
    const message = vscode.l10n.t(
      'Only the first {0} of {1} files are shown: the Changes view has all.',
      maxFiles,
      shown.length + unlisted,
    );
    void vscode.window.showInformationMessage(message);
  }
}

export async function openChange(session: ReviewSession, change: EntryChange): Promise<void> {
  if (!isShowable(change)) {
    void vscode.window.setStatusBarMessage(vscode.l10n.t('The content is the same.'), 5000);
    return;
  }
  const { path, before, after } = await sidesOf(session, change);
  const older = session.review?.comparison?.package;
  const title = vscode.l10n.t(
    '{0} ({1} ↔ {2})',
    path,
    older?.version ?? older?.path ?? '',
    session.review?.package.version ?? session.mount.name,
  );
  if (before && after) await vscode.commands.executeCommand('vscode.diff', before, after, title);
  else await vscode.commands.executeCommand('vscode.open', after ?? before);
}
