import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReviewSession } from '../../../src/extension/review/session';
import { api, review, sampleArchive, site, textOf, until } from './support';

const file = () => vscode.Uri.joinPath(site(), '.upgrade-review', 'notes.json');
const script = 'scripts/10-install.sh';

describe('notes on lines', () => {
  let session: ReviewSession;
  const run = (command: string, ...given: unknown[]) => vscode.commands.executeCommand(`upgradeReview.${command}`, ...given);
  const told = async () =>
    (await api()).notes
      .of(session)
      .map(({ uri, range, comments }) => [session.mount.pathOf(uri), (range?.start.line ?? 0) + 1, comments.length] as const);

  before(async () => {
    session = await review(sampleArchive());
  });
  after(async () => {
    await Promise.resolve(vscode.workspace.fs.delete(file())).catch(() => undefined);
    session.siteChanged();
    await session.idle();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are written by keyboard on the line of the cursor, kept in the folder, shown as comments, and deleted', async () => {
    const document = await vscode.workspace.openTextDocument(session.mount.uriOf(script));
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(56, 0, 56, 0);
    const { showInputBox } = vscode.window;
    Object.assign(vscode.window, { showInputBox: () => Promise.resolve('Why with sudo?') });
    try {
      await run('addNote');
    } finally {
      Object.assign(vscode.window, { showInputBox });
    }
    assert.match(
      await textOf(file()),
      /"path": "scripts\/10-install\.sh",\s+"line": 57,\s+"of": "[0-9a-f]{16}",\s+"text": "Why with sudo\?"/,
    );
    await until(async () => (await told()).length === 1);
    assert.deepEqual(await told(), [[script, 57, 1]]);
    await run('addNote', document.uri, 56, 'And asks nobody.');
    await until(async () => (await told())[0]?.[2] === 2);
    const [thread] = (await api()).notes.of(session);
    await run('deleteNote', thread?.comments[0]);
    await until(async () => (await told())[0]?.[2] === 1);
    assert.doesNotMatch(await textOf(file()), /Why with sudo/);
  });
});
