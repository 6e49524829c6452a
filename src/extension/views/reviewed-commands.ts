import * as vscode from 'vscode';
import { filesBelow, isDirectory } from '../mount/file-tree';
import type { PackageMount } from '../mount/package-mount';
import { commandRegistrar } from '../register-command';
import type { ReviewedFiles } from '../review/reviewed-files';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { groupBy } from '../../core/text/groups';
import { filesFor, type Target, type TreeNode } from '../targets';
import type { FindingGroup } from './findings-tree';
import type { OwnNode } from './own-files';

type Called = Target | FindingGroup;

/** Files that the editor's menus know to be reviewed. */
const mostKnown = 2000;

/** Marks on files and folders: from the Explorer, the views, the editor, and the boxes of the Packages view. */
export function registerReviewedCommands(
  sessions: ReviewSessions,
  reviewed: ReviewedFiles,
  packagesView: vscode.TreeView<unknown>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const register = commandRegistrar(log);
  const mark = async (files: readonly Required<TreeNode>[], isReviewed: boolean): Promise<void> => {
    await vscode.window.withProgress({ location: { viewId: 'upgradeReview.packages' } }, async () => {
      for (const [session, own] of groupBy(files, (file) => file.session)) {
        const paths = new Set(own.flatMap(({ path }) => filesAt(session.mount, path)));
        await reviewed.mark(session, [...paths], isReviewed);
      }
    });
  };
  const command = (name: string, isReviewed: boolean) =>
    register(name, (node?: Called, nodes?: Called[]) => mark(filesOf(sessions, nodes ?? (node ? [node] : [])), isReviewed));
  return vscode.Disposable.from(
    command('markReviewed', true),
    command('markNotReviewed', false),
    register('markBoxes', async (boxes: readonly (readonly [OwnNode, vscode.TreeItemCheckboxState])[]) => {
      for (const [node, state] of boxes) await mark([node], state === vscode.TreeItemCheckboxState.Checked);
    }),
    packagesView.onDidChangeCheckboxState(({ items }) => void vscode.commands.executeCommand('upgradeReview.markBoxes', items)),
    reviewed.onDidChange(() => void tellMenus(sessions.all, reviewed)),
  );
}

/** A folder stands for its files. */
function filesAt(mount: PackageMount, path: string): readonly string[] {
  const node = mount.nodeAt(path);
  if (!node) return [];
  return isDirectory(node) ? [...filesBelow(node)] : [path];
}

function filesOf(sessions: ReviewSessions, called: readonly Called[]): readonly Required<TreeNode>[] {
  if (called.length === 0) return filesFor(sessions);
  return called.flatMap((each) =>
    isGroup(each) ? each.children.map(({ session, finding: { path } }) => ({ session, path })) : filesFor(sessions, each),
  );
}

const isGroup = (called: Called): called is FindingGroup => 'children' in called;

function tellMenus(all: readonly ReviewSession[], reviewed: ReviewedFiles): Thenable<unknown> {
  const known = all.flatMap((session) => reviewed.reviewedPaths(session).map((path) => session.mount.uriOf(path).toString()));
  return vscode.commands.executeCommand('setContext', 'upgradeReview.reviewedFiles', known.slice(0, mostKnown));
}
