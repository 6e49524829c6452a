import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReviewSession } from '../../../src/extension/review/session';
import { restore, review, sampleArchive, until } from './support';

describe('getting around in a package', () => {
  let session: ReviewSession;
  const file = (path: string) => session.mount.uriOf(path);
  const activePath = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    return uri && session.mount.pathOf(uri);
  };

  before(async () => {
    session = await review(sampleArchive());
  });
  afterEach(() => restore(session));

  it('goes to a file by a part of its path', async () => {
    void vscode.commands.executeCommand('upgradeReview.goToFile', 'lib/health');
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return activePath() === 'scripts/lib/health.sh';
    });
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file('scripts/lib/health.sh').toString());
  });
});
