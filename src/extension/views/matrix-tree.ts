import * as vscode from 'vscode';
import type { MatrixCell, MatrixColumn, MatrixRow, MoreRows } from '../../core/inventory/matrix';
import { cellState, placeOfRow, stateOfRow, type TableState } from '../../core/report/matrix-table';
import { ageText, stateWords } from '../matrix/words';
import { spanRange } from '../review/diagnostics';
import type { ReviewSession } from '../review/session';
import { SessionsTree } from './sessions-tree';

type Node =
  | { readonly kind: 'row'; readonly row: MatrixRow; readonly session: ReviewSession }
  | { readonly kind: 'cell'; readonly cell: MatrixCell; readonly column: MatrixColumn | undefined; readonly row: MatrixRow }
  | { readonly kind: 'more'; readonly more: MoreRows; readonly session: ReviewSession };

/** Rows that are unfolded where hosts differ: the editor asks at once for all that is unfolded. */
const mostUnfolded = 200;

const icons: Readonly<Record<TableState, vscode.ThemeIcon>> = {
  satisfied: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  loose: new vscode.ThemeIcon('question', new vscode.ThemeColor('list.warningForeground')),
  unsatisfied: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  missing: new vscode.ThemeIcon('close', new vscode.ThemeColor('list.errorForeground')),
  unknown: new vscode.ThemeIcon('circle-outline'),
  along: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  elsewhere: new vscode.ThemeIcon('dash'),
};

/** Each dependency with what every environment and host has; a click goes to the manifest or the inventory line. */
export class MatrixTree extends SessionsTree<Node> {
  protected override shows(): readonly unknown[] {
    return this.sessions.all.flatMap((session) => [session, session.review]);
  }

  override getChildren(node?: Node): Node[] {
    if (!node) {
      // Without an inventory the welcome text offers to add one.
      return this.sessions.all.flatMap((session) => {
        const matrix = session.review?.matrix;
        if (!matrix || matrix.columns.length === 0) return [];
        const rows = matrix.rows.map((row): Node => ({ kind: 'row', row, session }));
        return matrix.more ? [...rows, { kind: 'more', more: matrix.more, session }] : rows;
      });
    }
    if (node.kind !== 'row') return [];
    const columns = node.session.review?.matrix.columns ?? [];
    return node.row.cells.map((cell, at) => ({ kind: 'cell', cell, column: columns[at], row: node.row }));
  }

  override getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'more') return moreItem(node.more, node.session);
    return node.kind === 'row' ? rowItem(node.row, node.session) : cellItem(node.cell, node.column, node.row);
  }
}

function rowItem(row: MatrixRow, session: ReviewSession): vscode.TreeItem {
  const { environment = '', matrix } = session.review ?? {};
  const state = stateOfRow(row, environment);
  const folded = (matrix?.rows.length ?? 0) > mostUnfolded || row.cells.every((cell) => cell.state === state);
  const item = new vscode.TreeItem(
    row.dependency,
    folded ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = `${session.mount.root.authority}:${row.path}:${row.span.start}:${row.dependency}`;
  const range = row.required ?? vscode.l10n.t('any version');
  const word = stateWords()[state];
  const place = placeOfRow(row);
  item.description = [range, word, place].filter(Boolean).join('  ');
  item.iconPath = icons[state];
  item.tooltip = row.broughtAlong
    ? vscode.l10n.t('{0} {1}: the package brings it along.', row.dependency, range)
    : vscode.l10n.t('{0} {1} in {2}: {3}', row.dependency, range, environment, word);
  item.accessibilityInformation = { label: `${row.dependency}, ${range}, ${environment} ${word}` };
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Go to Declaration'),
    arguments: [session.mount.uriOf(row.path), { selection: spanRange(session.reviewedText(row.path) ?? '', row.span) }],
  };
  return item;
}

function moreItem({ rows, failing }: MoreRows, session: ReviewSession): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('and {0} more', rows.toLocaleString('en')));
  item.id = `${session.mount.root.authority}:`;
  if (failing > 0) item.description = vscode.l10n.t('{0} of them missing or not satisfied', failing.toLocaleString('en'));
  return item;
}

function cellItem(cell: MatrixCell, column: MatrixColumn | undefined, row: MatrixRow): vscode.TreeItem {
  const item = new vscode.TreeItem(`${cell.environment} ${cell.host}`);
  const state = cellState(row, cell);
  const word = stateWords()[state];
  const age = ageText(column?.collectedAt ?? '');
  item.description = [cell.version, word, age].filter(Boolean).join('  ');
  item.iconPath = icons[state];
  const source = column?.source ? vscode.Uri.parse(column.source) : undefined;
  const found = [cell.version, word].filter(Boolean).join(' ');
  const rules = cell.scheme === undefined ? '' : vscode.l10n.t('compared by the rules of {0}', cell.scheme);
  item.tooltip = [`${row.dependency}: ${found}`, rules, age, source?.fsPath].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: [`${cell.environment} ${cell.host}`, found, age].filter(Boolean).join(', ') };
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
