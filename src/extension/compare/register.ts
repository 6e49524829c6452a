import * as vscode from 'vscode';
import type { EntryChange } from '../../core/compare/entries';
import type { PackageMounts } from '../mount/mounts';
import { commandRegistrar } from '../register-command';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { sessionFor, type Target } from '../targets';
import { ChangesTree } from './changes-tree';
import { Comparisons } from './comparisons';
import { pickPrevious } from './pick-previous';
import { isShowable, sidesOf } from './sides';
import { baseName } from '../../core/text/path';

interface Host {
  readonly context: vscode.ExtensionContext;
  readonly sessions: ReviewSessions;
  readonly mounts: PackageMounts;
  readonly log: vscode.LogOutputChannel;
}

/** Files that one multi-diff shows; a rebuilt package has thousands. */
const maxFiles = 300;

/** Compares packages with those that came before them: the view of changes, and the filter for new findings. */
export function registerComparisons({ context, sessions, mounts, log }: Host): vscode.Disposable {
  const register = commandRegistrar(log);
  const comparisons = new Comparisons(sessions, mounts, context.workspaceState, log);
  const changes = new ChangesTree(sessions);
  return vscode.Disposable.from(
    comparisons,
    changes,
    vscode.window.createTreeView('upgradeReview.changes', { treeDataProvider: changes, showCollapseAll: true }),
    register('compareWithPrevious', async (target?: Target, previous?: unknown) => {
      const session = await sessionFor(sessions, target);
      const older = session && (previous instanceof vscode.Uri ? previous : await pickPrevious(session));
      if (!session || !older) return;
      const title = vscode.l10n.t('Comparing {0} with {1}', session.mount.name, baseName(older.path));
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () => comparisons.start(session, older));
      await vscode.commands.executeCommand('upgradeReview.changes.focus');
    }),
    register('stopComparing', async (target?: Target) => {
      const session = await comparedSession(sessions, target);
      if (session) await comparisons.stop(session);
    }),
    register('openComparison', async (target?: Target) => {
      const session = await comparedSession(sessions, target);
      if (session) await openAll(session);
    }),
    register('openChange', ({ session, change }: { session: ReviewSession; change: EntryChange }) => openOne(session, change)),
    register('showNewFindings', () => comparisons.showNewOnly(true)),
    register('showAllFindings', () => comparisons.showNewOnly(false)),
  );
}

/** The one that is compared, if no other is meant. */
async function comparedSession(sessions: ReviewSessions, target?: Target): Promise<ReviewSession | undefined> {
  const compared = sessions.all.filter(({ previous }) => previous !== undefined);
  const session = target || compared.length !== 1 ? await sessionFor(sessions, target) : compared[0];
  return session?.previous && session;
}

async function openAll(session: ReviewSession): Promise<void> {
  const comparison = session.review?.comparison;
  if (!comparison) return;
  const shown = comparison.changes.entries.filter(isShowable);
  const sides = await Promise.all(shown.slice(0, maxFiles).map((change) => sidesOf(session, change)));
  const title = vscode.l10n.t('{0}: changes since {1}', session.mount.name, comparison.package.version ?? comparison.package.path);
  await vscode.commands.executeCommand(
    'vscode.changes',
    title,
    sides.map(({ path, before, after }) => [session.mount.uriOf(path), before, after]),
  );
  if (shown.length > maxFiles) {
    const message = vscode.l10n.t('Only the first {0} of {1} files are shown: the Changes view has all.', maxFiles, shown.length);
    void vscode.window.showInformationMessage(message);
  }
}

async function openOne(session: ReviewSession, change: EntryChange): Promise<void> {
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
