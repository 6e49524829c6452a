import assert from 'node:assert/strict';
import { isChecksumFile, namesake } from '../../../src/core/package/checksum-files';
import { parseChecksums } from '../../../src/core/parse/checksums';
import { randomSource } from '../../support/random';
import { cpuTime } from '../../support/cpu-time';

const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
const read = (text: string) =>
  parseChecksums(text).map(({ algorithm, path, digest }) => [algorithm, path, text.slice(digest.start, digest.end)]);

describe('checksum files', () => {
  it('are known by their names', () => {
    const names = [
      'SHA256SUMS',
      'md5sums.txt',
      'SHA512SUMS',
      'a/sha256sum.txt',
      'checksums.txt',
      'bin/app.sha256',
      'x.zip.md5',
      'app.SHA512SUM',
      'CHECKSUM.sha256',
      'dten_5.2.0_SHA256SUMS',
      'Server-39-CHECKSUM',
      'dten_5.2.0_checksums.txt',
      'bin/app.sha256.txt',
      'MANIFEST',
    ];
    for (const name of names) assert.ok(isChecksumFile(name), name);
    for (const name of ['SHA256SUMS.sig', 'sha256.c', 'lib/checksum.py', 'sums.txt', 'md5']) assert.ok(!isChecksumFile(name), name);
    assert.equal(namesake('bin/app.tar.sha256'), 'bin/app.tar');
    assert.equal(namesake('SHA256SUMS'), undefined);
  });

  it('are read in every form that tools write', () => {
    assert.deepEqual(
      read(
        `# all of it\n${md5}  a b.txt\r\n${md5} *bin/x\n\\${md5}  odd\\nname\\\\\n${md5}\nMD5 (a (1).txt) = ${md5}\nMD5(b)= ${md5}\nnonsense\n`,
      ),
      [
        ['md5', 'a b.txt', md5],
        ['md5', 'bin/x', md5],
        ['md5', 'odd\nname\\', md5],
        ['md5', undefined, md5],
        ['md5', 'a (1).txt', md5],
        ['md5', 'b', md5],
      ],
    );
  });

  const seed = 20261121;
  it(`of any text are read in time, and digests lie where they are said to (seed ${seed})`, () => {
    const random = randomSource(seed);
    const parts = [
      md5,
      ' ',
      '  ',
      ' *',
      '\\',
      '\n',
      '\r\n',
      '(',
      ')',
      ' = ',
      'SHA256',
      'MD5 (',
      'a/b',
      '\t',
      '\u0000',
      'é',
      'f'.repeat(200),
      ' '.repeat(3000),
    ];
    const started = cpuTime();
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: 1 + random.below(40) }, () => random.pick(parts)).join('');
      for (const { digest, line } of parseChecksums(text)) {
        assert.match(text.slice(digest.start, digest.end), /^[0-9a-f]+$/i);
        assert.ok(line.start <= digest.start && digest.end <= line.end);
      }
    }
    assert.ok(cpuTime() - started < 10_000);
  });
});
