import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReviewSession } from '../../../src/extension/review/session';
import { restore, review, sampleArchive, site, textOf, told, until } from './support';

const script = 'scripts/10-install.sh';

describe('what came of an export', () => {
  let session: ReviewSession;
  const target = (name: string) => vscode.Uri.joinPath(site(), 'told', name);
  const run = (command: string, file: vscode.Uri) => () =>
    vscode.commands.executeCommand(`upgradeReview.${command}`, session.mount.root, file);
  /** What the window shows in front. */
  const inFront = (): string | undefined => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri.path : undefined;
  };

  before(async () => {
    session = await review(sampleArchive());
    await vscode.workspace.fs.createDirectory(target(''));
  });
  afterEach(() => restore(session));
  after(() => vscode.workspace.fs.delete(target(''), { recursive: true }));

  it('is told with a button that leads to the file', async () => {
    const shown: unknown[] = [];
    const executeCommand = vscode.commands.executeCommand.bind(vscode.commands);
    Object.assign(vscode.commands, {
      executeCommand: (name: string, ...given: unknown[]) => {
        if (/^reveal|^vscode\.open$/.test(name)) shown.push(String(given[0]));
        return executeCommand(name, ...given);
      },
    });
    try {
      const of = await told(run('exportEvidence', target('evidence.zip')), 'Reveal');
      assert.deepEqual(of, [
        { level: 'information', message: `The evidence of ${session.mount.name} was written to evidence.zip.`, buttons: ['Reveal'] },
      ]);
      await until(() => shown.includes(target('evidence.zip').toString()));
      const [package_] = await told(run('exportPackage', target('same.zip')), 'Reveal');
      assert.deepEqual(package_?.buttons, ['Reveal']);
      await until(() => shown.includes(target('same.zip').toString()));
    } finally {
      Object.assign(vscode.commands, { executeCommand });
    }
  });

  it('is a warning where a signature broke, with the same button', async () => {
    await session.mount.write(script, Buffer.concat([await session.mount.base.read(script), Buffer.from('# patched\n')]));
    const [only, ...others] = await told(run('exportPackage', target('patched.zip')));
    assert.deepEqual(others, []);
    assert.deepEqual([only?.level, only?.buttons], ['warning', ['Reveal']]);
  });

  it('of a patch is shown as it was written, and an imported one leads to its changes', async () => {
    await session.mount.write('README.md', Buffer.from('# patched\n'));
    assert.deepEqual(await told(run('exportPatch', target('readme.patch'))), []);
    assert.equal(inFront(), target('readme.patch').path);
    assert.match(await textOf(target('readme.patch')), /README\.md/);
    await restore(session);
    const [imported] = await told(run('importPatch', target('readme.patch')), 'Show Changes');
    assert.deepEqual(imported, { level: 'information', message: '1 file was patched.', buttons: ['Show Changes'] });
    await until(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label.startsWith('Patches of ') === true);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const [again] = await told(run('importPatch', target('readme.patch')));
    assert.deepEqual([again?.level, again?.buttons], ['information', []]);
  });
});
