import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
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
      assert.deepEqual(source.gaps, [{ what: 'pipe', why: 'neither a file nor a folder: a socket, pipe or device' }]);
      assert.equal(Buffer.from(await source.read('root')).toString(), '/');
    });
  });

  describe('openPackage', () => {
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
