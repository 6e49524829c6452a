import * as vscode from 'vscode';
import type { EntryChange } from '../../core/compare/entries';
import { loadPages } from '../load-pages';
import type { PackageMounts } from '../mount/mounts';
import { commandRegistrar } from '../register-command';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { sessionFor, type Target } from '../targets';
import { ChangesTree } from './changes-tree';
import { Comparisons } from './comparisons';
import { baseName } from '../../core/text/path';

interface Host {
  readonly context: vscode.ExtensionContext;
  readonly sessions: ReviewSessions;
  readonly mounts: PackageMounts;
  readonly log: vscode.LogOutputChannel;
}

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
      const older = session && (previous instanceof vscode.Uri ? previous : await (await loadPages()).pickPrevious(session));
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
      if (session) await (await loadPages()).openComparison(session);
    }),
    register('openChange', ({ session, change }: { session: ReviewSession; change: EntryChange }) =>
      loadPages().then(({ openChange }) => openChange(session, change)),
    ),
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
