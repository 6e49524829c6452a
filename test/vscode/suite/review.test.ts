import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import type { ReviewSession } from '../../../src/extension/review/session';
import { api, close, next, nextReview, restore, review, ruleOf, sampleArchive, site, textOf, until } from './support';

const script = 'scripts/20-migrate.sh';

describe('review', () => {
  let session: ReviewSession;

  before(async () => {
    session = await review(sampleArchive());
  });
  afterEach(() => restore(session));

  const problems = () =>
    vscode.languages
      .getDiagnostics()
      .filter(([uri]) => uri.scheme === 'upgrade-package')
      .flatMap(([uri, diagnostics]) => diagnostics.map((diagnostic) => ({ uri, diagnostic })));

  it('shows findings of files that are not open, each with the page of its rule', () => {
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri.toString());
    assert.ok(problems().filter(({ uri }) => !open.includes(uri.toString())).length >= 6);
    assert.ok(problems().length >= 12);
    for (const { diagnostic } of problems()) {
      assert.ok(typeof diagnostic.code === 'object' && diagnostic.code.target.scheme === 'command', diagnostic.message);
    }
  });

  it('finds what the command line finds, at the same places', async () => {
    const cli = join(vscode.extensions.getExtension('upgrade-review.upgrade-review')?.extensionPath ?? '', 'dist/cli.js');
    const run = promisify(execFile)('node', [cli, 'preflight', sampleArchive().fsPath, '--format', 'json'], {
      cwd: site().fsPath,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
    });
    const { stdout } = await run.catch((error: unknown) => error as { stdout: string });
    const report = JSON.parse(stdout) as {
      findings: { rule: string; path: string; line: number; column: number; endLine: number; endColumn: number; message: string }[];
    };
    const cliFindings = report.findings.map(
      ({ rule, path, line, column, endLine, endColumn, message }) => `${path}:${line}:${column}-${endLine}:${endColumn} ${rule} ${message}`,
    );
    const shown = problems().map(({ uri, diagnostic: { range, message, code } }) => {
      const rule = typeof code === 'object' ? code.value : code;
      return `${session.mount.pathOf(uri)}:${range.start.line + 1}:${range.start.character + 1}-${range.end.line + 1}:${range.end.character + 1} ${rule} ${message.replace(/^Blocker: /, '')}`;
    });
    assert.ok(cliFindings.length >= 12);
    assert.deepEqual(shown.sort(), cliFindings.sort());
  });

  it('reviews again while one types, and parses only what was typed', async () => {
    const document = await vscode.workspace.openTextDocument(session.mount.uriOf('scripts/10-install.sh'));
    const editor = await vscode.window.showTextDocument(document);
    const unit = 'no-such-thing-anywhere.service';
    const found = () => vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes(unit));
    assert.equal(found(), false);
    const untouched = session.reviewedText(script);
    const marked = next(vscode.languages.onDidChangeDiagnostics, found);
    await editor.edit((edit) => edit.insert(new vscode.Position(document.lineCount, 0), `\nsystemctl restart ${unit}\n`));
    await marked;
    const diagnostic = vscode.languages.getDiagnostics(document.uri).find(({ message }) => message.includes(unit));
    assert.equal(document.getText(diagnostic?.range), unit);
    assert.equal(session.reviewedText(script), untouched);
    assert.deepEqual(session.mount.patchedPaths, [], 'typing alone patches nothing');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await session.idle();
    assert.equal(found(), false);
  });

  it('reviews once what is taken back, although an open file is read again after that', async () => {
    const document = await vscode.workspace.openTextDocument(session.mount.uriOf(script));
    await vscode.window.showTextDocument(document);
    const shipped = document.getText();
    await session.mount.write(script, new TextEncoder().encode(`${shipped}# patched\n`));
    await until(() => document.getText() !== shipped);
    await session.idle();
    const reviews = new Set<unknown>();
    const { review: before } = session;
    const counting = session.onDidChange(() => reviews.add(session.review));
    await session.mount.discard([script]);
    await until(() => document.getText() === shipped);
    await session.idle();
    counting.dispose();
    reviews.delete(before);
    assert.equal(reviews.size, 1);
  });

  it('follows the last of settings that change while the site is read', async () => {
    const configuration = vscode.workspace.getConfiguration('upgradeReview');
    const environment = (name: string | undefined) => configuration.update('environment', name, vscode.ConfigurationTarget.Workspace);
    const begun = next(session.onDidChange, () => session.state === 'reviewing');
    await environment('staging');
    await begun;
    const last = nextReview(session, () => session.review?.environment === 'elsewhere');
    await environment('elsewhere');
    await last;
    const again = nextReview(session, () => session.review?.environment === 'production');
    await environment(undefined);
    await again;
  });

  it('can be cancelled', async () => {
    const before = session.review;
    const cancel = new vscode.CancellationTokenSource();
    cancel.cancel();
    assert.equal(await session.reviewNow(cancel.token), before);
  });

  it('follows the rule settings', async () => {
    const configuration = vscode.workspace.getConfiguration('upgradeReview');
    const assumes = () => problems().filter(({ diagnostic }) => ruleOf(diagnostic) === 'script/assumes-sudo');
    assert.notEqual(assumes().length, 0);
    await configuration.update('rules', { 'script/assumes-sudo': 'off' }, vscode.ConfigurationTarget.Workspace);
    await until(() => assumes().length === 0);
    await configuration.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await until(() => assumes().length > 0);
  });

  it('follows the inventory on disk', async () => {
    const inventory = vscode.Uri.joinPath(site(), '.upgrade-review/inventory.production.json');
    const before = await textOf(inventory);
    const count = session.review?.matrix.columns.length ?? 0;
    assert.ok(count > 1);
    const fewer = nextReview(session, () => session.review?.matrix.columns.length !== count);
    await vscode.workspace.fs.writeFile(inventory, new TextEncoder().encode('{ "environments": [] }'));
    await fewer;
    const again = nextReview(session, () => session.review?.matrix.columns.length === count);
    await vscode.workspace.fs.writeFile(inventory, new TextEncoder().encode(before));
    await again;
  });

  it('follows the site beside an archive outside of the window, and has nothing else watched there', async () => {
    const { fs } = vscode.workspace;
    const outside = vscode.Uri.joinPath(site(), '../outside');
    const archive = vscode.Uri.joinPath(outside, 'package.zip');
    const inventory = vscode.Uri.joinPath(outside, '.upgrade-review/inventory.outside.json');
    await fs.copy(sampleArchive(), archive, { overwrite: true });
    const { createFileSystemWatcher } = vscode.workspace;
    const watched: vscode.RelativePattern[] = [];
    Object.assign(vscode.workspace, {
      createFileSystemWatcher(pattern: vscode.RelativePattern, ...ignored: boolean[]) {
        watched.push(pattern);
        return createFileSystemWatcher(pattern, ...ignored);
      },
    });
    const beside = await review(archive);
    Object.assign(vscode.workspace, { createFileSystemWatcher });
    const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath) ?? [];
    const further = watched.filter(({ baseUri, pattern }) => !folders.includes(baseUri.fsPath) && /[/]|[*]{2}/.test(pattern));
    assert.deepEqual(
      further.map(({ baseUri, pattern }) => `${baseUri.fsPath} ${pattern}`),
      [],
    );
    assert.ok(watched.some(({ baseUri }) => baseUri.fsPath === outside.fsPath));
    const knows = () => beside.review?.siteFiles.some(({ path }) => path === inventory.toString()) ?? false;
    const known = nextReview(beside, knows);
    await fs.writeFile(inventory, new TextEncoder().encode('{ "environments": [] }'));
    await known;
    const forgotten = nextReview(beside, () => !knows());
    await fs.delete(inventory);
    await forgotten;
    await close(beside);
    await fs.delete(outside, { recursive: true });
  });

  it('marks what it cannot use of an inventory, in the inventory', async () => {
    const inventory = vscode.Uri.joinPath(site(), '.upgrade-review/inventory.broken.json');
    const marked = next(vscode.languages.onDidChangeDiagnostics, () => vscode.languages.getDiagnostics(inventory).length > 0);
    await vscode.workspace.fs.writeFile(inventory, new TextEncoder().encode('{\n  "environments": [{ "hosts": "none" }]\n}\n'));
    await marked;
    assert.equal(vscode.languages.getDiagnostics(inventory)[0]?.range.start.line, 1);
    const gone = next(vscode.languages.onDidChangeDiagnostics, () => vscode.languages.getDiagnostics(inventory).length === 0);
    await vscode.workspace.fs.delete(inventory);
    await gone;
  });

  it('reviews an unpacked package', async () => {
    const zip = await JSZip.loadAsync(await vscode.workspace.fs.readFile(sampleArchive()));
    const folder = vscode.Uri.joinPath(site(), 'unpacked');
    for (const entry of Object.values(zip.files)) {
      if (entry.dir) continue;
      const file = vscode.Uri.joinPath(folder, entry.name);
      await vscode.workspace.fs.writeFile(file, await entry.async('uint8array'));
      // The manifest lists modes, which the editor does not write.
      await chmod(file.fsPath, Number(entry.unixPermissions) & 0o777);
    }
    const { sessions } = await api();
    const open = sessions.all.length;
    const unpacked = await review(folder);
    // The files were written just now: none of them is old.
    const findings = (of: ReviewSession) => of.review?.findings.filter(({ rule }) => rule !== 'package/stale-binary');
    const places = (of: ReviewSession) => findings(of)?.map(({ rule, path, span }) => `${rule} ${path} ${span.start}`);
    assert.deepEqual(places(unpacked), places(session));
    await close(unpacked);
    assert.equal(sessions.all.length, open);
  });

  it('believes nothing inside a package about the site, and says so', async () => {
    const { fs } = vscode.workspace;
    const shipped = (folder: vscode.Uri) => vscode.Uri.joinPath(folder, 'inventory.vendor.json');
    const named = 'inside-a-package';
    const knowsVendor = (of: ReviewSession) => of.review?.siteFiles.some(({ path }) => path.includes(named)) ?? false;
    const told = (of: ReviewSession) => of.review?.notChecked.filter(({ why }) => why.includes('the vendor does not describe the site'));
    const configuration = vscode.workspace.getConfiguration('upgradeReview');
    const folder = vscode.Uri.joinPath(site(), named);
    await fs.writeFile(vscode.Uri.joinPath(folder, 'manifest.json'), Buffer.from('{ "name": "vendor", "version": "1" }\n'));
    await fs.writeFile(shipped(folder), Buffer.from('{ "environments": [] }\n'));
    // A glob finds it, and while the folder is no package under review it counts.
    const found = nextReview(session, () => knowsVendor(session));
    await configuration.update('inventory', [`${named}/*.vendor.json`], vscode.ConfigurationTarget.Workspace);
    await found;
    assert.deepEqual(told(session), []);
    const passedOver = nextReview(session, () => !knowsVendor(session));
    const unpacked = await review(folder);
    await passedOver;
    for (const each of [session, unpacked]) {
      assert.equal(knowsVendor(each), false);
      assert.deepEqual(
        told(each)?.map(({ what }) => what),
        [shipped(folder).fsPath],
      );
    }
    await configuration.update('inventory', undefined, vscode.ConfigurationTarget.Workspace);
    await close(unpacked);
    await fs.delete(folder, { recursive: true });
    await session.reviewNow();
  });

  it('believes no site folder that leads into the package', async function () {
    if (process.platform === 'win32') this.skip();
    const { fs } = vscode.workspace;
    const folder = vscode.Uri.joinPath(site(), 'linked-package');
    const inside = vscode.Uri.joinPath(folder, 'inventory.vendor.json');
    const link = vscode.Uri.joinPath(site(), '.upgrade-review/inventory.vendor.json');
    await fs.writeFile(inside, Buffer.from('{ "environments": [] }\n'));
    await symlink(inside.fsPath, link.fsPath);
    const unpacked = await review(folder);
    const paths = unpacked.review?.siteFiles.map(({ path }) => path) ?? [];
    assert.ok(paths.length > 0 && !paths.some((path) => path.includes('vendor')), paths.join());
    assert.ok(unpacked.review?.notChecked.some(({ what }) => what === link.fsPath));
    await close(unpacked);
    await fs.delete(link);
    await fs.delete(folder, { recursive: true });
    await session.reviewNow();
  });
});
