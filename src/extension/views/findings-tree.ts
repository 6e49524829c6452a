import * as vscode from 'vscode';
import { shownPath } from '../../core/package/nested-path';
import { filterOf, grouped, noFilter, type FindingsFilter, type Grouping } from '../../core/report/findings-list';
import { countOf, type Finding, type Severity } from '../../core/rules/finding';
import { sameItems } from '../../core/text/memo';
import type { ReviewedFiles } from '../review/reviewed-files';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { findingItem, findingTooltip, type FindingNode } from './finding-item';
import { reviewedWords } from './own-files';
import { SessionsTree } from './sessions-tree';
import { findingCount, severityCount, severityGroup, severityIcons } from './severity';

export interface FindingGroup {
  readonly kind: 'group';
  readonly label: string;
  /** Findings that somebody has accepted are a group of their own. */
  readonly grouping: Grouping | 'waived';
  readonly children: readonly FindingNode[];
}

export type FindingsNode = FindingGroup | FindingNode | { readonly kind: 'more'; readonly count: number };

/** Findings of all packages, narrowed by a filter, grouped by severity, file or rule. */
export class FindingsTree extends SessionsTree<FindingsNode> {
  private filter = noFilter;
  private list:
    { readonly of: readonly unknown[]; readonly nodes: readonly FindingNode[]; readonly waived: readonly FindingNode[] } | undefined;

  constructor(
    sessions: ReviewSessions,
    private readonly memory: vscode.Memento,
    private readonly reviewed: ReviewedFiles,
  ) {
    super(sessions, reviewed.onDidChange);
  }

  protected override shows(): readonly unknown[] {
    const shown = this.sessions.all.flatMap((session) => [session, session.review, session.newOnly, session.leastSure]);
    return [this.grouping, this.filter, this.grouping === 'file' && this.reviewed.version, ...shown];
  }

  get grouping(): Grouping {
    return this.memory.get<Grouping>('findings.grouping', 'severity');
  }

  async groupBy(grouping: Grouping): Promise<void> {
    await this.memory.update('findings.grouping', grouping);
    this.showAnew();
  }

  get filtered(): FindingsFilter {
    return this.filter;
  }

  narrow(filter: Partial<FindingsFilter>): void {
    this.filter = { ...this.filter, ...filter };
    this.showAnew();
  }

  /** All that the list holds, in no order. */
  get listed(): readonly FindingNode[] {
    return this.known().nodes;
  }

  private known() {
    const of = this.shows();
    if (!this.list || !sameItems(this.list.of, of))
      this.list = {
        of,
        nodes: this.wanted(({ shownFindings }) => shownFindings),
        waived: this.wanted(({ waivedFindings }) => waivedFindings),
      };
    return this.list;
  }

  private wanted(findingsOf: (session: ReviewSession) => readonly Finding[]): readonly FindingNode[] {
    const wanted = filterOf(this.filter);
    return this.sessions.all.flatMap((session) => {
      const copies = new Map<string, number>();
      return findingsOf(session)
        .filter(wanted)
        .map((finding): FindingNode => {
          const copy = copies.get(finding.fingerprint) ?? 0;
          copies.set(finding.fingerprint, copy + 1);
          return { kind: 'finding', finding, session, copy };
        });
    });
  }

  override getChildren(node?: FindingsNode): FindingsNode[] {
    if (node) return node.kind === 'group' ? childrenOf(node.children) : [];
    const { grouping } = this;
    const groups = grouped(this.listed, grouping).map(([label, children]): FindingsNode => ({ kind: 'group', label, grouping, children }));
    const { waived } = this.known();
    return waived.length > 0 ? [...groups, { kind: 'group', label: 'waived', grouping: 'waived', children: waived }] : groups;
  }

  override getTreeItem(node: FindingsNode): vscode.TreeItem {
    if (node.kind === 'more') return new vscode.TreeItem(vscode.l10n.t('and {0} more: see the report', node.count));
    return node.kind === 'group' ? groupItem(node, this.reviewed) : findingItem(node, this.grouping);
  }

  /** Asked for what the pointer rests on. */
  resolveTreeItem(item: vscode.TreeItem, node: FindingsNode): vscode.TreeItem {
    if (node.kind === 'finding') item.tooltip = findingTooltip(node.finding);
    return item;
  }
}

/** Leaves of one group: the editor asks for all of them at once. */
const mostLeaves = 2000;

const childrenOf = (leaves: readonly FindingNode[]): FindingsNode[] =>
  leaves.length > mostLeaves ? [...leaves.slice(0, mostLeaves), { kind: 'more', count: leaves.length - mostLeaves }] : [...leaves];

/** Folded: what is accepted is not what one looks for. */
function waivedGroup(count: number): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Waived'), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = 'waived';
  item.contextValue = 'findings.waived';
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon('verified');
  item.accessibilityInformation = { label: vscode.l10n.t('Waived: {0}', findingCount(count)) };
  return item;
}

function groupItem({ label, grouping, children }: FindingGroup, reviewed: ReviewedFiles): vscode.TreeItem {
  const count = countOf(children.map(({ finding }) => finding));
  if (grouping === 'waived') return waivedGroup(count);
  const severity = grouping === 'severity' ? (label as Severity) : undefined;
  const item = new vscode.TreeItem(severity ? severityGroup(severity, count) : shownPath(label), vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${grouping}:${label}`;
  item.contextValue = `findings.${grouping}`;
  item.description = String(count);
  item.accessibilityInformation = { label: severity ? severityCount(severity, count) : `${shownPath(label)}, ${findingCount(count)}` };
  const first = children[0];
  if (severity) item.iconPath = severityIcons[severity];
  if (grouping === 'file' && first) {
    item.resourceUri = first.session.mount.uriOf(first.finding.path);
    item.iconPath = vscode.ThemeIcon.File;
    const state = reviewed.stateOf(first.session, first.finding.path);
    if (state !== 'unreviewed') item.description = `${count} · ${state === 'reviewed' ? vscode.l10n.t('reviewed') : reviewedWords(state)}`;
    if (state === 'reviewed') item.contextValue = 'findings.file.reviewed';
  }
  if (grouping === 'rule') item.iconPath = new vscode.ThemeIcon('law');
  return item;
}
