import * as vscode from 'vscode';
import { splitNested } from '../../core/package/nested-path';
import type { ReviewedState } from '../../core/report/reviewed';
import { compareText } from '../../core/text/order';
import { baseName } from '../../core/text/path';
import { isDirectory } from '../mount/file-tree';
import type { ReviewedFiles } from '../review/reviewed-files';
import type { ReviewSession } from '../review/session';

/** A file or folder of the package itself, `''` for all of it, with a mark of whether somebody has looked at it. */
export interface OwnNode {
  readonly kind: 'own';
  readonly session: ReviewSession;
  readonly path: string;
}

/** Folders first, by name. What an archive holds is gone through with the archive. */
export function ownChildren({ session, path: folder }: OwnNode): OwnNode[] {
  const node = session.mount.nodeAt(folder);
  if (!node || !isDirectory(node)) return [];
  const children = [...node].flatMap(([name, child]) =>
    splitNested(`${name}/`) ? [] : [{ path: folder === '' ? name : `${folder}/${name}`, isFolder: isDirectory(child) }],
  );
  children.sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || compareText(a.path, b.path));
  return children.map(({ path }) => ({ kind: 'own', session, path }));
}

export function ownItem({ session, path }: OwnNode, reviewed: ReviewedFiles): vscode.TreeItem {
  const { mount } = session;
  const node = mount.nodeAt(path);
  const isFolder = node !== undefined && isDirectory(node);
  const item =
    path === ''
      ? new vscode.TreeItem(allWords(), vscode.TreeItemCollapsibleState.Collapsed)
      : new vscode.TreeItem(mount.uriOf(path), isFolder ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  item.id = `${mount.root.authority}:own:${path}`;
  item.tooltip = path;
  if (isFolder) markFolder(item, path, reviewed.progressOf(session).get(path) ?? { reviewed: 0, total: 0 });
  else markFile(item, path, reviewed.stateOf(session, path), mount.uriOf(path));
  return item;
}

function markFolder(item: vscode.TreeItem, path: string, { reviewed, total }: { reviewed: number; total: number }): void {
  const words = vscode.l10n.t('{0} of {1}', reviewed, total);
  item.description = words;
  item.iconPath = path === '' ? new vscode.ThemeIcon('files') : vscode.ThemeIcon.Folder;
  const isDone = reviewed === total && total > 0;
  item.contextValue = isDone ? 'own.reviewed' : 'own';
  const label =
    path === '' ? `${allWords()}, ${words}` : `${baseName(path)}, ${vscode.l10n.t('{0} of {1} marked as reviewed', reviewed, total)}`;
  item.accessibilityInformation = { label };
  item.checkboxState = box(isDone, label);
}

function markFile(item: vscode.TreeItem, path: string, state: ReviewedState, uri: vscode.Uri): void {
  item.description = state === 'changed' ? reviewedWords(state) : '';
  item.iconPath = vscode.ThemeIcon.File;
  item.contextValue = state === 'reviewed' ? 'own.reviewed' : 'own';
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] };
  item.accessibilityInformation = { label: `${baseName(path)}, ${reviewedWords(state)}` };
  item.checkboxState = box(state === 'reviewed', `${baseName(path)}: ${reviewedWords(state)}`);
}

/** The review itself says of files that they are reviewed: this is about people. */
const allWords = (): string => vscode.l10n.t('Marked as reviewed');

const box = (isReviewed: boolean, label: string): vscode.TreeItem['checkboxState'] => ({
  state: isReviewed ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
  tooltip: isReviewed ? vscode.l10n.t('Mark as Not Reviewed') : vscode.l10n.t('Mark as Reviewed'),
  accessibilityInformation: { label },
});

export const reviewedWords = (state: ReviewedState): string =>
  ({
    unreviewed: vscode.l10n.t('not marked as reviewed'),
    reviewed: vscode.l10n.t('marked as reviewed'),
    changed: vscode.l10n.t('changed since review'),
  })[state];
