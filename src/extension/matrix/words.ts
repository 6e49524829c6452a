import * as vscode from 'vscode';
import type { MatrixRow } from '../../core/inventory/matrix';
import { problemStates, stateOfRow, type TableState } from '../../core/report/matrix-table';

/** What a state of the matrix is called wherever it is shown. */
export const stateWords = (): Record<TableState, string> => ({
  satisfied: vscode.l10n.t('satisfied'),
  loose: vscode.l10n.t('satisfied, range open'),
  unsatisfied: vscode.l10n.t('not satisfied'),
  missing: vscode.l10n.t('missing'),
  vulnerable: vscode.l10n.t('known hole'),
  elsewhere: vscode.l10n.t('not on this host'),
  exempt: vscode.l10n.t('for another system'),
  along: vscode.l10n.t('in the package'),
  unknown: vscode.l10n.t('unknown'),
});

/** How many rows are in which state that somebody must do something about: `1 not satisfied, 2 missing`; else how many there are. */
export function problemWords(rows: readonly MatrixRow[], environment: string): string {
  const states = rows.map((row) => stateOfRow(row, environment));
  const told = problemStates.flatMap((state) => {
    const count = states.filter((each) => each === state).length;
    return count > 0 ? [`${count} ${stateWords()[state]}`] : [];
  });
  return told.length > 0 ? told.join(', ') : vscode.l10n.t('{0} without problems', rows.length);
}

/** When the list of a host was written, in words; nothing if it is not known: most formats do not say. */
export function ageText(collectedAt = ''): string {
  const days = Math.floor((Date.now() - Date.parse(collectedAt)) / 86_400_000);
  if (!Number.isFinite(days)) return '';
  return days < 1
    ? vscode.l10n.t('collected today')
    : days === 1
      ? vscode.l10n.t('collected yesterday')
      : vscode.l10n.t('collected {0} days ago', days);
}
