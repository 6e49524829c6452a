import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { allRows } from '../../../src/core/report/matrix-filter';
import type { MatrixNode, MatrixTree } from '../../../src/extension/views/matrix-tree';
import { api, review, sampleArchive, site, until } from './support';

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const isMatrix = ({ input }: vscode.Tab) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('upgradeReview.matrix');

describe('the matrix in a tab of its own', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens once for a package', async () => {
    const session = await review(sampleArchive());
    await vscode.commands.executeCommand('upgradeReview.openMatrix', { session });
    await until(() => tabs().some(isMatrix));
    await vscode.commands.executeCommand('upgradeReview.openMatrix', { session });
    assert.equal(tabs().filter(isMatrix).length, 1);
  });

  it('is asked of the review with every row, each cell with where it is written', async () => {
    const session = await review(sampleArchive());
    const table = await session.ask('matrix', { environment: 'production' });
    assert.ok(table);
    const row = table.rows.findIndex(({ dependency }) => dependency === 'libpq5');
    assert.equal(table.rows[row]?.state, 'unsatisfied');
    const cell = await session.ask('matrixCell', { row, column: 0 });
    const { path = '', line = 0 } = cell?.origin ?? {};
    assert.ok(readFileSync(vscode.Uri.parse(path).fsPath, 'utf8').split('\n')[line]?.includes('libpq5'));
    assert.ok(path.startsWith(site().toString()), path);
  });

  it('is text for a spreadsheet and for a note', async () => {
    const session = await review(sampleArchive());
    const named = { name: 'dten-platform', version: '5.2.0' };
    const csv = await session.ask('matrixText', { form: 'csv', package: named });
    assert.ok(
      csv?.split('\r\n').some((line) => line.startsWith('dten-platform,5.2.0,libpq5,') && line.includes(',not satisfied,manifest.json,')),
      csv,
    );
    assert.ok((await session.ask('matrixText', { form: 'md', package: named }))?.includes('| libpq5 |'));
  });
});

describe('the matrix as a quick view', () => {
  let tree: MatrixTree;
  before(async () => {
    ({ matrix: tree } = await api());
    await review(sampleArchive());
  });
  afterEach(() => tree.narrow(allRows));

  const labels = (node?: MatrixNode): unknown[] => tree.getChildren(node).map((each) => tree.getTreeItem(each).label);

  it('shows what is in the wanted states, and all again', () => {
    const all = labels();
    assert.ok(all.length >= 10 && all.includes('jq'));
    tree.narrow({ ...allRows, states: ['unsatisfied'] });
    assert.deepEqual(labels(), ['libpq5']);
    tree.narrow({ ...allRows, states: ['along'] });
    assert.deepEqual(labels(), []);
    tree.narrow(allRows);
    assert.deepEqual(labels(), all);
  });

  it('groups dependencies by the services that run on the hosts, with how many are wrong there', () => {
    const all = labels();
    tree.narrow({ ...allRows, byService: true });
    const services = tree.getChildren();
    assert.ok(services.length > 1, labels().join(', '));
    for (const node of services) {
      assert.deepEqual(labels(node), all);
      assert.match(String(tree.getTreeItem(node).description), /1 not satisfied|missing|without problems/);
      const [row] = tree.getChildren(node);
      const hosts = row ? labels(row) : [];
      assert.ok(hosts.length > 0 && hosts.length < 5, hosts.join(', '));
    }
    const ids = services.flatMap((node) => tree.getChildren(node)).map((node) => tree.getTreeItem(node).id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('is narrowed by a question and cleared by a command', async () => {
    tree.narrow({ ...allRows, states: ['missing'] });
    await vscode.commands.executeCommand('upgradeReview.clearMatrixFilter');
    assert.deepEqual(tree.filter, allRows);
    const asked = vscode.commands.executeCommand('upgradeReview.filterMatrix');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await asked;
    assert.deepEqual(tree.filter, allRows);
  });
});

describe('the matrix in the manifest', () => {
  it('stands behind each dependency, and is whole in the hover', async () => {
    const session = await review(sampleArchive());
    const uri = session.mount.uriOf('manifest.json');
    const document = await vscode.workspace.openTextDocument(uri);
    const line = document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('"libpq5"'));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, whole);
    const labels = hints
      .filter(({ position }) => position.line === line)
      .map(({ label }) => (typeof label === 'string' ? label : label[0]?.value));
    assert.deepEqual(labels, ['✗ production 15.8-0+deb12u1 · ✓ staging 16.9-1.pgdg120+1']);
    const at = new vscode.Position(line, document.lineAt(line).text.indexOf('>=16') + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
    const said = hovers
      .flatMap(({ contents }) => contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')))
      .join('\n');
    assert.match(said, /production&nbsp;app01:&nbsp;15\.8/);
  });
});
