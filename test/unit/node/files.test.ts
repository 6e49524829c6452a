import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { writeFileAtomically, writeFilesAtomically } from '../../../src/node/atomic-write';
import { directorySource } from '../../../src/node/directory-source';
import { openFileSource } from '../../../src/node/file-source';
import { deflateRaw, inflateRaw } from '../../../src/node/inflate';
import { notWritten } from '../../../src/node/write-trouble';
import { openPackage, sha256OfFile } from '../../../src/node/open-package';
import { zipOf } from '../../support/cli';
import { randomBytes, scratchFolder, tree, treeTime, writeTree } from '../../support/archives';

describe('files of the host', () => {
  const scratch = scratchFolder();
  const at = (...names: string[]) => join(scratch.path, ...names);
  after(() => scratch.remove());

  describe('openFileSource', () => {
    const bytes = randomBytes(10_000, 3);
    before(() => writeFileSync(at('file'), bytes));

    it('reads ranges and tells the size', async () => {
      const source = await openFileSource(at('file'));
      assert.equal(source.size, 10_000);
      for (const [offset, length] of [
        [0, 0],
        [0, 10_000],
        [9_999, 1],
        [5, 4_000],
        [10_000, 0],
      ] as const) {
        assert.deepEqual(Buffer.from(await source.read(offset, length)), bytes.subarray(offset, offset + length));
      }
      const many = await Promise.all(Array.from({ length: 50 }, (_, index) => source.read(index * 100, 100)));
      assert.deepEqual(Buffer.concat(many), bytes.subarray(0, 5_000));
      await source.close();
      await assert.rejects(source.read(0, 1));
    });

    it('says that a file has become shorter', async () => {
      writeFileSync(at('shrinking'), bytes);
      const source = await openFileSource(at('shrinking'));
      truncateSync(at('shrinking'), 100);
      await assert.rejects(source.read(50, 100), /ends at byte 100; it has become shorter/);
      await source.close();
    });

    it('says that a file was written to, and that another one lies at its path', async () => {
      writeFileSync(at('written'), bytes);
      const written = await openFileSource(at('written'));
      await written.mustBeUnchanged();
      writeFileSync(at('written'), randomBytes(10_000, 4));
      await assert.rejects(written.mustBeUnchanged(), /written has changed since it was opened/);
      await written.close();
      const replaced = await openFileSource(at('written'));
      writeFileSync(at('other'), bytes);
      renameSync(at('other'), at('written'));
      await assert.rejects(replaced.mustBeUnchanged(), /written has changed since it was opened/);
      await replaced.close();
    });

    it('refuses what is no file, or not there', async () => {
      await assert.rejects(openFileSource(scratch.path), /not a regular file/);
      await assert.rejects(openFileSource(at('missing')), { code: 'ENOENT' });
    });
  });

  describe('inflateRaw', () => {
    // On both sides of the size at which the work moves to other threads.
    for (const length of [0, 1, 5_000, 256 * 1024, 256 * 1024 + 1, 3_000_000]) {
      const content = Buffer.concat([randomBytes(Math.floor(length / 10), 7), Buffer.alloc(length - Math.floor(length / 10), 'abc')]);
      const deflated = deflateRawSync(content);

      it(`gives ${length} bytes, and the head of them`, async () => {
        assert.deepEqual(Buffer.from(await inflateRaw(deflated, length, 'whole')), content);
        for (const limit of [1, 1_000, length].filter((some) => some > 0)) {
          assert.deepEqual(Buffer.from(await inflateRaw(deflated, limit, 'head')), content.subarray(0, limit));
        }
        const cut = await inflateRaw(deflated.subarray(0, Math.floor(deflated.length / 2)), Math.max(1, length), 'head');
        assert.deepEqual(Buffer.from(cut), content.subarray(0, cut.length));
      });

      if (length > 1) {
        it(`gives no more than is allowed of ${length} bytes`, () => assert.rejects(inflateRaw(deflated, length - 1, 'whole'), RangeError));
        it(`refuses ${length} bytes that are cut off`, () =>
          assert.rejects(inflateRaw(deflated.subarray(0, -2), length, 'whole'), { code: 'Z_BUF_ERROR' }));
      }
    }

    it('does not unpack a bomb', async () => {
      const bomb = deflateRawSync(Buffer.alloc(200_000_000));
      const before = process.memoryUsage().arrayBuffers;
      await assert.rejects(inflateRaw(bomb, 1_000, 'whole'), RangeError);
      assert.equal((await inflateRaw(bomb, 1_000, 'head')).length, 1_000);
      assert.ok(process.memoryUsage().arrayBuffers - before < 20_000_000);
    });

    it('undoes deflateRaw', async () => {
      const content = Buffer.from('text\n'.repeat(1_000));
      assert.deepEqual(inflateRawSync(await deflateRaw(content)), content);
    });
  });

  describe('writeFileAtomically', () => {
    const drafts = () => readdirSync(scratch.path).filter((name) => name.endsWith('.tmp'));

    it('writes a new file from pieces', async () => {
      await writeFileAtomically(at('new'), [Buffer.from('one, '), Buffer.alloc(0), Buffer.from('two')]);
      assert.equal(readFileSync(at('new'), 'utf8'), 'one, two');
      assert.deepEqual(drafts(), []);
    });

    it('replaces a file and keeps its mode', async () => {
      writeFileSync(at('old'), 'old');
      chmodSync(at('old'), 0o600);
      await writeFileAtomically(at('old'), [Buffer.from('new')]);
      assert.equal(readFileSync(at('old'), 'utf8'), 'new');
      if (process.platform !== 'win32') assert.equal(statSync(at('old')).mode & 0o777, 0o600);
    });

    it('leaves the old content and nothing else if the pieces fail', async () => {
      writeFileSync(at('kept'), 'old');
      async function* failing() {
        yield await Promise.resolve(Buffer.from('half'));
        throw new Error('disk gone');
      }
      await assert.rejects(writeFileAtomically(at('kept'), failing()), /disk gone/);
      assert.equal(readFileSync(at('kept'), 'utf8'), 'old');
      await assert.rejects(writeFileAtomically(at('never'), failing()), /disk gone/);
      assert.ok(!existsSync(at('never')));
      assert.deepEqual(drafts(), []);
    });

    it('shows the old content until all is written', async () => {
      writeFileSync(at('seen'), 'old');
      await writeFileAtomically(
        at('seen'),
        (function* () {
          yield Buffer.from('new');
          assert.equal(readFileSync(at('seen'), 'utf8'), 'old');
        })(),
      );
      assert.equal(readFileSync(at('seen'), 'utf8'), 'new');
    });

    it('follows a symlink', async function () {
      if (process.platform === 'win32') this.skip();
      writeFileSync(at('target'), 'old');
      symlinkSync('target', at('link'));
      await writeFileAtomically(at('link'), [Buffer.from('new')]);
      assert.equal(readFileSync(at('target'), 'utf8'), 'new');
    });

    it('writes several files or none', async () => {
      writeFileSync(at('last'), 'old');
      const fresh = { path: at('first'), pieces: [Buffer.from('1')], fresh: true };
      writeFileSync(at('taken'), 'precious');
      const taken = { path: at('taken'), pieces: [Buffer.from('2')], fresh: true };
      const last = { path: at('last'), pieces: [Buffer.from('new')] };
      await assert.rejects(writeFilesAtomically([fresh, taken, last]), /taken could not be written/);
      assert.deepEqual([existsSync(at('first')), drafts()], [false, []]);
      assert.deepEqual(['taken', 'last'].map((name) => readFileSync(at(name), 'utf8')), ['precious', 'old']); // prettier-ignore
      await writeFilesAtomically([fresh, last]);
      assert.deepEqual(['first', 'last'].map((name) => readFileSync(at(name), 'utf8')), ['1', 'new']); // prettier-ignore
      assert.deepEqual(drafts(), []);
    });

    it('takes any name that the disk takes', async () => {
      const name = 'ü'.repeat(120);
      await writeFileAtomically(at(name), [Buffer.from('new')]);
      assert.equal(readFileSync(at(name), 'utf8'), 'new');
    });

    it('says what a disk has against it, and keeps what was there', () => {
      for (const [code, words] of [
        ['ENOSPC', /the disk is full: free some space/],
        ['EROFS', /can only be read/],
        ['EACCES', /not permitted/],
      ] as const) {
        const { message } = notWritten('/a/report.md', Object.assign(new Error(`${code}: x`), { code }));
        assert.match(message, words);
        assert.match(message, /^\/a\/report\.md could not be written: .*What was there before is unchanged$/);
      }
    });

    it('refuses a folder, and one that is not there', async () => {
      mkdirSync(at('folder'));
      await assert.rejects(writeFileAtomically(at('folder'), []), /not a regular file/);
      await assert.rejects(writeFileAtomically(at('no', 'such', 'file'), []), { code: 'ENOENT' });
    });
  });

  describe('directorySource', () => {
    before(() => {
      mkdirSync(at('package'));
      writeTree(at('package'));
    });

    it('lists and reads an unpacked package as it is', async () => {
      const source = await directorySource(at('package'));
      assert.equal(source.name, 'package');
      assert.deepEqual(source.gaps, []);
      const expected = Object.entries(tree).map(([path, { content, mode, symlink }]) => ({
        path,
        size: content.length,
        mode,
        ...(symlink ? { symlink } : { modified: treeTime }),
      }));
      assert.deepEqual(
        source.entries.map(({ modified, ...entry }) => (entry.symlink ? entry : { ...entry, modified })),
        expected.sort((a, b) => (a.path < b.path ? -1 : 1)),
      );
      for (const [path, { content }] of Object.entries(tree)) {
        assert.deepEqual(Buffer.from(await source.read(path)), content, path);
        assert.deepEqual(Buffer.from(await source.read(path, 100)).subarray(0, 100), content.subarray(0, 100), path);
      }
      await assert.rejects(source.read('../file'), /has no file/);
    });
  });

  describe('openPackage', () => {
    it('opens a folder', async () => {
      const opened = await openPackage(at('package'));
      assert.equal(opened.archive, undefined);
      assert.equal(await sha256OfFile(opened), undefined);
      await opened.close();
    });

    it('tells the digest of what was opened and not of what lies there now', async () => {
      const first = await zipOf({ 'a.sh': 'true' });
      writeFileSync(at('swapped.zip'), first);
      const opened = await openPackage(at('swapped.zip'));
      assert.equal(await sha256OfFile(opened), createHash('sha256').update(first).digest('hex'));
      writeFileSync(at('swap.zip'), await zipOf({ 'b.sh': 'true' }));
      renameSync(at('swap.zip'), at('swapped.zip'));
      await assert.rejects(sha256OfFile(opened), /swapped\.zip has changed since it was opened/);
      await opened.close();
    });

    it('opens a file that is written over meanwhile as it was or as it is', async () => {
      const path = at('written-over.zip');
      const [small, large] = [await zipOf({ 'a.txt': 'a' }), await zipOf({ 'a.txt': 'a', 'b.txt': 'b'.repeat(5_000) })];
      for (let turns = 0; turns < 60; turns++) {
        writeFileSync(path, small);
        const opening = openPackage(path);
        for (let turn = 0; turn < turns; turn++) await otherWork();
        writeFileSync(path, large);
        const opened = await opening;
        assert.ok([1, 2].includes(opened.source.entries.length));
        await opened.close();
      }
    });

    it('says which file cannot be opened, why, and what to do', async () => {
      writeFileSync(at('text.zip'), 'hello');
      await assert.rejects(openPackage(at('text.zip')), /text\.zip: This is not a ZIP archive.*Fetch it again/);
      await assert.rejects(openPackage(at('missing.zip')), /missing\.zip does not exist/);
      rmSync(at('text.zip'));
    });
  });
});
