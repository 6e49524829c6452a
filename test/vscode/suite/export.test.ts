import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { link, symlink } from 'node:fs/promises';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import { reportFormats } from '../../../src/core/report/formats/index';
import type { ReviewSession } from '../../../src/extension/review/session';
import { close, restore, review, sampleArchive, site, textOf } from './support';

const script = 'scripts/10-install.sh';
const { fs } = vscode.workspace;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('exports', () => {
  let session: ReviewSession;
  const target = (name: string) => vscode.Uri.joinPath(site(), 'exports', name);
  const run = (command: string, file: vscode.Uri) =>
    vscode.commands.executeCommand<string | undefined>(`upgradeReview.${command}`, session.mount.root, file);
  const open = async (uri: vscode.Uri) => JSZip.loadAsync(await fs.readFile(uri), { checkCRC32: true });
  const bytesIn = async (zip: JSZip, path: string) => (await zip.file(path)?.async('uint8array')) ?? new Uint8Array();

  before(async () => {
    session = await review(sampleArchive());
    await fs.createDirectory(target(''));
  });
  afterEach(() => restore(session));
  after(() => fs.delete(target(''), { recursive: true }));

  const patchScript = async (): Promise<Uint8Array> => {
    const patched = Buffer.concat([await session.mount.base.read(script), Buffer.from('# patched\n')]);
    await session.mount.write(script, patched);
    return patched;
  };

  it('of a package without patches are the package', async () => {
    await run('exportPackage', target('same.zip'));
    assert.ok(Buffer.from(await fs.readFile(target('same.zip'))).equals(Buffer.from(await fs.readFile(sampleArchive()))));
  });

  it('of a patched package have the patch, what is typed, true digests, and a word on the signature', async () => {
    const patched = await patchScript();
    const document = await vscode.workspace.openTextDocument(session.mount.uriOf('README.md'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'typed\n'));
    const told = await run('exportPackage', target('patched.zip'));
    assert.match(told ?? '', /signature is no longer valid: certs\/SHA256SUMS\.sig/);
    const [old, fresh] = [await open(sampleArchive()), await open(target('patched.zip'))];
    assert.deepEqual(Object.keys(fresh.files), Object.keys(old.files));
    const differing: string[] = [];
    for (const path of Object.keys(old.files))
      if (sha256(await bytesIn(old, path)) !== sha256(await bytesIn(fresh, path))) differing.push(path);
    assert.deepEqual(differing.sort(), ['README.md', 'SHA256SUMS', 'manifest.json', script]);
    const sums = Buffer.from(await bytesIn(fresh, 'SHA256SUMS')).toString();
    for (const path of ['README.md', 'manifest.json', script])
      assert.ok(sums.includes(`${sha256(await bytesIn(fresh, path))}  ${path}\n`), path);
    assert.ok(Buffer.from(await bytesIn(fresh, 'manifest.json')).includes(sha256(patched)));
    assert.deepEqual(session.mount.patchedPaths, ['README.md', script], 'the overlay has only what people changed');
  });

  it('never overwrite the package, and make no ZIP of a folder', async () => {
    const before = sha256(await fs.readFile(sampleArchive()));
    await patchScript();
    assert.equal(await run('exportPackage', sampleArchive()), undefined);
    await run('exportPatch', sampleArchive());
    await run('exportEvidence', sampleArchive());
    assert.equal(sha256(await fs.readFile(sampleArchive())), before);
    const folder = target('unpacked');
    await fs.writeFile(vscode.Uri.joinPath(folder, 'manifest.json'), await session.mount.base.read('manifest.json'));
    const unpacked = await review(folder);
    await vscode.commands.executeCommand('upgradeReview.exportPackage', unpacked.mount.root, target('folder.zip'));
    await assert.rejects(async () => fs.stat(target('folder.zip')));
    await unpacked.mount.write('manifest.json', Buffer.from('{}\n'));
    await vscode.commands.executeCommand('upgradeReview.exportPatch', unpacked.mount.root, target('folder.patch'));
    assert.match(await textOf(target('folder.patch')), /^diff --git a\/manifest\.json b\/manifest\.json\n/);
    await close(unpacked);
  });

  it('as a patch bring a fresh package to the same state', async () => {
    const patched = await patchScript();
    await session.mount.setMode('README.md', 0o755);
    await session.mount.rename([['docs/INSTALL.md', 'docs/SETUP.md']]);
    await run('exportPatch', target('changes.patch'));
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), target('changes.patch').toString());
    const paths = session.mount.patchedPaths;
    await restore(session);
    assert.deepEqual(session.mount.patchedPaths, []);
    const told = await run('importPatch', target('changes.patch'));
    assert.equal(told, '4 files were patched.');
    assert.deepEqual(session.mount.patchedPaths, paths);
    assert.ok(Buffer.from(await fs.readFile(session.mount.uriOf(script))).equals(Buffer.from(patched)));
    assert.equal(session.mount.source.entries.find(({ path }) => path === 'README.md')?.mode, 0o755);
  });

  it('that do not fit are shown whole', async () => {
    const patch = `--- a/${script}\n+++ b/${script}\n@@ -1,1 +1,1 @@\n-no such line\n+another\n--- a/LICENSE.txt\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-other\n`;
    await fs.writeFile(target('wrong.patch'), Buffer.from(patch));
    const told = await run('importPatch', target('wrong.patch'));
    assert.match(told ?? '', /1 place of scripts\/10-install\.sh was not found; LICENSE\.txt should be deleted/);
    assert.deepEqual(session.mount.patchedPaths, []);
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.languageId, 'diff');
    assert.match(shown.getText(), /-no such line\n\+another\n/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await fs.writeFile(target('none.patch'), Buffer.from('hello\n'));
    assert.equal(await run('importPatch', target('none.patch')), undefined);
  });

  it('as evidence hold the reports, the patch, and digests of everything', async () => {
    await patchScript();
    await session.mount.setReason('the unit has another name');
    await run('exportEvidence', target('evidence.zip'));
    const zip = await open(target('evidence.zip'));
    assert.deepEqual(Object.keys(zip.files), [...reportFormats.map(({ ending }) => `report.${ending}`), 'findings.json', 'changes.patch', 'manifest.json', 'SHA256SUMS']); // prettier-ignore
    const manifest = JSON.parse(Buffer.from(await bytesIn(zip, 'manifest.json')).toString()) as {
      package: { sha256: string };
      patchReason: string;
      site: { role: string; path: string; sha256: string }[];
      files: { path: string; sha256: string }[];
    };
    assert.equal(manifest.package.sha256, sha256(await fs.readFile(sampleArchive())));
    assert.equal(manifest.patchReason, 'the unit has another name');
    for (const { path, sha256: wanted } of manifest.site) assert.equal(sha256(await fs.readFile(vscode.Uri.parse(path))), wanted);
    assert.ok(manifest.site.some(({ role }) => role === 'inventory') && manifest.site.some(({ role }) => role === 'catalog'));
    for (const { path, sha256: wanted } of manifest.files) assert.equal(sha256(await bytesIn(zip, path)), wanted, path);
    await session.mount.setReason('');
  });

  it('change nothing that a review reads, under whatever name it is meant', async function () {
    if (process.platform === 'win32') this.skip();
    await patchScript();
    const { files } = await session.siteFiles();
    const described = files.map(({ path }) => vscode.Uri.parse(path));
    const alias = target('alias.zip');
    await symlink(sampleArchive().fsPath, alias.fsPath);
    const twin = target('twin.zip');
    await link(sampleArchive().fsPath, twin.fsPath);
    const older = target('older.zip');
    await fs.copy(sampleArchive(), older);
    await vscode.commands.executeCommand('upgradeReview.compareWithPrevious', session.mount.root, older);
    const inputs = [sampleArchive(), alias, twin, older, ...described];
    assert.ok(described.length >= 2);
    const digests = () => Promise.all(inputs.map(async (uri) => sha256(await fs.readFile(uri))));
    const before = await digests();
    const joining = vscode.Uri.joinPath(site(), '.upgrade-review/inventory.report.json');
    for (const file of [...inputs, joining])
      for (const command of ['exportPackage', 'exportPatch', 'exportEvidence', 'generateReport']) await run(command, file);
    assert.deepEqual(await digests(), before);
    await assert.rejects(async () => fs.stat(joining));
    await vscode.commands.executeCommand('upgradeReview.stopComparing', session.mount.root);
  });

  it('write the patches of inner archives under names that nobody has', async () => {
    const inner = new JSZip().file('run.sh', '#!/bin/sh\necho inner\n');
    const outer = new JSZip()
      .file('top.sh', '#!/bin/sh\necho outer\n')
      .file('parts.zip', await inner.generateAsync({ type: 'uint8array' }));
    await fs.writeFile(target('nested.zip'), await outer.generateAsync({ type: 'uint8array' }));
    const nested = await review(target('nested.zip'));
    const files = await Promise.all(
      ['top.sh', ...nested.mount.source.entries.map(({ path }) => path).filter((path) => path.endsWith('/run.sh'))].map(
        async (path) => [path, Buffer.concat([await nested.mount.base.read(path), Buffer.from('# patched\n')])] as const,
      ),
    );
    assert.equal(files.length, 2);
    await nested.mount.change(files);
    const written = async () =>
      (await fs.readDirectory(target(''))).flatMap(([name]) => (/^nested.*\.patch$/.test(name) ? [name] : [])).sort();
    const write = () => vscode.commands.executeCommand('upgradeReview.exportPatch', nested.mount.root, target('nested.patch'));
    await write();
    const [first, ...others] = await written();
    assert.ok(first !== undefined && others.length === 1, [first, ...others].join());
    const innerPatch = [first, ...others].find((name) => name !== 'nested.patch') ?? '';
    await fs.writeFile(target(innerPatch), Buffer.from('precious'));
    await fs.writeFile(target('nested.patch'), Buffer.from('older'));
    await write();
    assert.equal(await textOf(target(innerPatch)), 'precious');
    assert.equal(await textOf(target('nested.patch')), 'older', 'all are written or none');
    await nested.mount.discard(nested.mount.patchedPaths);
    await close(nested);
  });

  it('write a report where nothing is read from', async () => {
    await run('generateReport', target('report.md'));
    assert.match(await textOf(target('report.md')), /^# /);
    await run('writeCleanupScript', target('cleanup.sh'));
    assert.match(await textOf(target('cleanup.sh')), /^#!\/bin\/sh\n/);
    await run('verifySigningKey', target('signing-key.md'));
    assert.match(await textOf(target('signing-key.md')), /^# Who signed dten-platform 5/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
