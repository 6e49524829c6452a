import * as vscode from 'vscode';
import { DisposableStore } from '../lifetime';
import { exportTarget, besides } from '../export/target';
import { writeExports } from '../export/write';
import { spanRange } from '../review/diagnostics';
import type { ReviewSession } from '../review/session';
import type { MatrixTable } from '../../core/report/matrix-table';
import { matrixHtml, pageWords } from './page';
import { ageText } from './words';

export interface MatrixHost {
  readonly extension: vscode.Uri;
  readonly tellTrouble: (error: unknown) => void;
}

/** What the page asks for; rows and columns are places in the table that it was told. */
type Asked =
  | { readonly type: 'ready' | 'csv' | 'copy' }
  | { readonly type: 'dependency'; readonly row: number }
  | { readonly type: 'cell'; readonly row: number; readonly column: number };

const panels = new Map<ReviewSession, vscode.WebviewPanel>();

/** The matrix of a package as a table in an editor tab of its own, one for each package; it follows the review. */
export function openMatrix(session: ReviewSession, host: MatrixHost): void {
  const known = panels.get(session);
  if (known) return known.reveal();
  const title = vscode.l10n.t('Matrix of {0}', session.mount.name);
  const panel = vscode.window.createWebviewPanel('upgradeReview.matrix', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    enableFindWidget: false,
    localResourceRoots: [vscode.Uri.joinPath(host.extension, 'media'), vscode.Uri.joinPath(host.extension, 'dist')],
  });
  panels.set(session, panel);
  session.mount.owned.add(panel);
  const owned = new DisposableStore();
  panel.onDidDispose(() => {
    panels.delete(session);
    owned.dispose();
  });
  const page = new MatrixPage(session, panel.webview);
  owned.add(session.onDidChange(() => void page.tell().catch(host.tellTrouble)));
  owned.add(panel.webview.onDidReceiveMessage((asked: Asked) => page.answer(asked).catch(host.tellTrouble)));
  panel.webview.html = matrixHtml(panel.webview, host.extension, title);
  void page.tell().catch(host.tellTrouble);
}

class MatrixPage {
  private table: MatrixTable | undefined;
  /** Asked for while the page is still loading. */
  private next: { readonly of: unknown; readonly table: Thenable<MatrixTable | undefined> } | undefined;
  private told: unknown;
  private isReady = false;

  constructor(
    private readonly session: ReviewSession,
    private readonly webview: vscode.Webview,
  ) {}

  /** Tells the page what the last review found, if it does not have that yet. */
  async tell(): Promise<void> {
    const { review } = this.session;
    if (!review || review.matrix === this.told) return;
    if (this.next?.of !== review.matrix)
      this.next = { of: review.matrix, table: this.session.ask('matrix', { environment: review.environment }) };
    if (!this.isReady) return;
    this.told = review.matrix;
    this.table = await this.next.table;
    if (!this.table) return;
    const { columns, environment, rows, versions } = this.table;
    // An array of numbers crosses as it is; hundreds of thousands in lists would be written out as text.
    const cells = new Uint32Array(rows.length * columns.length);
    for (const [at, row] of rows.entries()) cells.set(row.cells, at * columns.length);
    await this.webview.postMessage({
      type: 'table',
      words: pageWords(),
      environment,
      columns: columns.map((column) => ({ environment: column.environment, host: column.host, age: ageText(column.collectedAt) })),
      versions,
      rows: rows.map(({ dependency, required, optional, state, from }) => ({ dependency, required, optional, state, from })),
      cells,
    });
  }

  async answer(asked: Asked): Promise<unknown> {
    switch (asked.type) {
      case 'ready':
        this.isReady = true;
        this.told = undefined;
        return this.tell();
      case 'dependency':
        return this.openManifest(asked.row);
      case 'cell':
        return this.openInventory(asked.row, asked.column);
      case 'csv':
        return this.exportCsv();
      case 'copy':
        return vscode.env.clipboard.writeText(await this.text('md'));
    }
  }

  private openManifest(at: number): Thenable<unknown> | undefined {
    const row = this.table?.rows[at];
    const { mount } = this.session;
    const selection = row && spanRange(this.session.reviewedText(row.path) ?? '', row.span);
    return row && vscode.commands.executeCommand('vscode.open', mount.uriOf(row.path), { selection });
  }

  private async openInventory(row: number, column: number): Promise<void> {
    const origin = (await this.session.ask('matrixCell', { row, column }))?.origin;
    const path = origin?.path ?? this.table?.columns[column]?.source;
    if (path === undefined) return;
    const line = origin?.line ?? 0;
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(path), { selection: new vscode.Range(line, 0, line, 0) });
  }

  private async exportCsv(): Promise<void> {
    const wanted = { title: vscode.l10n.t('Export Matrix'), name: besides(this.session, '-matrix', 'csv'), filters: { CSV: ['csv'] } };
    const target = await exportTarget(this.session, wanted);
    if (target) await writeExports([{ target, pieces: [new TextEncoder().encode(await this.text('csv'))] }]);
  }

  private async text(form: 'csv' | 'md'): Promise<string> {
    const { name = this.session.mount.name, version } = this.session.review?.package ?? {};
    return (await this.session.ask('matrixText', { form, package: { name, ...(version !== undefined && { version }) } })) ?? '';
  }
}
