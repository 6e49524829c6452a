import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sampleArchive, site, until } from './support';

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const isOverview = ({ input }: vscode.Tab) => input instanceof vscode.TabInputCustom && input.viewType === 'upgradeReview.overview';

describe('overview of a package', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens when it is asked for, and is never the editor of a ZIP by itself', async () => {
    await vscode.commands.executeCommand('upgradeReview.showOverview', sampleArchive());
    await until(() => tabs().some(isOverview));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('vscode.open', sampleArchive());
    await until(() => tabs().length > 0);
    assert.equal(tabs().some(isOverview), false);
  });

  it('opens beside what it is about, also for what is no archive', async () => {
    const broken = vscode.Uri.joinPath(site(), 'broken.zip');
    await vscode.workspace.fs.writeFile(broken, Buffer.from('no archive'));
    try {
      // The editor shows why it cannot be opened, in the tab itself.
      await vscode.commands.executeCommand('upgradeReview.showOverview', broken);
      await until(() => tabs().length > 0);
    } finally {
      await vscode.workspace.fs.delete(broken);
    }
  });
});
