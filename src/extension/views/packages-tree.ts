import * as vscode from 'vscode';
import type { PatchedPath } from '../../core/patch/patched-paths';
import { folderOfArchive, shownPath } from '../../core/package/nested-path';
import { isDirectory } from '../mount/file-tree';
import { innerArchivesOf } from '../mount/inner-files';
import type { ReviewedFiles } from '../review/reviewed-files';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { statusText } from '../source-control/status';
import { folderOf } from '../../core/text/path';
import { compareText } from '../../core/text/order';
import { countOf, unwaived } from '../../core/rules/finding';
import { coverageSentence } from './coverage-message';
import { SessionsTree } from './sessions-tree';
import { findingCount } from './severity';
import { ownChildren, ownItem, type OwnNode } from './own-files';
import { verdictIcons, verdictWord } from './verdict';

type Node =
  | { readonly kind: 'package'; readonly session: ReviewSession }
  | { readonly kind: 'patched'; readonly session: ReviewSession; readonly path: string; readonly file: PatchedPath }
  /** An archive in the package, whose files are its children. */
  | { readonly kind: 'archive' | 'folder' | 'file'; readonly session: ReviewSession; readonly path: string }
  | OwnNode;

/** The packages under review with their verdict, and under each the files that were patched and the archives that it holds. */
export class PackagesTree extends SessionsTree<Node> {
  constructor(
    sessions: ReviewSessions,
    private readonly reviewed: ReviewedFiles,
  ) {
    super(sessions, reviewed.onDidChange);
  }

  protected override shows(): readonly unknown[] {
    const shown = this.sessions.all.flatMap(({ mount, review, state, outdated }) => [
      outdated,
      mount,
      review,
      state === 'reviewing' && review ? 'reviewed' : state,
      mount.patched,
      mount.source.entries,
    ]);
    return [this.reviewed.version, ...shown];
  }

  override getChildren(node?: Node): Node[] {
    if (!node) return this.sessions.all.map((session) => ({ kind: 'package', session }));
    const { session } = node;
    if (node.kind === 'archive') return childrenOf(session, folderOfArchive(node.path));
    if (node.kind === 'folder') return childrenOf(session, node.path);
    if (node.kind === 'own') return ownChildren(node);
    if (node.kind !== 'package') return [];
    const { mount } = session;
    return [
      ...mount.patched.map((file): Node => ({ kind: 'patched', session, path: file.path, file })),
      ...innerArchivesOf(mount).map((path): Node => ({ kind: 'archive', session, path })),
      // Marks are kept under the name that the review tells.
      ...(session.review ? [{ kind: 'own' as const, session, path: '' }] : []),
    ];
  }

  override getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'package') return packageItem(node.session);
    if (node.kind === 'own') return ownItem(node, this.reviewed);
    return node.kind === 'patched' ? patchedItem(node.session, node.file) : innerItem(node.session, node.kind, node.path);
  }
}

function packageItem(session: ReviewSession): vscode.TreeItem {
  const { mount, review } = session;
  const isLeaf = !review && mount.patched.length + innerArchivesOf(mount).length === 0;
  const { verdict, told } = words(session);
  // A narrow side bar cuts off the end.
  const label = verdict === '' ? mount.name : `${verdict}: ${mount.name}`;
  const summary = [verdict, told].filter(Boolean).join('  ');
  const item = new vscode.TreeItem(label, isLeaf ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Expanded);
  // A new identity when the first child comes: a leaf that gets children would stay closed.
  item.id = `${mount.root.authority}:${isLeaf ? 'leaf' : 'parent'}`;
  item.contextValue = 'package';
  item.description = told;
  item.iconPath = packageIcon(session);
  item.tooltip = [
    mount.archiveUri.fsPath,
    review ? `${review.package.name} ${review.package.version ?? ''}` : '',
    summary,
    review ? coverageSentence(review.coverage) : '',
  ]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: `${mount.name}, ${summary}` };
  return item;
}

/** `verdict` is empty while there is none. */
function words({ state, review, outdated }: ReviewSession): { readonly verdict: string; readonly told: string } {
  if (!review && (state === 'waiting' || state === 'reviewing')) return { verdict: '', told: vscode.l10n.t('reviewing…') };
  if (state === 'failed') return { verdict: '', told: vscode.l10n.t('review failed: see the log') };
  if (!review) return { verdict: '', told: vscode.l10n.t('not reviewed') };
  const found = findingCount(countOf(unwaived(review.findings)));
  return {
    verdict: verdictWord(review.verdict.decision),
    told: outdated ? vscode.l10n.t('{0}, for the file before it changed on disk', found) : found,
  };
}

function packageIcon({ state, review }: ReviewSession): vscode.ThemeIcon {
  if (!review && (state === 'waiting' || state === 'reviewing')) return new vscode.ThemeIcon('sync~spin');
  if (state === 'failed' || !review) return new vscode.ThemeIcon('package');
  return verdictIcons[review.verdict.decision];
}

/** Folders first, by name. An archive inside is the folder of what it holds. */
function childrenOf(session: ReviewSession, folder: string): Node[] {
  const node = session.mount.nodeAt(folder);
  if (!node || !isDirectory(node)) return [];
  const named = [...node].map(([name, child]) => ({
    kind: isDirectory(child) ? ('folder' as const) : ('file' as const),
    path: `${folder}/${name}`,
  }));
  named.sort((a, b) => (a.kind === b.kind ? compareText(a.path, b.path) : a.kind === 'folder' ? -1 : 1));
  return named.map((child) => ({ ...child, session }));
}

function innerItem({ mount }: ReviewSession, kind: 'archive' | 'folder' | 'file', path: string): vscode.TreeItem {
  const uri = mount.uriOf(path);
  const item = new vscode.TreeItem(uri, kind === 'file' ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${mount.root.authority}:${kind}:${path}`;
  item.tooltip = shownPath(path);
  item.contextValue = kind === 'archive' ? 'innerArchive' : 'inner';
  if (kind === 'archive') {
    item.description = [vscode.l10n.t('archive'), folderOf(path)].filter(Boolean).join('  ');
    item.iconPath = new vscode.ThemeIcon('file-zip');
  } else item.iconPath = kind === 'folder' ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
  if (kind === 'file') item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] };
  return item;
}

function patchedItem({ mount }: ReviewSession, file: PatchedPath): vscode.TreeItem {
  const { path } = file;
  const item = new vscode.TreeItem(mount.uriOf(path));
  item.id = `${mount.root.authority}:${path}`;
  item.description = shownPath(folderOf(path));
  item.tooltip = `${shownPath(path)}\n${statusText(file)}`;
  item.contextValue = 'patched';
  item.iconPath = vscode.ThemeIcon.File;
  item.command = {
    command: 'upgradeReview.compareWithOriginal',
    title: vscode.l10n.t('Compare with Original'),
    arguments: [mount.uriOf(path)],
  };
  return item;
}
