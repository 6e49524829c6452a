import assert from 'node:assert/strict';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import { innerArchivesOf } from '../../../src/extension/mount/inner-files';
import type { ReviewSession } from '../../../src/extension/review/session';
import { api, restore, review, ruleOf, site, textOf } from './support';

const { fs } = vscode.workspace;
const stop = '#!/bin/sh\nset -eu\nsystemctl stop dten-agent.service\n';
const folder = 'lib/agent.zip »';
const script = `${folder}/core.jar »/scripts/stop.sh`;

async function zipped(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [path, content] of Object.entries(files)) zip.file(path, content, { createFolders: false });
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

describe('archives inside a package', () => {
  const archive = vscode.Uri.joinPath(site(), 'nested', 'outer.zip');
  const target = vscode.Uri.joinPath(site(), 'nested', 'patched.zip');
  let session: ReviewSession;
  const at = (path: string) => session.mount.uriOf(path);
  const names = async (path: string) => (await fs.readDirectory(at(path))).map(([name]) => name).sort();

  before(async () => {
    const core = await zipped({ 'scripts/stop.sh': stop });
    const agent = await zipped({ 'core.jar': core, 'readme.txt': 'agent\n' });
    await fs.writeFile(
      archive,
      await zipped({ 'manifest.json': '{ "name": "dten-platform" }\n', 'lib/agent.zip': agent, 'lib/x.txt': 'x' }),
    );
    session = await review(archive);
  });
  afterEach(() => restore(session));
  after(async () => {
    await vscode.commands.executeCommand('upgradeReview.closePackage', session.mount.root);
    await fs.delete(vscode.Uri.joinPath(archive, '..'), { recursive: true });
  });

  it('are folders of what they hold, at every depth', async () => {
    assert.deepEqual(await names('lib'), ['agent.zip', 'agent.zip »', 'x.txt']);
    assert.deepEqual(await names(folder), ['core.jar', 'core.jar »', 'readme.txt']);
    assert.equal(await textOf(at(script)), stop);
    assert.equal((await fs.stat(at(folder))).type, vscode.FileType.Directory);
    await assert.rejects(async () => fs.readFile(at(`${folder}/none`)));
    await assert.rejects(async () => fs.stat(at('lib/x.txt »')));
  });

  it('come back from their URI alone', async () => {
    (await api()).mounts.close(session.mount.root.authority);
    assert.equal(await textOf(at(script)), stop);
    await vscode.commands.executeCommand('upgradeReview.closePackage', session.mount.root);
    session = await review(archive);
  });

  it('are listed under their package, with their files', async () => {
    assert.deepEqual(innerArchivesOf(session.mount), ['lib/agent.zip']);
    await vscode.commands.executeCommand('upgradeReview.openInnerArchive', at('lib/agent.zip'));
  });

  it('have findings in Problems, whose fix patches the file inside', async () => {
    const finding = session.review?.findings.find(({ path }) => path === script);
    assert.equal(finding?.rule, 'systemd/renamed-unit');
    assert.ok(vscode.languages.getDiagnostics(at(script)).some((diagnostic) => ruleOf(diagnostic) === 'systemd/renamed-unit'));
    await vscode.commands.executeCommand('upgradeReview.fixAllInPackage', session.mount.root, 'systemd/renamed-unit');
    await session.idle();
    assert.equal(await textOf(at(script)), stop.replace('dten-agent', 'dtend'));
    assert.deepEqual(session.mount.patchedPaths, [script]);
    assert.equal(session.mount.patched[0]?.status, 'modified');
    assert.deepEqual(
      session.review?.findings.filter(({ path }) => path === script),
      [],
    );
  });

  it('keep their patches over a reload, and are written with them', async () => {
    await fs.writeFile(at(script), Buffer.from(`${stop}# patched\n`));
    await vscode.commands.executeCommand('upgradeReview.closePackage', session.mount.root);
    session = await review(archive);
    assert.equal(session.mount.patched[0]?.status, 'modified');
    await vscode.commands.executeCommand('upgradeReview.exportPackage', session.mount.root, target);
    const outer = await JSZip.loadAsync(await fs.readFile(target), { checkCRC32: true });
    const agent = await JSZip.loadAsync((await outer.file('lib/agent.zip')?.async('uint8array')) ?? '', { checkCRC32: true });
    const core = await JSZip.loadAsync((await agent.file('core.jar')?.async('uint8array')) ?? '', { checkCRC32: true });
    assert.equal(await core.file('scripts/stop.sh')?.async('string'), `${stop}# patched\n`);
  });

  it('stay where they are while their files are patched, and their files stay with them', async () => {
    await fs.writeFile(at(`${folder}/readme.txt`), Buffer.from('patched\n'));
    await assert.rejects(async () => fs.delete(at('lib/agent.zip')));
    await assert.rejects(async () => fs.delete(at('lib'), { recursive: true }));
    await assert.rejects(async () => fs.rename(at('lib/agent.zip'), at('lib/other.zip')));
    await session.mount.discard(session.mount.patchedPaths);
    await assert.rejects(async () => fs.delete(at(folder), { recursive: true }));
    await fs.delete(at('lib'), { recursive: true });
    assert.deepEqual(session.mount.patchedPaths, ['lib/agent.zip', 'lib/x.txt']);
    await session.idle();
    assert.deepEqual(
      session.mount.source.entries.map(({ path }) => path),
      ['manifest.json'],
    );
  });

  it('are searched', async () => {
    const { search } = await api();
    await vscode.commands.executeCommand('upgradeReview.findInPackage', { pattern: 'stop dten-agent' });
    const own = search.results.getChildren().flatMap((node) => (node.kind === 'package' ? search.results.getChildren(node) : [node]));
    assert.ok(own.some((node) => node.kind === 'file' && node.mount === session.mount && node.file.path === script));
  });
});
