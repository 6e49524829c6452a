import * as vscode from 'vscode';
import { mountScheme } from './mount/mount-uri';
import { registerCommands, reviewWithProgress } from './commands';
import { registerComparisons } from './compare/register';
import { registerDecorations } from './decorations';
import { registerFixes } from './fixes/register';
import { registerExports } from './export/register';
import { registerDiagnostics } from './diagnostics';
import { createLog } from './log';
import { countOf } from '../core/rules/finding';
import { registerModelTools } from './model-tools';
import { PackageFileSystem } from './mount/file-system';
import { PackageMounts } from './mount/mounts';
import { registerOriginals } from './mount/original';
import { registerNavigation } from './navigate/register';
import { registerOverview } from './overview/overview';
import { registerWindowKeys } from './navigate/window-keys';
import { registerCoverage } from './review/coverage';
import { registerFileStatus } from './review/file-status';
import { ReviewSessions } from './review/sessions';
import { PackageSearch } from './search/find-in-package';
import { registerPatchCommands } from './source-control/commands';
import { registerReplacedArchives } from './source-control/replaced-archive';
import { registerSetAside } from './source-control/set-aside';
import { PackageSourceControls } from './source-control/source-control';
import { showTrouble } from './trouble';
import { packagesMessage } from './views/coverage-message';
import { FindingsTree } from './views/findings-tree';
import { MatrixTree } from './views/matrix-tree';
import { packageDrop } from './views/package-drop';
import { PackagesTree } from './views/packages-tree';

/** What tests and other extensions can ask of a running review. */
export interface Api {
  readonly sessions: ReviewSessions;
  readonly mounts: PackageMounts;
  readonly sourceControls: PackageSourceControls;
  readonly search: PackageSearch;
  readonly findings: FindingsTree;
}

export function activate(context: vscode.ExtensionContext): Api {
  const own = <T extends vscode.Disposable>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };
  const kept = createLog();
  const log = own(kept.channel);
  const mounts = own(new PackageMounts(context.globalStorageUri, log));
  // First of all: restored editors and folders of a mounted package wait for their file system.
  own(vscode.workspace.registerFileSystemProvider(mountScheme, own(new PackageFileSystem(mounts)), { isCaseSensitive: true }));

  const sessions = own(new ReviewSessions(mounts, log));
  const findings = own(new FindingsTree(sessions, context.workspaceState));
  const tree = <T>(id: string, treeDataProvider: vscode.TreeDataProvider<T>, more: Partial<vscode.TreeViewOptions<T>> = {}) =>
    own(vscode.window.createTreeView(`upgradeReview.${id}`, { treeDataProvider, showCollapseAll: true, ...more }));
  const packagesView = tree('packages', own(new PackagesTree(sessions)), { dragAndDropController: packageDrop });
  const findingsView = tree('findings', findings);
  tree('matrix', own(new MatrixTree(sessions)));
  own(sessions.onDidChange(() => showState(sessions, findingsView, packagesView)));
  showState(sessions, findingsView, packagesView);

  own(registerOriginals(mounts));
  own(registerSetAside(mounts));
  own(registerReplacedArchives(mounts, log));
  own(registerFixes(sessions, log));
  own(registerDecorations(sessions));
  const search = own(new PackageSearch(sessions, context));
  own(registerNavigation({ sessions, search, log }));
  const sourceControls = own(new PackageSourceControls(sessions));
  own(registerPatchCommands(sessions, sourceControls, log));
  own(registerExports({ context, sessions, sourceControls, log }));
  own(registerOverview(context.extensionUri, sessions, log));
  own(registerCoverage(sessions, log));
  own(registerFileStatus(sessions));
  own(registerWindowKeys());
  own(registerModelTools(sessions));
  own(registerDiagnostics({ context, sessions, log: kept }));
  own(registerComparisons({ context, sessions, mounts, log }));
  own(registerCommands({ context, sessions, findings, sourceControls, log }));
  own(vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => void openMounted(added, sessions, log, context.workspaceState)));
  // Until then an empty view says nothing: a package may be on its way.
  void openMounted(vscode.workspace.workspaceFolders ?? [], sessions, log, context.workspaceState).then(() =>
    vscode.commands.executeCommand('setContext', 'upgradeReview.ready', true),
  );
  return { sessions, mounts, sourceControls, search, findings };
}

/** Reviews what is mounted as a folder: after a reload, or because somebody added the folder by hand. */
async function openMounted(
  folders: readonly vscode.WorkspaceFolder[],
  sessions: ReviewSessions,
  log: vscode.LogOutputChannel,
  memory: vscode.Memento,
): Promise<void> {
  for (const { uri } of folders) {
    if (uri.scheme !== mountScheme) continue;
    try {
      const session = await sessions.open(uri);
      await showOnce(uri.authority, memory);
      if (session.state === 'waiting') await reviewWithProgress(session);
    } catch (error) {
      showTrouble(log, error);
    }
  }
}

/** Shows the views when a package is new in this window; after a reload the side bar is the user's. */
async function showOnce(authority: string, memory: vscode.Memento): Promise<void> {
  const shown = memory.get<readonly string[]>('shown', []);
  if (shown.includes(authority)) return;
  await memory.update('shown', [...shown, authority]);
  await vscode.commands.executeCommand('upgradeReview.packages.focus');
}

function showState({ all }: ReviewSessions, findings: vscode.TreeView<unknown>, packages: vscode.TreeView<unknown>): void {
  const set = (name: string, value: boolean) => void vscode.commands.executeCommand('setContext', `upgradeReview.${name}`, value);
  set('open', all.length > 0);
  set(
    'reviewing',
    all.some(({ state, review }) => !review && state !== 'failed'),
  );
  set(
    'failed',
    all.some(({ state, review }) => !review && state === 'failed'),
  );
  set(
    'inventory',
    all.some(({ review }) => (review?.matrix.columns.length ?? 0) > 0),
  );
  packages.message = packagesMessage(all);
  const total = all.reduce((sum, { review }) => sum + countOf(review?.findings ?? []), 0);
  const count = all.reduce((sum, { shownFindings }) => sum + shownFindings.length, 0);
  findings.description = all.some(({ newOnly }) => newOnly) ? vscode.l10n.t('new only: {0} of {1}', count, total) : '';
  findings.badge =
    count > 0 ? { value: count, tooltip: count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count) } : undefined;
}
