import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { mountUri } from '../../../src/extension/mount/mount-uri';
import { api, sampleArchive, site, until } from './support';

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const isOverview = ({ input }: vscode.Tab) => input instanceof vscode.TabInputCustom && input.viewType === 'upgradeReview.overview';
const overviewOf =
  (uri: vscode.Uri) =>
  ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputCustom && input.viewType === 'upgradeReview.overview' && input.uri.toString() === uri.toString();

/** What a notification says until the test is over, and which of its buttons is pressed. */
async function notified(press: string | undefined, cause: () => Thenable<unknown>): Promise<{ message: string; buttons: string[] }> {
  const shown = vscode.window.showErrorMessage;
  try {
    return await new Promise((resolve, reject) => {
      const instead = (message: string, ...buttons: string[]) => {
        resolve({ message, buttons });
        return Promise.resolve(press);
      };
      Object.assign(vscode.window, { showErrorMessage: instead });
      cause().then(undefined, reject);
    });
  } finally {
    Object.assign(vscode.window, { showErrorMessage: shown });
  }
}

async function withFile(name: string, content: string, use: (uri: vscode.Uri) => Promise<void>): Promise<void> {
  const uri = vscode.Uri.joinPath(site(), name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(content));
  try {
    await use(uri);
  } finally {
    await vscode.workspace.fs.delete(uri);
  }
}

describe('overview of a package', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is what a ZIP opens in', async () => {
    const { sessions } = await api();
    const mounted = () => sessions.find(vscode.Uri.parse(mountUri(sampleArchive().toString())));
    const before = mounted();
    await vscode.commands.executeCommand('vscode.open', sampleArchive());
    await until(() => tabs().some(isOverview));
    assert.equal(mounted(), before, 'and nothing is mounted by it');
  });

  it('leaves a ZIP to the editor that the user has chosen, and opens when it is asked for', async () => {
    const settings = vscode.workspace.getConfiguration('workbench');
    await settings.update('editorAssociations', { '*.zip': 'default' }, vscode.ConfigurationTarget.Global);
    try {
      await vscode.commands.executeCommand('vscode.open', sampleArchive());
      await until(() => tabs().length > 0);
      assert.equal(tabs().some(isOverview), false);
      await vscode.commands.executeCommand('upgradeReview.showOverview', sampleArchive());
      await until(() => tabs().some(isOverview));
    } finally {
      await settings.update('editorAssociations', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is shown of the ZIP that is in front, though no package is open', async () => {
    await vscode.commands.executeCommand('vscode.openWith', sampleArchive(), 'default');
    await until(() => tabs().length > 0);
    assert.equal(tabs().some(isOverview), false);
    await vscode.commands.executeCommand('upgradeReview.showOverview');
    await until(() => tabs().some(overviewOf(sampleArchive())));
  });

  for (const [what, content] of [
    ['what is no archive', 'no archive'],
    ['an empty file', ''],
    ['the beginning of an archive', 'PK\u0003\u0004'],
    ['an archive without files', `PK\u0005\u0006${'\0'.repeat(18)}`],
  ] as const)
    it(`tells of ${what} as well`, () =>
      withFile('broken.zip', content, async (broken) => {
        await vscode.commands.executeCommand('vscode.open', broken);
        await until(() => tabs().some(overviewOf(broken)));
      }));

  it('is offered where a package cannot be opened, behind the reason', () =>
    withFile('broken.zip', 'no archive', async (broken) => {
      const { message, buttons } = await notified('Show Overview', () =>
        vscode.commands.executeCommand('upgradeReview.reviewPackage', broken),
      );
      assert.match(message, /^This is not a ZIP archive: .* \(…\/site\/broken\.zip\)$/);
      assert.deepEqual(buttons, ['Show Overview', 'Show Log']);
      await until(() => tabs().some(overviewOf(broken)));
    }));

  it('is not offered of a file that does not exist', async () => {
    const missing = vscode.Uri.joinPath(site(), 'missing.zip');
    const { message, buttons } = await notified(undefined, () => vscode.commands.executeCommand('upgradeReview.reviewPackage', missing));
    assert.match(message, /^It does not exist \(…\/site\/missing\.zip\)$/);
    assert.deepEqual(buttons, ['Show Log']);
  });
});
