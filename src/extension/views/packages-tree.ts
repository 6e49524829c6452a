import * as vscode from 'vscode';
import type { PatchedPath } from '../../core/archive/patched-paths';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { statusText } from '../source-control/status';

type Node =
  | { readonly kind: 'package'; readonly session: ReviewSession }
  | { readonly kind: 'patched'; readonly session: ReviewSession; readonly path: string; readonly file: PatchedPath };

/** The packages under review with their verdict, and under each the files that were patched. */
export class PackagesTree implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly sessions: ReviewSessions) {
    sessions.onDidChange(() => this.changed.fire());
  }

  getChildren(node?: Node): Node[] {
    if (!node) return this.sessions.all.map((session) => ({ kind: 'package', session }));
    if (node.kind === 'patched') return [];
    return node.session.mount.patched.map((file) => ({ kind: 'patched', session: node.session, path: file.path, file }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === 'package' ? packageItem(node.session) : patchedItem(node.session, node.file);
  }
}

function packageItem(session: ReviewSession): vscode.TreeItem {
  const { mount, review } = session;
  const patched = mount.patched.length;
  const item = new vscode.TreeItem(
    mount.name,
    patched > 0 ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
  );
  // A new identity when the first patch comes: a leaf that gets children would stay closed.
  item.id = `${mount.root.authority}:${patched > 0 ? 'patched' : 'untouched'}`;
  item.contextValue = 'package';
  item.description = summary(session);
  item.iconPath = packageIcon(session);
  item.tooltip = [mount.archiveUri.fsPath, review ? `${review.package.name} ${review.package.version ?? ''}` : '', summary(session)]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: `${mount.name}, ${summary(session)}` };
  return item;
}

function summary({ state, review }: ReviewSession): string {
  if (state === 'reviewing' && !review) return vscode.l10n.t('reviewing…');
  if (state === 'failed') return vscode.l10n.t('review failed: see the log');
  if (!review) return vscode.l10n.t('not reviewed');
  const words = { go: vscode.l10n.t('GO'), conditions: vscode.l10n.t('GO WITH CONDITIONS'), 'no-go': vscode.l10n.t('NO-GO') };
  const count = review.findings.length;
  return `${words[review.verdict.decision]}  ${count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count)}`;
}

function packageIcon({ state, review }: ReviewSession): vscode.ThemeIcon {
  if (state === 'reviewing' && !review) return new vscode.ThemeIcon('sync~spin');
  if (state === 'failed' || !review) return new vscode.ThemeIcon('package');
  const icons = {
    go: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
    conditions: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
    'no-go': new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('list.errorForeground')),
  };
  return icons[review.verdict.decision];
}

function patchedItem({ mount }: ReviewSession, file: PatchedPath): vscode.TreeItem {
  const { path } = file;
  const item = new vscode.TreeItem(mount.uriOf(path));
  item.id = `${mount.root.authority}:${path}`;
  item.description = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  item.tooltip = `${path}\n${statusText(file)}`;
  item.contextValue = 'patched';
  item.iconPath = vscode.ThemeIcon.File;
  item.command = {
    command: 'upgradeReview.compareWithOriginal',
    title: vscode.l10n.t('Compare with Original'),
    arguments: [mount.uriOf(path)],
  };
  return item;
}
