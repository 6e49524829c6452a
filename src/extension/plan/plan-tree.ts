import * as vscode from 'vscode';
import { loadPages } from '../load-pages';
import type { ReviewSessions } from '../review/sessions';
import { sameItems } from '../../core/text/memo';
import { everything, isNarrow, type PlanFilter } from '../../core/report/plan-filter';
import type { PlanNode, PlanView } from './plan-node';

/** The plans of all packages; what they look like is loaded when somebody looks. */
export class PlanTree implements PlanView, vscode.TreeDataProvider<PlanNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listening: vscode.Disposable;
  private shown: readonly unknown[] = [];
  private wanted = everything;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(readonly sessions: ReviewSessions) {
    this.listening = sessions.onDidChange(() => this.showAnew());
  }

  get filter(): PlanFilter {
    return this.wanted;
  }

  get isFiltered(): boolean {
    return isNarrow(this.wanted);
  }

  narrow(filter: PlanFilter): void {
    this.wanted = filter;
    this.showAnew();
  }

  /** Plans that are the same objects as before look the same. */
  private showAnew(): void {
    const shown = [this.wanted, ...this.sessions.all.flatMap((session) => [session, session.review?.plan])];
    if (sameItems(shown, this.shown)) return;
    this.shown = shown;
    this.changed.fire();
  }

  async getChildren(node?: PlanNode): Promise<PlanNode[]> {
    return (await loadPages()).planChildren(this, node);
  }

  async getTreeItem(node: PlanNode): Promise<vscode.TreeItem> {
    return (await loadPages()).planItem(node);
  }

  getParent(node: PlanNode): PlanNode | undefined {
    const { session } = node;
    if (node.kind !== 'phase' && node.kind !== 'package') return { kind: 'phase', session, phase: node.phase };
    return node.kind === 'phase' && this.sessions.all.length > 1 ? { kind: 'package', session } : undefined;
  }

  /** Asked for what the pointer rests on. */
  async resolveTreeItem(item: vscode.TreeItem, node: PlanNode): Promise<vscode.TreeItem> {
    if (node.kind === 'line') item.tooltip = (await loadPages()).planTooltip(node);
    return item;
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }
}
