import assert from 'node:assert/strict';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import { ChangesTree, type ChangeNode } from '../../../src/extension/compare/changes-tree';
import type { ReviewSession } from '../../../src/extension/review/session';
import { isShowable, sidesOf } from '../../../src/extension/compare/sides';
import { previousSample } from '../../support/previous-sample';
import { api, close, restore, review, ruleOf, sampleArchive, site, until } from './support';

const command = (name: string, ...args: unknown[]) => vscode.commands.executeCommand(`upgradeReview.${name}`, ...args);

/** The sample's predecessor as a ZIP beside it. */
async function writePrevious(): Promise<vscode.Uri> {
  const zip = await JSZip.loadAsync(await vscode.workspace.fs.readFile(sampleArchive()));
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  const files = await Promise.all(entries.map(async (entry) => [entry.name, await entry.async('uint8array')] as const));
  const older = new JSZip();
  for (const [path, content] of Object.entries(previousSample(Object.fromEntries(files)))) older.file(path, content);
  const target = vscode.Uri.joinPath(site(), 'previous-5.1.0.zip');
  await vscode.workspace.fs.writeFile(target, await older.generateAsync({ type: 'uint8array' }));
  return target;
}

describe('comparison', () => {
  let session: ReviewSession;
  let previous: vscode.Uri;

  before(async () => {
    session = await review(sampleArchive());
    previous = await writePrevious();
    await command('compareWithPrevious', session.mount.root, previous);
  });
  afterEach(() => restore(session));
  after(async () => {
    await command('stopComparing', session.mount.root);
    await vscode.workspace.fs.delete(previous);
  });

  const problems = () =>
    vscode.languages
      .getDiagnostics()
      .filter(([uri]) => session.mount.pathOf(uri) !== undefined)
      .flatMap(([uri, diagnostics]) => diagnostics.map((diagnostic) => `${String(ruleOf(diagnostic))} ${session.mount.pathOf(uri) ?? ''}`));

  it('shows what differs as a tree', async () => {
    const tree = new ChangesTree((await api()).sessions);
    const lines = (node: ChangeNode | undefined, depth = ''): string[] =>
      tree.getChildren(node).flatMap((child) => {
        const item = tree.getTreeItem(child);
        return [`${depth}${item.label as string}: ${item.description as string}`, ...lines(child, `${depth}  `)];
      });
    const shown = lines(undefined);
    assert.equal(shown[0], 'Full-upgrade-package-dten.zip: since dten-platform 5.1.0');
    for (const line of [
      '  Configuration defaults: 8',
      '    dten.retry.base_delay_ms: 500 → 2000',
      '  Dependencies: 1',
      '    openssl: >=1.1 <4 → >=1.1',
      '    dten-sync.timer: added',
      '  Added: 3',
      '    retry.yaml: config/defaults',
      '  Moved: 1',
      '    collect-diagnostics.sh: was scripts/collect-diagnostics.sh',
    ])
      assert.ok(shown.includes(line), `${line}\nis not in\n${shown.join('\n')}`);
  });

  it('finds what only a comparison tells', () => {
    assert.ok(problems().includes('config/changed-default config/defaults/retry.yaml'));
  });

  it('shows new findings only, and says so, until all are wanted', async () => {
    const all = problems();
    assert.equal(all.length, session.review?.findings.length);
    await command('showNewFindings');
    const known = session.review?.comparison?.known.size ?? 0;
    assert.ok(known > 10 && problems().length < all.length);
    assert.equal(problems().length, session.shownFindings.length);
    assert.ok(problems().includes('systemd/unknown-unit scripts/30-post-install.sh'));
    assert.ok(!problems().includes('migration/missing-lock migrations/0052_device_capabilities.sql'));
    await command('showAllFindings');
    assert.deepEqual(problems().sort(), all.sort());
  });

  it('opens one change with the older text beside the present one', async () => {
    const change = session.review?.comparison?.changes.entries.find(({ after }) => after?.path === 'config/dten.yaml');
    await command('openChange', { session, change });
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const older = await vscode.workspace.openTextDocument(input.original);
    assert.match(older.getText(), /base_delay_ms: 500/);
    assert.equal(input.modified.toString(), session.mount.uriOf('config/dten.yaml').toString());
  });

  it('opens all changes as one diff', async () => {
    await command('openComparison', session.mount.root);
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.equal(tab?.label.includes('Full-upgrade-package-dten.zip: changes since 5.1.0'), true, tab?.label);
  });

  const shown = async (): Promise<{ item: vscode.TreeItem; node: ChangeNode }[]> => {
    const tree = new ChangesTree((await api()).sessions);
    const below = (node: ChangeNode | undefined): ChangeNode[] => tree.getChildren(node).flatMap((child) => [child, ...below(child)]);
    return below(undefined).map((node) => ({ node, item: tree.getTreeItem(node) }));
  };

  it('tells what the vendor changed, and marks what is patched as well', async () => {
    const path = 'config/defaults/retry.yaml';
    const before = (await shown()).map(({ item }) => item.label);
    const text = new TextDecoder().decode(await session.mount.source.read(path));
    await session.mount.write(path, new TextEncoder().encode(`# ours\n${text.replace('base_delay_ms: 2000', 'base_delay_ms: 500')}`));
    await session.mount.write('scripts/ours.sh', new TextEncoder().encode('#!/bin/sh\n'));
    await session.idle();
    const items = await shown();
    assert.deepEqual(
      items.map(({ item }) => item.label),
      before,
    );
    assert.equal(items.find(({ item }) => item.label === 'retry.yaml')?.item.description, 'config/defaults · patched here');
    const fact = items.find(({ item }) => item.label === 'dten.retry.base_delay_ms')?.item.command?.arguments;
    const [uri, { selection }] = fact as [vscode.Uri, { selection: vscode.Range }];
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(selection), '2000');
  });

  it('shows what has not moved under one name on both sides', async () => {
    const { entries } = session.review?.comparison?.changes ?? { entries: [] };
    for (const change of entries.filter(isShowable)) {
      const { before, after } = await sidesOf(session, change);
      if (!before || !after) continue;
      assert.equal(before.path === after.path, change.kind !== 'moved', before.toString());
      assert.notEqual((await vscode.workspace.openTextDocument(before)).getText(), '');
    }
  });

  it('suggests the package of the same product that lies beside it', async () => {
    await command('stopComparing', session.mount.root);
    const compared = command('compareWithPrevious', session.mount.root);
    // Nobody tells when the list is there; until then there is nothing to accept.
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return session.previous !== undefined;
    });
    await compared;
    assert.equal(session.previous?.toString(), previous.toString());
  });

  it('is remembered when the package is closed and opened again', async () => {
    await close(session);
    session = await review(sampleArchive());
    await until(() => session.review?.comparison !== undefined);
    assert.equal(session.review?.comparison?.package.version, '5.1.0');
  });

  it('stays when another package cannot be opened, and ends when asked', async () => {
    void command('compareWithPrevious', session.mount.root, vscode.Uri.joinPath(site(), 'nowhere.zip'));
    await new Promise((resume) => setTimeout(resume, 300));
    await session.idle();
    assert.equal(session.previous?.toString(), previous.toString());
    await vscode.commands.executeCommand('notifications.clearAll');
    await command('stopComparing', session.mount.root);
    assert.equal(session.review?.comparison, undefined);
    assert.ok(!problems().some((problem) => problem.startsWith('config/changed-default')));
  });
});
