import * as vscode from 'vscode';
import { allRows, isNarrowMatrix } from '../../core/report/matrix-filter';
import { loadPages } from '../load-pages';
import { commandRegistrar } from '../register-command';
import type { ReviewSessions } from '../review/sessions';
import { MatrixTree } from '../views/matrix-tree';
import { problemWords } from './words';

/** The dependencies as a quick view: what is wrong stands in its title, and it can be narrowed. */
export function registerMatrixView(sessions: ReviewSessions, log: vscode.LogOutputChannel): { readonly tree: MatrixTree; dispose(): void } {
  const tree = new MatrixTree(sessions);
  const view = vscode.window.createTreeView('upgradeReview.matrix', { treeDataProvider: tree, showCollapseAll: true });
  const register = commandRegistrar(log);
  let told: boolean | undefined;
  const owned = vscode.Disposable.from(
    tree,
    view,
    tree.onDidChangeTreeData(() => {
      const isFiltered = isNarrowMatrix(tree.filter);
      const counts = tree.reviews.flatMap(({ matrix, environment }) =>
        matrix.columns.length === 0 || matrix.rows.length === 0 ? [] : [problemWords(matrix.rows, environment)],
      );
      view.description = [...counts, ...(isFiltered ? [vscode.l10n.t('filtered')] : [])].join(' · ');
      if (isFiltered !== told) void vscode.commands.executeCommand('setContext', 'upgradeReview.matrixFiltered', (told = isFiltered));
    }),
    register('filterMatrix', async () => (await loadPages()).filterMatrix(tree)),
    register('clearMatrixFilter', () => tree.narrow(allRows)),
  );
  return { tree, dispose: () => void owned.dispose() };
}
