import * as vscode from 'vscode';
import type { ReviewSessions } from '../review/sessions';

/** A tree over the packages under review, which is asked anew when one of them changes. */
export abstract class SessionsTree<Node> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  protected readonly changed = new vscode.EventEmitter<void>();
  private readonly listening: vscode.Disposable;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(protected readonly sessions: ReviewSessions) {
    this.listening = sessions.onDidChange(() => this.changed.fire());
  }

  abstract getChildren(node?: Node): Node[];

  abstract getTreeItem(node: Node): vscode.TreeItem;

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }
}
