import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveErrorCode } from '../../../src/core/archive/archive-faults';
import { entriesOf, openBytes, scratchFolder } from '../../support/archives';
import { made } from '../../support/programs';
import { refusal } from '../../support/refusal';

describe('entries that cannot be read', () => {
  const scratch = scratchFolder();
  const plain = join(scratch.path, 'plain.txt');
  before(() => writeFileSync(plain, 'secret plans\n'.repeat(100)));
  after(() => scratch.remove());

  const packed: readonly (readonly [string, readonly string[], ArchiveErrorCode, RegExp])[] = [
    ['zip -e', ['zip', '-q', '-j', '-P', 'x', 'OUT', plain], 'encrypted-entry', /plain\.txt is encrypted/],
    ['7-Zip AES', ['7z', 'a', '-tzip', '-mem=AES256', '-px', 'OUT', plain], 'encrypted-entry', /plain\.txt is encrypted/],
    ['BZip2', ['7z', 'a', '-tzip', '-mm=BZip2', 'OUT', plain], 'unsupported-method', /compressed with bzip2/],
    ['LZMA', ['7z', 'a', '-tzip', '-mm=LZMA', 'OUT', plain], 'unsupported-method', /compressed with LZMA/],
    ['Deflate64', ['7z', 'a', '-tzip', '-mm=Deflate64', 'OUT', plain], 'unsupported-method', /compressed with Deflate64/],
    ['PPMd', ['7z', 'a', '-tzip', '-mm=PPMd', 'OUT', plain], 'unsupported-method', /compressed with PPMd/],
  ];
  for (const [what, command, code, message] of packed) {
    it(`${what}: ${code}`, async function () {
      const target = join(scratch.path, `${what.replaceAll(' ', '-')}.zip`);
      made(
        this,
        scratch.path,
        command.map((word) => (word === 'OUT' ? target : word)),
      );
      const archive = await openBytes(readFileSync(target));
      const [entry] = entriesOf(archive);
      assert.ok(entry);
      assert.equal(entry.encrypted, code === 'encrypted-entry');
      await refusal(archive.readEntry(entry), code, message);
      await refusal(archive.readEntry(entry, 10), code, message);
    });
  }
});
