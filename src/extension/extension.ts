import * as vscode from 'vscode';
import { mountScheme } from './mount/mount-uri';
import { registerBlockers } from './blockers';
import { registerCommands } from './commands';
import { registerComparisons } from './compare/register';
import { registerDecorations } from './decorations';
import { registerFixes } from './fixes/register';
import { registerExports } from './export/register';
import { createLog } from './log';
import { registerChecksAsTests } from './checks/register';
import { registerModelTools } from './models/register';
import { openAtStart, openMounted } from './open-mounted';
import { PackageFileSystem } from './mount/file-system';
import { PackageMounts } from './mount/mounts';
import { registerOriginals } from './mount/original';
import { registerNavigation } from './navigate/register';
import { registerOverview } from './overview/overview';
import { registerWindowKeys } from './navigate/window-keys';
import { registerCoverage } from './review/coverage';
import { registerFileStatus } from './review/file-status';
import { ReviewedFiles } from './review/reviewed-files';
import { ReviewSessions } from './review/sessions';
import { PackageSearch } from './search/find-in-package';
import { registerPatchCommands } from './source-control/commands';
import { registerSeverityDecorations } from './severity-decorations';
import { registerReplacedArchives } from './source-control/replaced-archive';
import { registerSetAside } from './source-control/set-aside';
import { PackageSourceControls } from './source-control/source-control';
import { registerFindingsCommands } from './views/findings-commands';
import { FindingsTree } from './views/findings-tree';
import { registerMatrix } from './matrix/register';
import { registerMatrixView } from './matrix/view';
import { packageDrop } from './views/package-drop';
import { PackagesTree } from './views/packages-tree';
import { LineNotes, registerNoteCommands } from './notes/register';
import { registerPlan } from './plan/register';
import { registerRehearsal } from './rehearse/register';
import type { PlanTree } from './plan/plan-tree';
import type { MatrixTree } from './views/matrix-tree';
import { registerReviewedCommands } from './views/reviewed-commands';
import { StatusBar } from './views/status-bar';
import { ViewState } from './views/view-state';
import { registerWaivers } from './waivers/register';

/** What tests and other extensions can ask of a running review. */
export interface Api {
  readonly sessions: ReviewSessions;
  readonly mounts: PackageMounts;
  readonly sourceControls: PackageSourceControls;
  readonly search: PackageSearch;
  readonly findings: FindingsTree;
  readonly packages: PackagesTree;
  readonly plan: PlanTree;
  readonly matrix: MatrixTree;
  readonly notes: LineNotes;
  readonly reviewed: ReviewedFiles;
  readonly statusBar: StatusBar;
  /** Absent while nobody wants tests. */
  readonly checksAsTests: { readonly controller: vscode.TestController | undefined };
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
  const reviewed = own(new ReviewedFiles(sessions, context.workspaceState));
  const findings = own(new FindingsTree(sessions, context.workspaceState, reviewed));
  const tree = <T>(id: string, treeDataProvider: vscode.TreeDataProvider<T>, more: Partial<vscode.TreeViewOptions<T>> = {}) =>
    own(vscode.window.createTreeView(`upgradeReview.${id}`, { treeDataProvider, showCollapseAll: true, ...more }));
  const packages = own(new PackagesTree(sessions, reviewed));
  const packagesView = tree('packages', packages, {
    dragAndDropController: packageDrop,
    canSelectMany: true,
    manageCheckboxStateManually: true,
  });
  const findingsView = tree('findings', findings, { canSelectMany: true });
  const { tree: plan } = own(registerPlan(sessions, log));
  const { tree: matrix } = own(registerMatrixView(sessions, log));
  own(registerMatrix(sessions));
  const viewState = own(new ViewState({ sessions, findings, findingsView, packagesView }));

  own(registerOriginals(mounts));
  own(registerSetAside(mounts));
  own(registerReplacedArchives(mounts, log));
  own(registerFixes(sessions, log));
  own(registerDecorations(sessions));
  own(registerSeverityDecorations(sessions));
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
  const checksAsTests = own(registerChecksAsTests(sessions));
  own(registerComparisons({ context, sessions, mounts, log }));
  const statusBar = own(new StatusBar(sessions));
  own(registerRehearsal(context, sessions, log));
  own(registerBlockers(sessions, log));
  own(registerFindingsCommands(findings, log));
  own(registerWaivers(sessions, log));
  const notes = own(new LineNotes(sessions));
  own(registerNoteCommands(sessions, log));
  own(registerReviewedCommands(sessions, reviewed, packagesView, log));
  own(registerCommands({ context, sessions, kept }));
  const opening = { sessions, log, memory: context.workspaceState };
  own(vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => void openMounted(added, opening)));
  void openAtStart(opening, () => viewState.opened());
  return { sessions, mounts, sourceControls, search, findings, packages, plan, matrix, notes, reviewed, statusBar, checksAsTests };
}
