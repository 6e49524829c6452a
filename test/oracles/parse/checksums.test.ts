import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseChecksums } from '../../../src/core/parse/checksums';
import { scratchFolder } from '../../support/archives';
import { made } from '../../support/programs';

describe('checksum files', () => {
  it('agree with coreutils and OpenSSL', function () {
    const scratch = scratchFolder();
    try {
      const names = ['plain', 'with blank', 'back\\slash', 'two\nlines', 'größe'];
      mkdirSync(join(scratch.path, 'sub'));
      for (const name of names) writeFileSync(join(scratch.path, 'sub', name), name);
      const paths = names.map((name) => `sub/${name}`);
      for (const algorithm of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const) {
        for (const option of ['--text', '--binary', '--tag']) {
          const { text } = made(this, scratch.path, [`${algorithm}sum`, option, ...paths]);
          const lines = parseChecksums(text);
          assert.deepEqual(lines.map((line) => [line.algorithm, line.path]), paths.map((path) => [algorithm, path]), text); // prettier-ignore
        }
        const { text } = made(this, scratch.path, ['openssl', 'dgst', `-${algorithm}`, 'sub/plain']);
        assert.deepEqual(parseChecksums(text).map((line) => [line.algorithm, line.path]), [[algorithm, 'sub/plain']], text); // prettier-ignore
      }
    } finally {
      scratch.remove();
    }
  });
});
