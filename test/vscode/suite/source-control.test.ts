import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import type { ReviewSession } from '../../../src/extension/review/session';
import type { PackageSourceControl } from '../../../src/extension/source-control/source-control';
import { OverlayStore } from '../../../src/extension/mount/overlay-store';
import { withEdit } from '../../../src/core/patch/overlay';
import { mountUri } from '../../../src/extension/mount/mount-uri';
import { localFolder } from '../../../src/node/storage-folder';
import { api, next, restore, review, sampleArchive, site, textOf, until } from './support';

describe('source control of a package', () => {
  let session: ReviewSession;
  let control: PackageSourceControl;
  const { fs } = vscode.workspace;
  const file = (path: string) => session.mount.uriOf(path);
  const encode = (text: string) => new TextEncoder().encode(text);
  const listed = () =>
    control.patched.resourceStates.map(({ resourceUri, contextValue }) => [session.mount.pathOf(resourceUri), contextValue]);
  const activeInput = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

  before(async () => {
    session = await review(sampleArchive());
    const found = (await api()).sourceControls.find(session);
    assert.ok(found);
    control = found;
  });
  afterEach(async () => {
    await session.mount.setReason('');
    await restore(session);
  });

  it('lists what was changed, added, deleted and renamed, with a count', async () => {
    assert.deepEqual([listed(), control.control.count], [[], 0]);
    await fs.writeFile(file('README.md'), encode('patched\n'));
    await fs.writeFile(file('scripts/15-hotfix.sh'), encode('echo hotfix\n'));
    await fs.delete(file('manifest.json'));
    const shipped = await textOf(file('scripts/10-install.sh'));
    await fs.rename(file('scripts/10-install.sh'), file('scripts/11-install.sh'));
    assert.deepEqual(listed(), [
      ['README.md', 'modified'],
      ['manifest.json', 'deleted'],
      ['scripts/11-install.sh', 'renamed'],
      ['scripts/15-hotfix.sh', 'added'],
    ]);
    assert.equal(control.control.count, 4);
    assert.equal(await textOf(file('scripts/11-install.sh')), shipped);

    await session.mount.discard(['scripts/11-install.sh']);
    assert.equal(await textOf(file('scripts/10-install.sh')), shipped, 'a discarded rename is back under its old name');
    await fs.rename(file('scripts/15-hotfix.sh'), file('scripts/16-hotfix.sh'));
    assert.deepEqual(listed().at(-1), ['scripts/16-hotfix.sh', 'added'], 'a renamed new file is a new file');
    await session.mount.discard(session.mount.patchedPaths);
    assert.deepEqual([listed(), control.control.count], [[], 0]);
  });

  it('gives the gutter the shipped text, for a renamed file as well', async () => {
    const { quickDiffProvider } = control.control;
    const original = async (path: string): Promise<string | undefined> => {
      const uri = await quickDiffProvider?.provideOriginalResource?.(file(path), new vscode.CancellationTokenSource().token);
      return uri ? (await vscode.workspace.openTextDocument(uri)).getText() : undefined;
    };
    const shipped = await textOf(file('scripts/10-install.sh'));
    assert.equal(await original('scripts/10-install.sh'), shipped);
    await fs.rename(file('scripts/10-install.sh'), file('scripts/11-install.sh'));
    await fs.writeFile(file('scripts/11-install.sh'), encode(`${shipped}# more\n`));
    assert.equal(await original('scripts/11-install.sh'), shipped);
    await fs.writeFile(file('new.sh'), encode('new\n'));
    assert.equal(await original('new.sh'), undefined);
    assert.equal(await original('no/such/file'), undefined);
  });

  it('opens changes, one by one and all together', async () => {
    await fs.rename(file('scripts/10-install.sh'), file('scripts/11-install.sh'));
    await fs.delete(file('manifest.json'));
    await fs.writeFile(file('new.sh'), encode('new\n'));
    const open = async (path: string) => {
      const state = control.patched.resourceStates.find(({ resourceUri }) => session.mount.pathOf(resourceUri) === path);
      assert.ok(state?.command);
      await vscode.commands.executeCommand(state.command.command, ...((state.command.arguments ?? []) as unknown[]));
      return activeInput();
    };
    const renamed = await open('scripts/11-install.sh');
    assert.ok(renamed instanceof vscode.TabInputTextDiff);
    assert.match(renamed.original.path, /scripts\/10-install\.sh$/);
    const deleted = await open('manifest.json');
    assert.ok(deleted instanceof vscode.TabInputText);
    assert.equal(deleted.uri.scheme, 'upgrade-package-original');
    const added = await open('new.sh');
    assert.ok(added instanceof vscode.TabInputText);
    assert.equal(added.uri.toString(), file('new.sh').toString());
    await vscode.commands.executeCommand('upgradeReview.openAllChanges', control.control);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label.startsWith('Patches of Full-upgrade-package-dten.zip'), true);
  });

  it('sets and takes away the execute bit, which a rename keeps and other edits as well', async () => {
    const mode = (path: string) => session.mount.source.entries.find((entry) => entry.path === path)?.mode;
    const make = (command: string, path: string) => vscode.commands.executeCommand(`upgradeReview.${command}`, file(path), [file(path)]);
    const path = 'scripts/10-install.sh';
    const shipped = mode(path);
    assert.ok(shipped !== undefined && (shipped & 0o111) !== 0, 'the sample has an executable script');
    await make('makeNotExecutable', path);
    assert.equal(mode(path), shipped & ~0o111);
    assert.deepEqual(listed(), [[path, 'modified']]);
    await fs.writeFile(file(path), encode('#!/bin/sh\n'));
    await fs.rename(file(path), file('scripts/11-install.sh'));
    assert.equal(mode('scripts/11-install.sh'), shipped & ~0o111);
    await fs.rename(file('scripts/11-install.sh'), file(path));
    assert.equal(mode(path), shipped & ~0o111);
    await session.mount.discard([path]);
    await make('makeNotExecutable', path);
    await make('makeExecutable', path);
    assert.deepEqual(listed(), [], 'the shipped mode is no patch');
    await fs.writeFile(file('new.sh'), encode('new\n'));
    await make('makeExecutable', 'new.sh');
    assert.equal(mode('new.sh'), 0o755);
  });

  it('keeps the reason of the patches', async () => {
    control.control.inputBox.value = 'INC-4711: endpoint retired';
    const changed = next(session.mount.onDidChangeNotes, () => true);
    await vscode.commands.executeCommand('upgradeReview.savePatchReason', control.control);
    await changed;
    assert.equal(session.mount.reason, 'INC-4711: endpoint retired');
  });

  describe('shown in another window as well', () => {
    /** What the other window has: its own view of the same patches on disk. */
    const otherWindow = () => new OverlayStore(localFolder(session.mount.kept.folder.fsPath), session.mount.archiveUri.toString());
    const savedAt = new Map<string, number>();

    it('has what the other one saves', async () => {
      const other = otherWindow();
      const state = await other.load();
      const changed = next(session.mount.onDidChangeFiles, (paths) => paths.includes('README.md'));
      const overlay = withEdit(state.overlay, 'README.md', encode('from the other window\n'));
      assert.equal(await other.save({ ...state, overlay, savedAt, reason: 'their reason' }), true);
      await changed;
      assert.equal(await textOf(file('README.md')), 'from the other window\n');
      assert.equal(control.control.inputBox.value, 'their reason');
    });

    it('keeps different files of both, and sets aside what both patched', async () => {
      const other = otherWindow();
      const state = await other.load();
      const overlay = withEdit(state.overlay, 'README.md', encode('theirs\n'));
      const clash = next(session.mount.onDidClash, () => true);
      assert.equal(await other.save({ ...state, overlay, savedAt }), true);
      // At once: no message of the other save can have come yet.
      await Promise.all([session.mount.write('README.md', encode('mine\n')), session.mount.write('new.sh', encode('mine alone\n'))]);
      await clash;
      assert.equal(await textOf(file('README.md')), 'theirs\n');
      assert.equal(await textOf(file('new.sh')), 'mine alone\n');
      const [aside] = control.setAside.resourceStates;
      assert.ok(aside?.command);
      await vscode.commands.executeCommand(aside.command.command, ...((aside.command.arguments ?? []) as unknown[]));
      const input = activeInput();
      assert.ok(input instanceof vscode.TabInputTextDiff);
      assert.equal((await vscode.workspace.openTextDocument(input.modified)).getText(), 'mine\n');

      await vscode.commands.executeCommand('upgradeReview.useSetAside', aside);
      assert.equal(await textOf(file('README.md')), 'mine\n');
      assert.equal(session.mount.setAside.length, 1, 'what it replaced is set aside instead');
      for (const { id } of session.mount.setAside) await session.mount.discardSetAside(id);
      assert.equal(control.setAside.resourceStates.length, 0);
    });
  });

  describe('replaced on disk', () => {
    let count = 0;
    const archive = () => vscode.Uri.joinPath(site(), `replaced-${count}.zip`);
    /** Patches are kept by archive: those of one test are not another's. */
    const packedAt = () => ({ date: new Date(2000 + count, 1) });
    /** As build tools write: beside the old one, then in its place. */
    const replaceWith = async (files: Readonly<Record<string, string>>): Promise<void> => {
      const zip = new JSZip();
      for (const [path, text] of Object.entries(files)) zip.file(path, text, packedAt());
      const draft = vscode.Uri.joinPath(site(), 'replaced.draft');
      await fs.writeFile(draft, await zip.generateAsync({ type: 'uint8array' }));
      await fs.rename(draft, archive(), { overwrite: true });
    };
    const shipped = { 'kept.sh': 'echo kept\n', 'changed.sh': 'echo one\n' };
    let replaced: ReviewSession;
    const at = (path: string) => replaced.mount.uriOf(path);

    beforeEach(async () => {
      count++;
      await replaceWith(shipped);
      replaced = await review(archive());
    });
    afterEach(async () => {
      await vscode.commands.executeCommand('upgradeReview.closePackage', replaced.mount.root);
      await fs.delete(archive());
    });

    it('without patches is shown anew', async () => {
      const changed = next(replaced.mount.onDidChangeFiles, (paths) => paths.includes('fresh.sh'));
      await replaceWith({ ...shipped, 'fresh.sh': 'echo fresh\n' });
      await changed;
      assert.equal(await textOf(at('fresh.sh')), 'echo fresh\n');
      await replaced.idle();
      assert.equal(replaced.review?.package.entries, 3);
    });

    it('leaves no verdict that is another file’s: what is kept says so and makes no report', async () => {
      await fs.writeFile(at('kept.sh'), encode('echo patched\n'));
      await replaced.idle();
      const { mounts } = await api();
      const told = next(mounts.onDidReplace, (mount) => mount === replaced.mount);
      await replaceWith({ 'kept.sh': shipped['kept.sh'], 'fresh.sh': 'echo two\n' });
      await told;
      assert.equal(replaced.outdated, true);
      await replaced.reviewNow();
      assert.deepEqual(
        [replaced.state, replaced.outdated, replaced.review?.package.entries],
        ['reviewed', true, 2],
        'until somebody decides',
      );
      const report = vscode.Uri.joinPath(site(), 'outdated.json');
      await vscode.commands.executeCommand('upgradeReview.generateReport', replaced.mount.root, report);
      await assert.rejects(async () => fs.stat(report));
      await mounts.reload(replaced.mount, true);
      await until(() => replaced.state === 'reviewed' && !replaced.outdated);
      assert.ok((await textOf(at('fresh.sh'))).includes('two'));
    });

    describe('while it is reviewed', () => {
      const long = `#!/bin/sh\n${Array.from({ length: 30_000 }, (_, at) => `./b/f${at}.sh\n`).join('')}`;
      const packed = async (files: Readonly<Record<string, string>>): Promise<Buffer> => {
        const zip = new JSZip();
        for (const [path, text] of Object.entries({ 'long.sh': long, ...files })) zip.file(path, text, packedAt());
        return zip.generateAsync({ type: 'nodebuffer' });
      };
      const reviewWritingOver = async (next: Buffer): Promise<void> => {
        const under = vscode.commands.executeCommand('upgradeReview.reviewPackage', archive());
        const root = vscode.Uri.parse(mountUri(archive().toString()));
        const { sessions } = await api();
        // Whatever comes first: a review that is already over must hear of it as well.
        await Promise.race([until(() => sessions.find(root)?.state === 'reviewing'), under]);
        // In place: the same file with another content.
        writeFileSync(archive().fsPath, next);
        await under;
        replaced = sessions.find(root) ?? replaced;
      };
      beforeEach(async () => {
        await vscode.commands.executeCommand('upgradeReview.closePackage', replaced.mount.root);
        writeFileSync(archive().fsPath, await packed(shipped));
      });

      it('is reviewed again as what it is now', async () => {
        await reviewWritingOver(await packed({ ...shipped, 'fresh.sh': '#!/bin/sh\nsystemctl restart fresh.service\n' }));
        await until(() => replaced.state === 'reviewed' && replaced.review?.package.entries === 4);
        assert.equal(replaced.outdated, false);
        assert.ok(replaced.review?.findings.some(({ path }) => path === 'fresh.sh'));
      });

      it('is reviewed again although its list of files is the same', async () => {
        const next = await packed(shipped);
        const at = next.indexOf('echo one');
        assert.ok(at > 0, 'it is stored as it is');
        next.write('echo two', at);
        await reviewWritingOver(next);
        await until(
          () => replaced.state === 'reviewed' && replaced.review?.findings.some(({ rule }) => rule.startsWith('archive/')) === true,
        );
        assert.equal(replaced.outdated, false);
      });
    });

    it('while nobody reviews it is reviewed as what it is now, although the editor has looked at it before', async () => {
      await fs.writeFile(at('kept.sh'), encode('echo patched\n'));
      await vscode.commands.executeCommand('upgradeReview.closePackage', replaced.mount.root);
      await fs.stat(replaced.mount.root);
      await replaceWith({ ...shipped, 'fresh.sh': 'echo fresh\n' });
      replaced = await review(archive());
      assert.deepEqual([replaced.state, replaced.outdated, replaced.review?.package.entries], ['reviewed', false, 3]);
    });

    it('in place and with the same list of files is noticed', async () => {
      const bytes = readFileSync(archive().fsPath);
      const at = bytes.indexOf('echo one');
      bytes.write('echo two', at);
      writeFileSync(archive().fsPath, bytes);
      await until(
        () => replaced.state === 'reviewed' && replaced.review?.findings.some(({ rule }) => rule.startsWith('archive/')) === true,
      );
    });

    it('keeps the patches of unchanged files, sets aside the others, and can be kept as it is shown', async () => {
      await fs.writeFile(at('kept.sh'), encode('echo patched\n'));
      await fs.writeFile(at('changed.sh'), encode('echo patched as well\n'));
      const { mounts } = await api();
      const told = next(mounts.onDidReplace, (mount) => mount === replaced.mount);
      await replaceWith({ 'kept.sh': shipped['kept.sh'], 'changed.sh': 'echo two\n' });
      await told;
      assert.equal(await replaced.mount.isReadable(), true);
      assert.equal(Buffer.from(await replaced.mount.base.read('changed.sh')).toString(), 'echo one\n', 'until somebody decides');

      await mounts.reload(replaced.mount, true);
      assert.equal(await textOf(at('kept.sh')), 'echo patched\n');
      assert.equal(await textOf(at('changed.sh')), 'echo two\n');
      const aside = (await api()).sourceControls.find(replaced)?.setAside.resourceStates ?? [];
      assert.deepEqual(
        aside.map(({ resourceUri }) => replaced.mount.pathOf(resourceUri)),
        ['changed.sh'],
      );
      await vscode.commands.executeCommand('upgradeReview.compareSetAside', aside[0]);
      const input = activeInput();
      assert.ok(input instanceof vscode.TabInputTextDiff);
      assert.equal((await vscode.workspace.openTextDocument(input.original)).getText(), 'echo two\n');
      assert.equal((await vscode.workspace.openTextDocument(input.modified)).getText(), 'echo patched as well\n');

      await replaceWith({ ...shipped, 'third.sh': 'x' });
      await mounts.reload(replaced.mount, false);
      assert.deepEqual([replaced.mount.patchedPaths, replaced.mount.setAside.length], [[], 0]);
    });
  });
});
