import * as vscode from 'vscode';
import { listState } from '../../core/report/findings-list';
import type { Matrix } from '../../core/inventory/matrix';
import { countOf, unwaived } from '../../core/rules/finding';
import type { ReviewSessions } from '../review/sessions';
import { packagesMessage } from './coverage-message';
import type { FindingsTree } from './findings-tree';
import { findingCount } from './severity';

interface Views {
  readonly sessions: ReviewSessions;
  readonly findings: FindingsTree;
  readonly findingsView: vscode.TreeView<unknown>;
  readonly packagesView: vscode.TreeView<unknown>;
}

/**
 * Keeps what the views say beside their trees: context keys, description, badge. What an empty view says hangs on one key each:
 * the editor takes keys one by one, and two that belong together are seen apart.
 */
export class ViewState implements vscode.Disposable {
  private readonly known = new Map<string, unknown>();
  private readonly listening: vscode.Disposable;
  private opening = true;

  constructor(private readonly views: Views) {
    this.listening = vscode.Disposable.from(
      views.sessions.onDidChange(() => this.show()),
      views.findings.onDidChangeTreeData(() => this.show()),
    );
    this.show();
  }

  /** The folders that the window had at its start are open, or known not to be packages. */
  opened(): void {
    this.opening = false;
    this.show();
  }

  dispose(): void {
    this.listening.dispose();
  }

  private set(name: string, value: unknown): void {
    if (this.known.get(name) === value) return;
    this.known.set(name, value);
    void vscode.commands.executeCommand('setContext', `upgradeReview.${name}`, value);
  }

  private show(): void {
    const { sessions, findings, findingsView, packagesView } = this.views;
    const { all } = sessions;
    const { listed, filtered } = findings;
    const packages = all.map(({ state, review, shownFindings }) => ({
      state,
      shown: shownFindings.length,
      ...(review && { all: unwaived(review.findings).length }),
    }));
    const state = listState(packages, listed.length);
    this.set('open', all.length > 0);
    this.set('state', state === 'none' && this.opening ? 'starting' : state);
    this.set('matrix', matrixState(all.flatMap(({ review }) => (review ? [review.matrix] : []))));
    this.set('filtered', filtered.text.trim() !== '' || filtered.errorsOnly);
    this.set('errorsOnly', filtered.errorsOnly);
    packagesView.message = packagesMessage(all);
    const count = countOf(listed.map(({ finding }) => finding));
    const total = all.reduce((sum, { review }) => sum + countOf(unwaived(review?.findings ?? [])), 0);
    const narrowed = [
      ...(filtered.text.trim() ? [`“${filtered.text.trim()}”`] : []),
      ...(filtered.errorsOnly ? [vscode.l10n.t('errors only')] : []),
      ...(all.some(({ newOnly }) => newOnly) ? [vscode.l10n.t('new only')] : []),
    ];
    findingsView.description = narrowed.length > 0 ? `${narrowed.join(', ')}: ${vscode.l10n.t('{0} of {1}', count, total)}` : '';
    findingsView.badge = count > 0 ? { value: count, tooltip: findingCount(count) } : undefined;
  }
}

const matrixState = (known: readonly Matrix[]): string => {
  if (known.length === 0) return 'unknown';
  return known.some(({ columns }) => columns.length > 0) ? 'noDependencies' : 'noInventory';
};
