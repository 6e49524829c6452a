import * as vscode from 'vscode';
import { tableStates, stateOfRow, type TableState } from '../../core/report/matrix-table';
import type { MatrixTree } from '../views/matrix-tree';
import { stateWords } from './words';

type Choice = vscode.QuickPickItem & { readonly state?: TableState; readonly byService?: true };

/** Asks what of the matrices the view shall show; nothing chosen is everything. */
export async function filterMatrix(tree: Pick<MatrixTree, 'filter' | 'narrow' | 'reviews'>): Promise<void> {
  const chosen = await vscode.window.showQuickPick<Choice>(choicesOf(tree), {
    title: vscode.l10n.t('Filter Dependency Matrix'),
    placeHolder: vscode.l10n.t('Nothing chosen shows everything'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!chosen) return;
  tree.narrow({
    states: chosen.flatMap(({ state }) => (state ? [state] : [])),
    byService: chosen.some(({ byService }) => byService === true),
  });
}

/** States that some row is in, with how many, and services where the inventory tells of any. */
function choicesOf({ filter, reviews }: Pick<MatrixTree, 'filter' | 'reviews'>): Choice[] {
  const states = reviews.flatMap(({ matrix, environment }) => matrix.rows.map((row) => stateOfRow(row, environment)));
  const words = stateWords();
  const hasServices = reviews.some(({ matrix }) => matrix.columns.some(({ services }) => services));
  return [
    { label: vscode.l10n.t('Only'), kind: vscode.QuickPickItemKind.Separator },
    ...tableStates.flatMap((state): Choice[] => {
      const count = states.filter((each) => each === state).length;
      return count > 0 ? [{ label: words[state], description: String(count), state, picked: filter.states.includes(state) }] : [];
    }),
    ...(hasServices
      ? [
          { label: vscode.l10n.t('Groups'), kind: vscode.QuickPickItemKind.Separator },
          {
            label: vscode.l10n.t('By service'),
            detail: vscode.l10n.t('Below the services whose units run on the hosts'),
            byService: true as const,
            picked: filter.byService,
          },
        ]
      : []),
  ];
}
