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

  it('links what a script sources, a unit starts, a job runs and a manifest lists', async () => {
    const linked = async (path: string) => {
      const document = await vscode.workspace.openTextDocument(file(path));
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
      return links.flatMap(({ range, target }) =>
        target && session.mount.pathOf(target) ? [`${document.getText(range)} -> ${session.mount.pathOf(target)}`] : [],
      );
    };
    assert.ok((await linked('scripts/20-migrate.sh')).includes('"${SCRIPT_DIR}/lib/common.sh" -> scripts/lib/common.sh'));
    assert.ok((await linked('systemd/dten-sync.service')).includes('/opt/dten/bin/dtend -> bin/dtend'));
    assert.ok((await linked('systemd/dten-sync.service')).includes('/etc/dten/dten.env -> config/dten.env'));
    assert.ok((await linked('cron.d/dten-import')).includes('/opt/dten/bin/dten-importer -> bin/dten-importer'));
    assert.ok((await linked('manifest.json')).includes('"scripts/rollback.sh" -> scripts/rollback.sh'));
  });

  it('leads from a call to the function, also while it is typed', async () => {
    const document = await vscode.workspace.openTextDocument(file('scripts/20-migrate.sh'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(document.lineCount, 0), '\ndie "typed"\n'));
    const place = document.positionAt(document.getText().indexOf('die "typed"') + 1);
    const [found] = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', document.uri, place);
    assert.equal(session.mount.pathOf(found!.targetUri), 'scripts/lib/common.sh');
    const library = await vscode.workspace.openTextDocument(found!.targetUri);
    assert.equal(library.getText(found!.targetSelectionRange), 'die');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
