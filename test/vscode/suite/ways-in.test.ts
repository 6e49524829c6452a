import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { mountUri } from '../../../src/extension/mount/mount-uri';
import { packageDrop } from '../../../src/extension/views/package-drop';
import { api, sampleArchive, site, textOf, until } from './support';

const folder = () => vscode.Uri.joinPath(site(), '.upgrade-review');
const notes = () => {
  const found = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.path.endsWith('/notes'));
  assert.ok(found);
  return found.uri;
};

/** Chooses, in one quick pick after another, what has these labels. Answers what was to be chosen from. */
async function choosing(labels: readonly string[], run: () => Thenable<unknown>): Promise<(readonly vscode.QuickPickItem[])[]> {
  const shown = vscode.window.showQuickPick;
  const offered: (readonly vscode.QuickPickItem[])[] = [];
  const instead = (items: readonly vscode.QuickPickItem[]) => {
    const label = labels[offered.length];
    offered.push(items);
    return Promise.resolve(items.find((item) => item.label === label));
  };
  Object.assign(vscode.window, { showQuickPick: instead });
  try {
    await run();
  } finally {
    Object.assign(vscode.window, { showQuickPick: shown });
  }
  return offered;
}

const add = () => vscode.commands.executeCommand('upgradeReview.addInventory');

/** What is said when this file is chosen. */
async function telling(uri: vscode.Uri, run: () => Promise<unknown>): Promise<string> {
  const { showOpenDialog, showInformationMessage, showErrorMessage } = vscode.window;
  const said: string[] = [];
  const say = (message: string) => {
    said.push(message);
    return Promise.resolve(undefined);
  };
  Object.assign(vscode.window, { showOpenDialog: () => Promise.resolve([uri]), showInformationMessage: say, showErrorMessage: say });
  try {
    await run();
  } finally {
    Object.assign(vscode.window, { showOpenDialog, showInformationMessage, showErrorMessage });
  }
  return said.join('\n');
}

describe('ways in', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('a ZIP that is dropped onto the Packages view is reviewed', async () => {
    const { sessions } = await api();
    const root = vscode.Uri.parse(mountUri(sampleArchive().toString()));
    const before = sessions.find(root);
    if (before) await vscode.commands.executeCommand('upgradeReview.closePackage', root);
    const data = new vscode.DataTransfer();
    data.set('text/uri-list', new vscode.DataTransferItem(`# dropped\r\n${sampleArchive().toString()}\r\n`));
    await packageDrop.handleDrop?.(undefined, data, new vscode.CancellationTokenSource().token);
    assert.ok(sessions.find(root)?.review);
  });

  it('Add Inventory says which files are meant, and copies what collects them', async () => {
    const running = choosing(['Packages of a Debian or Ubuntu host', 'Copy the Command'], () => add());
    // The notification that tells what to do next stays, and nobody answers it.
    await until(async () => /^dpkg-query -W -f '.*' > inventory\.<environment>\.<host>\.txt$/.test(await vscode.env.clipboard.readText()));
    await vscode.commands.executeCommand('notifications.clearAll');
    const [forms = [], ways = []] = await running;
    assert.deepEqual(
      forms.slice(0, 2).map(({ label, description }) => [label, description]),
      [
        ['Inventory JSON of all hosts', 'inventory.json'],
        ['Packages of a Debian or Ubuntu host', 'inventory.<environment>.<host>.txt'],
      ],
    );
    assert.deepEqual(
      ways.map(({ label }) => label),
      ['Copy the Command', 'Open an Example to Fill In', 'Choose Files…'],
    );
  });

  it('an example can be filled in, and is written when it is saved', async () => {
    await choosing(['Inventory JSON of all hosts', 'Open an Example to Fill In'], add);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'untitled');
    assert.equal(document.uri.path, vscode.Uri.joinPath(folder(), 'inventory.json').path);
    assert.match(document.getText(), /^\{\n {2}"environments": \[/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('the script that collects is written where it is wanted, and what was copied is taken in', async () => {
    const script = vscode.Uri.joinPath(notes(), 'collect-inventory.sh');
    await vscode.commands.executeCommand('upgradeReview.collectInventoryScript', script);
    const pasted = vscode.Uri.joinPath(folder(), 'inventory.staging.db10.txt');
    const { showInputBox } = vscode.window;
    const answers = ['staging', 'db10'];
    Object.assign(vscode.window, { showInputBox: () => Promise.resolve(answers.shift()) });
    try {
      assert.match(await textOf(script), /^#!\/bin\/sh\n/);
      assert.equal(vscode.window.activeTextEditor?.document.uri.path, script.path);
      await vscode.env.clipboard.writeText('openssl-libs-3.0.7-28.el9.x86_64\n');
      const said = await telling(script, () => choosing(['Paste Output'], add));
      assert.equal(said, 'inventory.staging.db10.txt was added (staging: db10).');
      assert.equal(await textOf(pasted), 'openssl-libs-3.0.7-28.el9.x86_64\n');
    } finally {
      Object.assign(vscode.window, { showInputBox });
      for (const uri of [script, pasted]) await vscode.workspace.fs.delete(uri);
    }
  });

  it('which column of a table means what is asked with what stands in it, and kept as the first line', async () => {
    const table = vscode.Uri.joinPath(notes(), 'cmdb.csv');
    const taken = vscode.Uri.joinPath(folder(), 'inventory.cmdb.csv');
    const text = 'Gerät;Programm;Stand;Welt\napp01;nginx;1.27.3;Produktion\n';
    await vscode.workspace.fs.writeFile(table, Buffer.from(text));
    const answering = async (...labels: string[]) => {
      let offered: (readonly vscode.QuickPickItem[])[] = [];
      const said = await telling(table, async () => (offered = await choosing(['Choose Files…', ...labels], add)));
      return { said, asked: offered.slice(1) };
    };
    try {
      // Whoever gives up halfway has changed nothing.
      assert.equal((await answering('Programm')).said, '');
      await assert.rejects(async () => vscode.workspace.fs.stat(taken));
      const { said, asked } = await answering('Programm', 'Stand', 'Gerät', 'Welt');
      assert.equal(said, 'inventory.cmdb.csv was added (production: app01).');
      assert.equal(await textOf(taken), `# columns: name=Programm, version=Stand, host=Gerät, environment=Welt\n${text}`);
      assert.deepEqual(
        asked.map((items) => items.map(({ label, description }) => `${label} ${description ?? ''}`.trim())),
        [
          ['Gerät app01', 'Programm nginx', 'Stand 1.27.3', 'Welt Produktion'],
          ['Gerät app01', 'Programm nginx', 'Stand 1.27.3', 'Welt Produktion'],
          ['None of them', 'Gerät app01', 'Programm nginx', 'Stand 1.27.3', 'Welt Produktion'],
          ['None of them', 'Gerät app01', 'Programm nginx', 'Stand 1.27.3', 'Welt Produktion'],
        ],
      );
    } finally {
      await vscode.workspace.fs.delete(table);
      await vscode.workspace.fs.delete(taken).then(undefined, () => undefined);
    }
  });

  it('an inventory is taken in under a name that is read, and told; one that is none is refused with the reason', async () => {
    const list = vscode.Uri.joinPath(notes(), 'staging-db09.txt');
    const table = vscode.Uri.joinPath(notes(), 'packages.csv');
    const taken = vscode.Uri.joinPath(folder(), 'inventory.staging-db09.txt');
    await vscode.workspace.fs.writeFile(list, Buffer.from('libpq5\t15.8-0+deb12u1\n'));
    await vscode.workspace.fs.writeFile(table, Buffer.from('name,host\nlibpq5,db09\n'));
    const told = (uri: vscode.Uri) => telling(uri, () => choosing(['Choose Files…'], add));
    try {
      assert.equal(await told(list), 'inventory.staging-db09.txt was added (staging: db09).');
      assert.equal(await textOf(taken), 'libpq5\t15.8-0+deb12u1\n');
      assert.match(await told(list), /^There is a file of this name already: .* \(…\/\.upgrade-review\/inventory\.staging-db09\.txt\)$/);
      assert.match(
        await told(table),
        /^This is a table with separators \(CSV\) without a column for the version, .* \(…\/notes\/packages\.csv\)$/,
      );
    } finally {
      for (const uri of [list, table, taken]) await vscode.workspace.fs.delete(uri);
    }
  });
});
