import assert from 'node:assert/strict';
import { mkdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { directorySource } from '../../../src/node/directory-source';
import { openPackage, sha256OfFile } from '../../../src/node/open-package';
import { scratchFolder, writeTree } from '../../support/archives';
import { made } from '../../support/programs';

describe('files of the host', () => {
  const scratch = scratchFolder();
  const at = (...names: string[]) => join(scratch.path, ...names);
  after(() => scratch.remove());

  describe('directorySource', () => {
    before(() => {
      mkdirSync(at('package'));
      writeTree(at('package'));
    });

    it('does not follow symlinks, and says what is neither file nor folder', async function () {
      if (process.platform === 'win32') this.skip();
      mkdirSync(at('odd'));
      symlinkSync('/', at('odd', 'root'));
      symlinkSync('.', at('odd', 'self'));
      made(this, at('odd'), ['mkfifo', 'pipe']);
      const source = await directorySource(at('odd'));
      assert.deepEqual(
        source.entries.map(({ path, symlink }) => [path, symlink]),
        [
          ['root', true],
          ['self', true],
        ],
      );
      assert.deepEqual(source.gaps, [{ what: 'pipe', why: 'neither a file nor a folder: a socket, pipe or device', decisive: false }]);
      assert.equal(Buffer.from(await source.read('root')).toString(), '/');
    });

    it('goes on where a name is no text, and names it', async function () {
      if (process.platform !== 'linux') this.skip();
      mkdirSync(at('names'));
      writeFileSync(at('names', 'a.sh'), 'true');
      const odd = Buffer.concat([Buffer.from(at('names', 'b-')), Buffer.from([0xff, 0xfe])]);
      mkdirSync(odd);
      const { entries, gaps } = await directorySource(at('names'));
      assert.deepEqual(
        entries.map(({ path }) => path),
        ['a.sh'],
      );
      assert.deepEqual(gaps, [{ what: 'b-\\xff\\xfe', why: 'its name is not UTF-8', decisive: true }]);
      rmdirSync(odd);
    });
  });

  describe('openPackage', () => {
    it('refuses a pipe at once', async function () {
      made(this, scratch.path, ['mkfifo', 'package.pipe']);
      await assert.rejects(openPackage(at('package.pipe')), /not a regular file/);
    });

    it('opens an archive, and tells its checksum', async function () {
      const zip = new JSZip();
      zip.file('b/two.txt', 'two').file('a.txt', 'one');
      writeFileSync(at('package.zip'), await zip.generateAsync({ type: 'nodebuffer' }));
      const opened = await openPackage(at('package.zip'));
      assert.equal(opened.source.name, 'package.zip');
      assert.deepEqual(
        opened.source.entries.map(({ path, size }) => [path, size]),
        [
          ['a.txt', 3],
          ['b/two.txt', 3],
        ],
      );
      assert.equal(Buffer.from(await opened.source.read('a.txt')).toString(), 'one');
      const [sum] = made(this, scratch.path, ['sha256sum', 'package.zip']).text.split(' ');
      assert.equal(await sha256OfFile(opened), sum);
      await opened.close();
    });
  });
});
