import assert from 'node:assert/strict';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import { countsByPath } from '../../../src/core/report/overview';
import { mountUri } from '../../../src/extension/mount/mount-uri';
import type { ReviewSession } from '../../../src/extension/review/session';
import { severityDecoration } from '../../../src/extension/severity-decorations';
import { api, close, next, restore, review, sampleArchive, site, until } from './support';

const { fs } = vscode.workspace;

describe('the verdict in the status bar', () => {
  let session: ReviewSession;
  const item = async () => (await api()).statusBar.item;

  before(async () => {
    session = await review(sampleArchive());
    await vscode.window.showTextDocument(session.mount.uriOf('manifest.json'));
  });
  after(() => restore(session));

  it('has the counts behind it, the reasons in its tooltip, and all of it in words', async () => {
    const { text, tooltip, accessibilityInformation, name, backgroundColor } = await item();
    const count = (severity: string) => session.shownFindings.filter((finding) => finding.severity === severity).length;
    assert.equal(text, `$(circle-slash) NO-GO ${count('blocker')}·${count('error')}·${count('warning')}`);
    assert.equal(name, 'Verdict on the Package');
    assert.deepEqual(backgroundColor, new vscode.ThemeColor('statusBarItem.errorBackground'));
    assert.ok(tooltip instanceof vscode.MarkdownString);
    for (const rule of ['dependency/unsatisfied-in-production', 'NO-GO']) assert.ok(plain(tooltip.value).includes(rule), tooltip.value);
    assert.equal(tooltip.isTrusted, undefined);
    assert.match(accessibilityInformation?.label ?? '', /^Full-upgrade-package-dten\.zip: NO-GO, 3 blockers, \d+ errors, \d+ warnings/);
  });

  it('offers what people do with a package, on the package', async () => {
    const { command } = await item();
    assert.equal(command, 'upgradeReview.showActions');
    const { showQuickPick } = vscode.window;
    let offered: readonly vscode.QuickPickItem[] = [];
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => {
        offered = items;
        return Promise.resolve(items.find(({ label }) => label.endsWith('Next Blocker')));
      },
    });
    try {
      await vscode.commands.executeCommand('upgradeReview.showActions');
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
    const labels = offered.map(({ label }) => label.replace(/^\$\([a-z-]+\) /, ''));
    assert.deepEqual(labels.slice(0, 7), [
      'Show Findings',
      'Next Blocker',
      'Fix All That Is Always Safe',
      'Show Upgrade Plan',
      'Generate Preflight Report',
      'Show Package Overview',
      'Review Again',
    ]);
    const at = vscode.window.activeTextEditor;
    const places = session.shownFindings.flatMap(({ severity, path, range }) =>
      severity === 'blocker' ? [`${path}:${range.start.line}`] : [],
    );
    assert.ok(at && places.includes(`${session.mount.pathOf(at.document.uri)}:${at.selection.start.line}`));
  });

  it('spins while a first review runs, which can be cancelled and made up for', async () => {
    const archive = vscode.Uri.joinPath(site(), 'long.zip');
    const zip = new JSZip();
    const lines = Array.from({ length: 100 }, (_, at) => `systemctl restart unit-${at}.service || exit 1\n`).join('');
    for (let at = 0; at < 20; at++) zip.file(`scripts/${at}.sh`, `#!/bin/sh\n# ${at}\n${lines}`);
    await fs.writeFile(archive, await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }));
    const { sessions } = await api();
    const long = await sessions.open(vscode.Uri.parse(mountUri(archive.toString())));
    await vscode.window.showTextDocument(long.mount.uriOf('scripts/0.sh'));
    const cancel = new vscode.CancellationTokenSource();
    const begun = next(sessions.onDidChange, () => long.state === 'reviewing');
    const asked = long.reviewNow(cancel.token);
    await begun;
    assert.equal((await item()).text, '$(sync~spin) Reviewing');
    cancel.cancel();
    assert.equal(await asked, undefined);
    assert.equal(long.state, 'cancelled');
    assert.equal((await item()).text, '$(package) Not reviewed');
    assert.equal((await item()).tooltip, 'The review of long.zip was cancelled');
    assert.ok(await long.reviewNow());
    await until(async () => /^\$\([a-z-]+\) (GO|NO-GO|CANNOT)/.test((await item()).text));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await close(long);
    await fs.delete(archive);
  });

  it('goes with the letters beside files and folders', () => {
    const found = countsByPath(session.shownFindings);
    const manifest = severityDecoration(found.get('manifest.json'));
    assert.equal(manifest?.badge, 'B');
    assert.match(manifest.tooltip ?? '', /^\d+ blockers?(, |$)/);
    assert.deepEqual(manifest.color, new vscode.ThemeColor('list.errorForeground'));
    const worst = new Set([...found.values()].map((counts) => severityDecoration(counts)?.badge));
    assert.deepEqual([...worst].filter(Boolean).sort(), ['B', 'E', 'W']);
    assert.equal(severityDecoration({ blocker: 0, error: 0, warning: 0, info: 2 }), undefined);
    const folder = session.shownFindings.find(({ path }) => path.startsWith('scripts/'));
    assert.ok(folder && severityDecoration(found.get('scripts')));
  });
});

/** Markdown without what keeps text from being formatted. */
const plain = (markdown: string): string => markdown.replaceAll('\\', '');
