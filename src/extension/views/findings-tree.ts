import * as vscode from 'vscode';
import { shownPath } from '../../core/package/nested-path';
import { severities, type Finding, type Severity } from '../../core/rules/finding';
import { rangeOf } from '../review/diagnostics';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { baseName } from '../../core/text/path';
import { groupBy } from '../../core/text/groups';
import { SessionsTree } from './sessions-tree';

export const groupings = ['severity', 'file', 'rule'] as const;
export type Grouping = (typeof groupings)[number];

type Node =
  | { readonly kind: 'group'; readonly label: string; readonly grouping: Grouping; readonly children: Leaf[] }
  | Leaf
  | { readonly kind: 'more'; readonly count: number };
interface Leaf {
  readonly kind: 'finding';
  readonly finding: Finding;
  readonly session: ReviewSession;
}

const icons: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  blocker: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('list.errorForeground')),
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  info: new vscode.ThemeIcon('info'),
};

/** Findings of all packages, grouped by severity, file or rule. */
export class FindingsTree extends SessionsTree<Node> {
  constructor(
    sessions: ReviewSessions,
    private readonly memory: vscode.Memento,
  ) {
    super(sessions);
  }

  protected override shows(): readonly unknown[] {
    return [this.grouping, ...this.sessions.all.flatMap((session) => [session, session.review, session.newOnly, session.leastSure])];
  }

  get grouping(): Grouping {
    return this.memory.get<Grouping>('findings.grouping', 'severity');
  }

  async groupBy(grouping: Grouping): Promise<void> {
    await this.memory.update('findings.grouping', grouping);
    this.showAnew();
  }

  override getChildren(node?: Node): Node[] {
    if (node) return node.kind === 'group' ? shownOf(node.children) : [];
    const leaves = this.sessions.all.flatMap((session): Leaf[] =>
      session.shownFindings.map((finding) => ({ kind: 'finding', finding, session })),
    );
    const { grouping } = this;
    const groups = groupBy(leaves, (leaf) => groupKey(leaf, grouping));
    const keys = grouping === 'severity' ? severities.filter((severity) => groups.has(severity)) : [...groups.keys()].sort();
    return keys.map((label) => ({ kind: 'group', label, grouping, children: groups.get(label) ?? [] }));
  }

  override getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'more') return new vscode.TreeItem(vscode.l10n.t('and {0} more: see the report', node.count));
    return node.kind === 'group' ? groupItem(node) : leafItem(node, this.grouping);
  }
}

/** Leaves of one group: the editor asks for all of them at once. */
const mostLeaves = 2000;

const shownOf = (leaves: readonly Leaf[]): Node[] =>
  leaves.length > mostLeaves ? [...leaves.slice(0, mostLeaves), { kind: 'more', count: leaves.length - mostLeaves }] : [...leaves];

const groupKey = ({ finding }: Leaf, grouping: Grouping): string =>
  ({ severity: finding.severity, file: finding.path, rule: finding.rule })[grouping];

function groupItem({ label, grouping, children }: Extract<Node, { kind: 'group' }>): vscode.TreeItem {
  const words = severityWords();
  const item = new vscode.TreeItem(
    grouping === 'severity' ? words[label as Severity] : shownPath(label),
    vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = `${grouping}:${label}`;
  item.description = String(children.length);
  const first = children[0];
  if (grouping === 'severity') item.iconPath = icons[label as Severity];
  if (grouping === 'file' && first) {
    item.resourceUri = first.session.mount.uriOf(first.finding.path);
    item.iconPath = vscode.ThemeIcon.File;
  }
  if (grouping === 'rule') item.iconPath = new vscode.ThemeIcon('law');
  return item;
}

function leafItem({ finding, session }: Leaf, grouping: Grouping): vscode.TreeItem {
  const { path, range, message, rule, severity } = finding;
  const line = range.start.line + 1;
  const place = `${shownPath(path)}:${line}`;
  // The place first: side bars are narrow, and a cut message is still understood.
  const item = new vscode.TreeItem(grouping === 'file' ? vscode.l10n.t('line {0}', line) : `${baseName(path)}:${line}`);
  item.description = message;
  item.iconPath = icons[severity];
  item.contextValue = finding.fix ? 'finding.fixable' : 'finding';
  item.tooltip = new vscode.MarkdownString()
    .appendText(`${severityWords()[severity]}: ${message}`)
    .appendMarkdown('\n\n')
    .appendText(`${rule}, ${place}`);
  item.accessibilityInformation = { label: `${place}, ${severityWords()[severity]}, ${message}` };
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Go to Finding'),
    arguments: [session.mount.uriOf(path), { selection: rangeOf(finding) }],
  };
  return item;
}

const severityWords = (): Record<Severity, string> => ({
  blocker: vscode.l10n.t('Blockers'),
  error: vscode.l10n.t('Errors'),
  warning: vscode.l10n.t('Warnings'),
  info: vscode.l10n.t('Notes'),
});
