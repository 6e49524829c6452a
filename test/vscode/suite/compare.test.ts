import assert from 'node:assert/strict';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import { ChangesTree, type ChangeNode } from '../../../src/extension/compare/changes-tree';
import type { ReviewSession } from '../../../src/extension/review/session';
import { previousSample } from '../../support/previous-sample';
import { api, restore, review, ruleOf, sampleArchive, site, until } from './support';

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

  it('follows what is patched', async () => {
    const path = 'config/defaults/retry.yaml';
    const text = new TextDecoder().decode(await session.mount.source.read(path));
    await session.mount.write(path, new TextEncoder().encode(text.replace('base_delay_ms: 2000', 'base_delay_ms: 500')));
    await session.idle();
    const keys = session.review?.comparison?.changes.defaults.map(({ key }) => key) ?? [];
    assert.ok(keys.includes('dten.retry.max_attempts') && !keys.includes('dten.retry.base_delay_ms'), keys.join());
  });

  it('is remembered when the package is closed and opened again', async () => {
    const { sessions } = await api();
    sessions.close(session);
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
