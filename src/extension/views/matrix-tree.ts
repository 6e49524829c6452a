import * as vscode from 'vscode';
import type { MatrixCell, MatrixColumn, MatrixRow, MoreRows } from '../../core/inventory/matrix';
import { cellState, placeOfRow, stateOfRow, type TableState } from '../../core/report/matrix-table';
import { allRows, rowGroups, type MatrixFilter, type RowGroup } from '../../core/report/matrix-filter';
import { ageText, problemWords, stateWords } from '../matrix/words';
import { spanRange } from '../review/diagnostics';
import type { ReviewSession } from '../review/session';
import { SessionsTree } from './sessions-tree';

export type MatrixNode =
  | { readonly kind: 'service'; readonly group: RowGroup; readonly session: ReviewSession }
  | { readonly kind: 'row'; readonly row: MatrixRow; readonly group: RowGroup; readonly session: ReviewSession }
  | { readonly kind: 'cell'; readonly cell: MatrixCell; readonly column: MatrixColumn | undefined; readonly row: MatrixRow }
  | { readonly kind: 'more'; readonly more: MoreRows; readonly session: ReviewSession };

/** Rows that are unfolded where hosts differ: the editor asks at once for all that is unfolded. */
const mostUnfolded = 200;

const icons: Readonly<Record<TableState, vscode.ThemeIcon>> = {
  satisfied: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  loose: new vscode.ThemeIcon('question', new vscode.ThemeColor('list.warningForeground')),
  unsatisfied: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  missing: new vscode.ThemeIcon('close', new vscode.ThemeColor('list.errorForeground')),
  vulnerable: new vscode.ThemeIcon('unlock', new vscode.ThemeColor('list.errorForeground')),
  unknown: new vscode.ThemeIcon('circle-outline'),
  along: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  elsewhere: new vscode.ThemeIcon('dash'),
  exempt: new vscode.ThemeIcon('dash'),
};

/** Each dependency with what every environment and host has; a click goes to the manifest or the inventory line. */
export class MatrixTree extends SessionsTree<MatrixNode> {
  private wanted = allRows;

  get reviews() {
    return this.sessions.all.flatMap(({ review }) => review ?? []);
  }

  get filter(): MatrixFilter {
    return this.wanted;
  }

  narrow(filter: MatrixFilter): void {
    this.wanted = filter;
    this.showAnew();
  }

  protected override shows(): readonly unknown[] {
    return [this.wanted, ...this.sessions.all.flatMap((session) => [session, session.review])];
  }

  override getChildren(node?: MatrixNode): MatrixNode[] {
    if (!node) {
      // Without an inventory the welcome text offers to add one.
      return this.sessions.all.flatMap((session) => {
        const { matrix, environment = '' } = session.review ?? {};
        if (!matrix || matrix.columns.length === 0) return [];
        const nodes = rowGroups(matrix, environment, this.wanted).flatMap((group): MatrixNode[] =>
          group.service === undefined ? rowsOf(group, session) : [{ kind: 'service', group, session }],
        );
        return matrix.more ? [...nodes, { kind: 'more', more: matrix.more, session }] : nodes;
      });
    }
    if (node.kind === 'service') return rowsOf(node.group, node.session);
    if (node.kind !== 'row') return [];
    return node.row.cells.map((cell, at) => ({ kind: 'cell', cell, column: node.group.columns[at], row: node.row }));
  }

  override getTreeItem(node: MatrixNode): vscode.TreeItem {
    if (node.kind === 'more') return moreItem(node.more, node.session);
    if (node.kind === 'service') return serviceItem(node.group, node.session);
    return node.kind === 'row' ? rowItem(node) : cellItem(node.cell, node.column, node.row);
  }
}

const rowsOf = (group: RowGroup, session: ReviewSession): MatrixNode[] => group.rows.map((row) => ({ kind: 'row', row, group, session }));

function serviceItem({ service, columns, rows }: RowGroup, session: ReviewSession): vscode.TreeItem {
  const name = service || vscode.l10n.t('No service');
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${session.mount.root.authority}:service:${service}`;
  item.iconPath = new vscode.ThemeIcon('server-environment');
  item.description = problemWords(rows, session.review?.environment ?? '');
  item.tooltip = [name, columns.map(({ environment, host }) => `${environment} ${host}`).join(', ')].join('\n');
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

function rowItem({ row, group, session }: Extract<MatrixNode, { kind: 'row' }>): vscode.TreeItem {
  const { environment = '', matrix } = session.review ?? {};
  const state = stateOfRow(row, environment);
  const folded = (matrix?.rows.length ?? 0) > mostUnfolded || row.cells.every((cell) => cell.state === state);
  const item = new vscode.TreeItem(
    row.dependency,
    folded ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = `${session.mount.root.authority}:${group.service ?? ''}:${row.path}:${row.span.start}:${row.dependency}`;
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
  const found = [cell.version, word, ...(cell.advisories ?? [])].filter(Boolean).join(' ');
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
