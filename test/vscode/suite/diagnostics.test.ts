import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { review, sampleArchive } from './support';

describe('collecting diagnostics', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens a document that tells versions, packages and the log, and no path of anybody', async () => {
    await review(sampleArchive());
    await vscode.commands.executeCommand('upgradeReview.collectDiagnostics');
    const document = vscode.window.activeTextEditor?.document;
    assert.deepEqual([document?.isUntitled, document?.languageId], [true, 'markdown']);
    const text = document?.getText() ?? '';
    for (const said of [vscode.version, '### Full-upgrade-package-dten.zip', '| Verdict | no-go |', ' findings in '])
      assert.ok(text.includes(said), `${said}\n${text}`);
    assert.match(text, /\| Last review \| \d+ ms \|/);
    assert.ok(!text.includes(vscode.Uri.joinPath(sampleArchive(), '..').fsPath), text);
  });
});
