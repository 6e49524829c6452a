import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions } from 'esbuild';
import { bundles } from '../../../scripts/bundles.mjs';
import type { Unpack } from '../../../src/core/archive/unpacked';

/** One file of a tar archive. */
function tarOf(name: string, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write('0000644\0', 100);
  head.write(content.length.toString(8).padStart(11, '0'), 124);
  head.write('00000000000\0', 136);
  head.write('        0', 148);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([head, content, Buffer.alloc(((512 - (content.length % 512)) % 512) + 1024)]);
}

describe('a container that is unpacked in a thread of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-review-unpack-'));
  const file = join(folder, 'containers.js');
  let apart: Unpack;
  before(async () => {
    await build({ ...(bundles({ dev: true }).containers as BuildOptions), outfile: file, logLevel: 'silent' });
    apart = (createRequire(__filename)(file) as { unpackApart: Unpack }).unpackApart;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('gives its files', async () => {
    const { files } = await apart(gzipSync(tarOf('bin/x.sh', Buffer.from('#!/bin/sh\n'))), 2 ** 20);
    assert.deepEqual(
      files.map(({ name, content }) => [name, Buffer.from(content).toString()]),
      [['bin/x.sh', '#!/bin/sh\n']],
    );
  });

  it('says why it cannot be', async () => {
    await assert.rejects(apart(gzipSync(tarOf('zeros', Buffer.alloc(2 ** 22))), 2 ** 20), /1048576/);
    await assert.rejects(apart(Buffer.from('no container at all'.repeat(100)), 2 ** 20));
  });

  it('does not hold this thread up', async () => {
    const bomb = gzipSync(tarOf('zeros', Buffer.alloc(200 * 2 ** 20)));
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await apart(bomb, 256 * 2 ** 20);
    clearInterval(beat);
    assert.ok(longest < 1000, `${longest} ms`);
  });
});
