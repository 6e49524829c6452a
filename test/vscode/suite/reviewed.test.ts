import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReviewSession } from '../../../src/extension/review/session';
import { api, next, restore, review, sampleArchive, until } from './support';

const script = 'scripts/10-install.sh';

describe('marks of what somebody has looked at', () => {
  let session: ReviewSession;
  const run = (command: string, ...given: unknown[]) => vscode.commands.executeCommand(`upgradeReview.${command}`, ...given);
  const progress = async (folder = '') => (await api()).reviewed.progressOf(session).get(folder);
  /** A row of the Packages view: the package's own files, a folder or a file. */
  const row = async (...way: string[]): Promise<vscode.TreeItem> => {
    const { packages } = await api();
    let node = packages.getChildren().find((each) => each.session === session);
    for (const path of ['', ...way]) node = packages.getChildren(node).find((each) => each.kind === 'own' && each.path === path);
    assert.ok(node);
    return packages.getTreeItem(node);
  };
  const boxOf = ({ checkboxState }: vscode.TreeItem) => (typeof checkboxState === 'object' ? checkboxState.state : checkboxState);

  before(async () => {
    session = await review(sampleArchive());
  });
  afterEach(async () => {
    await run('markNotReviewed', session.mount.root);
    await restore(session);
  });

  it('are boxes beside the files, and make progress that is told in words', async () => {
    const total = (await progress())?.total ?? 0;
    assert.ok(total > 10);
    assert.equal((await row()).description, `0 of ${total}`);
    assert.equal(boxOf(await row('scripts', script)), vscode.TreeItemCheckboxState.Unchecked);
    await run('markReviewed', session.mount.uriOf(script));
    const item = await row('scripts', script);
    assert.equal(boxOf(item), vscode.TreeItemCheckboxState.Checked);
    assert.equal(item.accessibilityInformation?.label, '10-install.sh, marked as reviewed');
    assert.equal((await row()).description, `1 of ${total}`);
    assert.match(String((await row('scripts')).description), /^1 of [2-9]$/);
  });

  it('of a folder are those of its files', async () => {
    await run('markBoxes', [[{ kind: 'own', session, path: 'scripts' }, vscode.TreeItemCheckboxState.Checked]]);
    const scripts = await progress('scripts');
    assert.equal(scripts?.reviewed, scripts?.total);
    assert.equal(boxOf(await row('scripts')), vscode.TreeItemCheckboxState.Checked);
    await run('markReviewed', session.mount.root);
    assert.equal((await progress())?.reviewed, (await progress())?.total);
    await run('markBoxes', [[{ kind: 'own', session, path: '' }, vscode.TreeItemCheckboxState.Unchecked]]);
    assert.equal((await progress())?.reviewed, 0);
  });

  it('fall back when the file is changed, and come back with its content', async () => {
    const { reviewed } = await api();
    await run('markReviewed', session.mount.uriOf(script));
    const changed = next(reviewed.onDidChange, () => reviewed.stateOf(session, script) === 'changed');
    await session.mount.write(script, Buffer.concat([await session.mount.base.read(script), Buffer.from('# patched\n')]));
    await changed;
    const item = await row('scripts', script);
    assert.equal(item.description, 'changed since review');
    assert.equal(boxOf(item), vscode.TreeItemCheckboxState.Unchecked);
    assert.equal((await progress())?.reviewed, 0);
    const back = next(reviewed.onDidChange, () => reviewed.stateOf(session, script) === 'reviewed');
    await session.mount.discard([script]);
    await back;
  });

  it('stand beside files in the list of findings, and are kept when the package is closed', async () => {
    const { findings, reviewed } = await api();
    await findings.groupBy('file');
    const group = () => findings.getChildren().find((node) => node.kind === 'group' && node.label === script);
    const node = group();
    assert.ok(node);
    assert.equal(findings.getTreeItem(node).contextValue, 'findings.file');
    await run('markReviewed', node);
    const item = findings.getTreeItem(node);
    assert.equal(item.contextValue, 'findings.file.reviewed');
    assert.match(String(item.description), /^\d+ · reviewed$/);
    await findings.groupBy('severity');
    await run('closePackage', session.mount.root);
    session = await review(sampleArchive());
    await until(() => reviewed.stateOf(session, script) === 'reviewed');
  });
});
