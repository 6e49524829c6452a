import * as vscode from 'vscode';
import type { CellState, MatrixCell, MatrixColumn, MatrixRow } from '../../core/inventory/matrix';
import { spanRange } from '../review/diagnostics';
import type { ReviewSession } from '../review/session';
import { SessionsTree } from './sessions-tree';

type Node =
  | { readonly kind: 'row'; readonly row: MatrixRow; readonly session: ReviewSession }
  | { readonly kind: 'cell'; readonly cell: MatrixCell; readonly column: MatrixColumn | undefined; readonly row: MatrixRow };

const icons: Readonly<Record<CellState, vscode.ThemeIcon>> = {
  satisfied: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  loose: new vscode.ThemeIcon('question', new vscode.ThemeColor('list.warningForeground')),
  unsatisfied: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  missing: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('list.errorForeground')),
  unknown: new vscode.ThemeIcon('circle-outline'),
};

/** Worst first: what a row shows when its cells differ. */
const order: readonly CellState[] = ['unsatisfied', 'missing', 'unknown', 'loose', 'satisfied'];

/** Each dependency with what every environment and host has; a click goes to the manifest or the inventory line. */
export class MatrixTree extends SessionsTree<Node> {
  override getChildren(node?: Node): Node[] {
    if (!node) {
      // Without an inventory the welcome text offers to add one.
      return this.sessions.all.flatMap((session) => {
        const matrix = session.review?.matrix;
        return matrix && matrix.columns.length > 0 ? matrix.rows.map((row): Node => ({ kind: 'row', row, session })) : [];
      });
    }
    if (node.kind === 'cell') return [];
    const columns = node.session.review?.matrix.columns ?? [];
    return node.row.cells.map((cell) => ({
      kind: 'cell',
      cell,
      column: columns.find(({ environment, host }) => environment === cell.environment && host === cell.host),
      row: node.row,
    }));
  }

  override getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === 'row' ? rowItem(node.row, node.session) : cellItem(node.cell, node.column, node.row);
  }
}

function rowItem(row: MatrixRow, session: ReviewSession): vscode.TreeItem {
  const worst = order.find((state) => row.cells.some((cell) => cell.state === state)) ?? 'unknown';
  const alike = row.cells.every(({ state }) => state === worst);
  const item = new vscode.TreeItem(
    row.dependency,
    alike ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = `${session.mount.root.authority}:${row.dependency}`;
  const range = row.required ?? vscode.l10n.t('any version');
  item.description = `${range}  ${stateWords()[worst]}`;
  item.iconPath = icons[worst];
  item.tooltip = vscode.l10n.t('{0} {1}: {2}', row.dependency, range, stateWords()[worst]);
  item.accessibilityInformation = { label: `${row.dependency}, ${range}, ${stateWords()[worst]}` };
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Go to Manifest'),
    arguments: [session.mount.uriOf(row.path), { selection: spanRange(session.reviewedText(row.path) ?? '', row.span) }],
  };
  return item;
}

function cellItem(cell: MatrixCell, column: MatrixColumn | undefined, row: MatrixRow): vscode.TreeItem {
  const item = new vscode.TreeItem(`${cell.environment} ${cell.host}`);
  const word = stateWords()[cell.state];
  const age = column?.collectedAt ? ageText(column.collectedAt) : vscode.l10n.t('collected at an unknown time');
  item.description = [cell.version, word, age].filter(Boolean).join('  ');
  item.iconPath = icons[cell.state];
  const source = column?.source ? vscode.Uri.parse(column.source) : undefined;
  item.tooltip = [`${row.dependency} ${cell.version ?? ''} ${word}`, age, source?.fsPath].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: `${cell.environment} ${cell.host}, ${cell.version ?? ''} ${word}, ${age}` };
  const target = cell.origin ? vscode.Uri.parse(cell.origin.path) : source;
  if (target) {
    const line = cell.origin?.line ?? 0;
    item.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Go to Inventory'),
      arguments: [target, { selection: new vscode.Range(line, 0, line, 0) }],
    };
  }
  return item;
}

function ageText(collectedAt: string): string {
  const days = Math.floor((Date.now() - Date.parse(collectedAt)) / 86_400_000);
  if (!Number.isFinite(days)) return vscode.l10n.t('collected at an unknown time');
  return days < 1
    ? vscode.l10n.t('collected today')
    : days === 1
      ? vscode.l10n.t('collected yesterday')
      : vscode.l10n.t('collected {0} days ago', days);
}

const stateWords = (): Record<CellState, string> => ({
  satisfied: vscode.l10n.t('satisfied'),
  loose: vscode.l10n.t('satisfied, range open'),
  unsatisfied: vscode.l10n.t('not satisfied'),
  missing: vscode.l10n.t('missing'),
  unknown: vscode.l10n.t('unknown'),
});
