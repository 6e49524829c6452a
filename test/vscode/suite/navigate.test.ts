import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { ReviewSession } from '../../../src/extension/review/session';
import { api, restore, review, sampleArchive, textOf, until } from './support';

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
      return links.flatMap(({ range, target }) => {
        const inPackage = target && session.mount.pathOf(target.with({ scheme: 'upgrade-package' }));
        const summary = target?.scheme === 'upgrade-package-summary' ? 'upgrade-package-summary ' : '';
        return inPackage === undefined ? [] : [`${document.getText(range)} -> ${summary}${inPackage}`];
      });
    };
    assert.ok((await linked('scripts/20-migrate.sh')).includes('"${SCRIPT_DIR}/lib/common.sh" -> scripts/lib/common.sh'));
    assert.ok((await linked('systemd/dten-sync.service')).includes('/opt/dten/bin/dtend -> upgrade-package-summary bin/dtend'));
    assert.ok((await linked('systemd/dten-sync.service')).includes('/etc/dten/dten.env -> config/dten.env'));
    assert.ok((await linked('cron.d/dten-import')).includes('/opt/dten/bin/dten-importer -> upgrade-package-summary bin/dten-importer'));
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

  it('finds text in the package, in what is patched and in what is typed', async () => {
    const { search } = await api();
    const found = async (wanted: object) => {
      await vscode.commands.executeCommand('upgradeReview.findInPackage', wanted);
      const files = search.results.getChildren().filter((node) => node.kind === 'file');
      return files.flatMap((node) =>
        search.results.getChildren(node).map((match) => (match.kind === 'match' ? `${match.path}:${match.match.start.line + 1}` : '')),
      );
    };
    const grep = async (pattern: RegExp, paths: RegExp) => {
      const lines: string[] = [];
      for (const { path } of session.mount.source.entries.filter((entry) => paths.test(entry.path))) {
        const text = await textOf(file(path));
        text.split('\n').forEach((line, at) => lines.push(...[...line.matchAll(pattern)].map(() => `${path}:${at + 1}`)));
      }
      return lines;
    };
    assert.deepEqual(
      await found({ pattern: 'dten-agent.service', matchCase: true, files: '*.sh, *.service' }),
      await grep(/dten-agent\.service/g, /\.(sh|service)$/),
    );
    assert.deepEqual(await found({ pattern: '^set -e\\w+', isRegExp: true, files: 'scripts' }), await grep(/^set -e\w+/g, /^scripts\//));
    assert.deepEqual(await found({ pattern: 'no such words in any file' }), []);

    const needle = 'typed-and-not-saved';
    const document = await vscode.workspace.openTextDocument(file('README.md'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${needle}\n`));
    await vscode.workspace.fs.writeFile(file('docs/INSTALL.md'), new TextEncoder().encode(`x\n${needle}\n`));
    assert.deepEqual(await found({ pattern: needle }), ['README.md:1', 'docs/INSTALL.md:2']);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('leads from a line that was found to its place', async () => {
    const { search } = await api();
    await vscode.commands.executeCommand('upgradeReview.findInPackage', { pattern: 'schema_version()', files: '20-migrate.sh' });
    const [node] = search.results.getChildren();
    const [match] = search.results.getChildren(node);
    const { command, label } = search.results.getTreeItem(match!);
    assert.ok(typeof label === 'object');
    assert.equal(label.label.slice(...label.highlights![0]!), 'schema_version()');
    await vscode.commands.executeCommand(command!.command, ...(command!.arguments as unknown[]));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), 'schema_version()');
    await vscode.commands.executeCommand('upgradeReview.clearSearch');
    assert.deepEqual(search.results.getChildren(), []);
  });

  it('stays alive under an expression that would never end', async () => {
    const { search } = await api();
    await vscode.workspace.fs.writeFile(file('hostile.txt'), new TextEncoder().encode(`${'a'.repeat(60)}!\n`));
    const searching = vscode.commands.executeCommand('upgradeReview.findInPackage', {
      pattern: '^(a+)+$|dten-platform',
      isRegExp: true,
      files: '*.txt, *.md',
    });
    let beats = 0;
    const heart = setInterval(() => beats++, 50);
    await searching;
    clearInterval(heart);
    assert.ok(beats > 20, `${beats} heartbeats`);
    const nodes = search.results.getChildren();
    const skipped = nodes.find((node) => node.kind === 'skipped');
    assert.ok(nodes.some((node) => node.kind === 'file'));
    assert.equal(search.results.getChildren(skipped).length, 1);
  });

  it('knows functions, units, tables and jobs by name, and the outline of a unit', async () => {
    const named = async (query: string) => {
      const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query);
      return symbols.flatMap(({ name, location }) =>
        session.mount.pathOf(location.uri) === undefined ? [] : [`${name} ${session.mount.pathOf(location.uri)}`],
      );
    };
    assert.deepEqual(await named('backup_schema'), ['backup_schema scripts/20-migrate.sh']);
    assert.ok((await named('dten-sync')).includes('dten-sync.service systemd/dten-sync.service'));
    assert.ok((await named('dten-importer')).some((symbol) => symbol.endsWith(' cron.d/dten-import')));
    assert.ok((await named('public.')).some((symbol) => symbol.includes('migrations/')));
    await vscode.workspace.openTextDocument(file('systemd/dten-sync.service'));
    const outline = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      file('systemd/dten-sync.service'),
    );
    assert.deepEqual(outline.map(({ name }) => name).slice(0, 2), ['Unit', 'Service']);
    assert.ok(outline[1]!.children.some(({ name, detail }) => name === 'ExecStart' && detail.startsWith('/opt/dten/bin/dtend')));
  });

  it('shows what a program is in place of its bytes, and on every mention of it', async () => {
    await vscode.commands.executeCommand('vscode.open', file('bin/dtend'));
    await until(() => vscode.window.activeTextEditor?.document.uri.scheme === 'upgrade-package-summary');
    const text = vscode.window.activeTextEditor!.document.getText();
    const digest = createHash('sha256')
      .update(await vscode.workspace.fs.readFile(file('bin/dtend')))
      .digest('hex');
    for (const part of ['x86-64', '103f32c4a75ebdf7445ab3cd362c464d9f732bdd', digest]) assert.ok(text.includes(part), text);
    await until(
      () =>
        !vscode.window.tabGroups.all.some(({ tabs }) =>
          tabs.some(
            ({ input }) =>
              input instanceof vscode.TabInputText && input.uri.path.endsWith('bin/dtend') && input.uri.scheme === 'upgrade-package',
          ),
        ),
    );

    const manifest = await vscode.workspace.openTextDocument(file('manifest.json'));
    const place = manifest.positionAt(manifest.getText().indexOf('bin/dtend') + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', manifest.uri, place);
    const words = hovers
      .flatMap(({ contents }) => contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')))
      .join('\n');
    assert.ok(words.includes('103f32c4a75ebdf7445ab3cd362c464d9f732bdd'), words);
  });
});
