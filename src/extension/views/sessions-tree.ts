import * as vscode from 'vscode';
import { sameItems } from '../../core/text/memo';
import type { ReviewSessions } from '../review/sessions';

/** A tree over the packages under review, which is asked anew when it has another one to show. */
export abstract class SessionsTree<Node> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  protected readonly changed = new vscode.EventEmitter<void>();
  private readonly listening: vscode.Disposable;
  private shown: readonly unknown[] = [];
  readonly onDidChangeTreeData = this.changed.event;

  /** `others`: what else decides. */
  constructor(
    protected readonly sessions: ReviewSessions,
    ...others: readonly vscode.Event<void>[]
  ) {
    this.listening = vscode.Disposable.from(...[sessions.onDidChange, ...others].map((event) => event(() => this.showAnew())));
  }

  /**
   * All that decides what is shown, compared by identity. The editor takes a fifth of a second between two changes of a tree: one
   * for nothing would hold up the next.
   */
  protected abstract shows(): readonly unknown[];

  protected showAnew(): void {
    const shown = this.shows();
    if (sameItems(shown, this.shown)) return;
    this.shown = shown;
    this.changed.fire();
  }

  abstract getChildren(node?: Node): Node[];

  abstract getTreeItem(node: Node): vscode.TreeItem;

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }
}
