import assert from 'node:assert/strict';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import { mountUri } from '../../../src/extension/mount/mount-uri';
import type { ReviewSession } from '../../../src/extension/review/session';
import { api, next, restore, review, sampleArchive, site, textOf } from './support';

const fails = (code: string) => (error: unknown) => error instanceof vscode.FileSystemError && error.code === code;

describe('mounted package', () => {
  let session: ReviewSession;
  const file = (path: string) => session.mount.uriOf(path);
  const encode = (text: string) => new TextEncoder().encode(text);
  const { fs } = vscode.workspace;

  before(async () => {
    session = await review(sampleArchive());
  });
  afterEach(() => restore(session));

  it('is a folder of the window, named as the archive', () => {
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'upgrade-package');
    assert.equal(folder?.name, 'Full-upgrade-package-dten.zip');
  });

  it('has the files that another reader of the archive sees, byte for byte', async () => {
    const zip = await JSZip.loadAsync(await fs.readFile(sampleArchive()));
    const expected = Object.values(zip.files).filter(({ dir }) => !dir);
    assert.ok(expected.length > 30);
    for (const entry of expected) {
      const bytes = await fs.readFile(file(entry.name));
      assert.ok(Buffer.from(bytes).equals(Buffer.from(await entry.async('uint8array'))), entry.name);
      const stat = await fs.stat(file(entry.name));
      assert.equal(stat.size, bytes.length);
    }
  });

  it('lists directories', async () => {
    const root = await fs.readDirectory(session.mount.root);
    assert.deepEqual(
      root.find(([name]) => name === 'scripts'),
      ['scripts', vscode.FileType.Directory],
    );
    assert.deepEqual(
      root.find(([name]) => name === 'manifest.json'),
      ['manifest.json', vscode.FileType.File],
    );
  });

  it('answers with the right error', async () => {
    await assert.rejects(async () => fs.stat(file('no/such/file')), fails('FileNotFound'));
    await assert.rejects(async () => fs.readFile(file('no/such/file')), fails('FileNotFound'));
    await assert.rejects(async () => fs.readFile(file('scripts')), fails('FileIsADirectory'));
    await assert.rejects(async () => fs.readDirectory(file('manifest.json')), fails('FileNotADirectory'));
    await assert.rejects(async () => fs.rename(file('manifest.json'), file('scripts/10-install.sh')), fails('FileExists'));
    await assert.rejects(async () => fs.writeFile(file('.vscode/settings.json'), encode('{}')));
    await assert.rejects(async () => fs.delete(file('scripts'), { recursive: false }));
    assert.deepEqual(session.mount.patchedPaths, []);
  });

  it('keeps writes in the overlay and says so', async () => {
    const before = await fs.readFile(sampleArchive());
    const original = await fs.readFile(file('README.md'));
    const changed = next(session.mount.onDidChangeFiles, (paths) => paths.includes('README.md'));
    await fs.writeFile(file('README.md'), encode('patched\n'));
    await changed;
    assert.equal(await textOf(file('README.md')), 'patched\n');
    assert.deepEqual(session.mount.patchedPaths, ['README.md']);
    assert.ok((await fs.stat(file('README.md'))).mtime > Date.now() - 60_000);
    assert.ok(Buffer.from(before).equals(Buffer.from(await fs.readFile(sampleArchive()))), 'the archive was changed');

    await fs.writeFile(file('README.md'), original);
    assert.deepEqual(session.mount.patchedPaths, [], 'what equals the shipped file is no patch');
  });

  it('creates, renames and deletes files and folders', async () => {
    await fs.createDirectory(file('hotfix'));
    await fs.writeFile(file('hotfix/a.sh'), encode('echo a\n'));
    await fs.rename(file('hotfix'), file('patches'));
    assert.equal(await textOf(file('patches/a.sh')), 'echo a\n');
    await assert.rejects(async () => fs.stat(file('hotfix')), fails('FileNotFound'));
    await fs.delete(file('migrations'), { recursive: true });
    await assert.rejects(async () => fs.readDirectory(file('migrations')), fails('FileNotFound'));
    assert.ok(session.mount.patchedPaths.includes('patches/a.sh'));
    assert.ok(session.mount.patchedPaths.some((path) => path.startsWith('migrations/')));
  });

  it('keeps two writes at the same time', async () => {
    await Promise.all([fs.writeFile(file('a.txt'), encode('a')), fs.writeFile(file('b.txt'), encode('b'))]);
    assert.deepEqual(session.mount.patchedPaths, ['a.txt', 'b.txt']);
  });

  it('comes back from its URI alone', async () => {
    const copy = vscode.Uri.joinPath(site(), 'copy.zip');
    await fs.copy(sampleArchive(), copy, { overwrite: true });
    const authority = session.mount.root.authority.replace('_46ull-upgrade-package-dten.zip', 'copy.zip');
    assert.notEqual(authority, session.mount.root.authority);
    assert.match(
      await textOf(
        session.mount.root.with({
          authority,
          path: `${session.mount.root.path.replace('Full-upgrade-package-dten', 'copy')}/manifest.json`,
        }),
      ),
      /"dten-platform"/,
    );
    await assert.rejects(async () => fs.stat(session.mount.root.with({ authority: 'nothing', path: '/x' })), fails('Unavailable'));
  });
});

describe('input that is no package', () => {
  const write = async (name: string, content: Uint8Array | string): Promise<vscode.Uri> => {
    const uri = vscode.Uri.joinPath(site(), name);
    await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    return uri;
  };
  const messageFor = async (uri: vscode.Uri): Promise<string> => {
    const { sessions } = await api();
    return sessions.open(vscode.Uri.parse(mountUri(uri.toString()))).then(
      () => assert.fail('it was opened'),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  };

  it('is described by what is wrong with it', async () => {
    const whole = await vscode.workspace.fs.readFile(sampleArchive());
    const messages = [
      await messageFor(await write('empty.zip', '')),
      await messageFor(await write('page.zip', '<!doctype html><title>Please log in</title>')),
      await messageFor(await write('cut.zip', whole.subarray(0, whole.length / 2))),
      await messageFor(vscode.Uri.joinPath(site(), 'missing.zip')),
    ];
    assert.equal(new Set(messages).size, 4);
    for (const message of messages) assert.match(message, /\.zip/);
  });
});
