import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, emptyOverlay, overlayOf } from '../../../src/core/patch/overlay';
import { importPatch } from '../../../src/core/patch/import-patch';
import { unifiedDiff } from '../../../src/core/patch/unified-diff';
import { patchedFiles } from '../../../src/core/patch/patched-files';
import { run } from '../../support/programs';
import { temporaryFolder, writeFiles } from '../../support/cli';
import { randomSource } from '../../support/random';
import { bytes, edited, script, source, text } from '../../support/patching';

describe('imported patches', () => {
  it('are taken as other tools write them', async function () {
    const folder = temporaryFolder();
    try {
      const files = { 'dir/a b.sh': script.join(''), 'dir/größe.txt': 'x\r\ny\r\n' };
      writeFiles(join(folder.path, 'old'), files);
      writeFiles(join(folder.path, 'new'), { 'dir/a b.sh': edited({ 4: 'four\n' }), 'dir/größe.txt': 'x\r\nz\r\n', 'dir/fresh': 'f\n' });
      const base = source(files);
      const commands = [['git', 'diff', '--no-index', '--no-color', 'old', 'new'], ['diff', '-ruN', 'old', 'new'], ['git', '-c', 'core.quotepath=off', 'diff', '--no-index', '--no-prefix', 'old', 'new']]; // prettier-ignore
      for (const command of commands) {
        let patch = run(this, folder.path, command).stdout;
        if (command.length === 6) patch = bytes(patch.toString('latin1').replaceAll(/\/(?:old|new)\//g, '/'));
        const { overlay, rejected } = await importPatch(base, emptyOverlay, patch);
        assert.deepEqual(rejected, [], command.join(' '));
        assert.deepEqual([...overlay.edits.keys()].sort(), ['dir/a b.sh', 'dir/fresh', 'dir/größe.txt']);
        assert.equal(Buffer.from(contentOf(overlay, 'dir/größe.txt') ?? []).toString(), 'x\r\nz\r\n');
      }
    } finally {
      folder.remove();
    }
  });

  const seed = 11;
  it(`agree with patch where that finds every place, and account for every hunk elsewhere (seed ${seed})`, async function () {
    const random = randomSource(seed);
    let fitted = 0;
    for (let round = 0; round < 40; round++) {
      const lines = Array.from({ length: 30 + random.below(100) }, (_, at) => `${random.pick(['a', 'b', 'c'])} ${at}\n`);
      const change = (into: readonly string[], times: number) => {
        const copy = [...into];
        for (let n = 0; n < times; n++)
          copy.splice(random.below(copy.length), random.below(3), ...(random.below(2) ? [`${random.below(1e6)}\n`] : []));
        return copy;
      };
      const base = source({ f: lines.join('') });
      const patch = unifiedDiff(await patchedFiles(base, overlayOf([['f', bytes(change(lines, 4).join(''))]])));
      const newer = change(lines, random.below(4)).join('');
      const result = await importPatch(source({ f: newer }), emptyOverlay, patch);
      const folder = temporaryFolder({ f: newer, p: patch });
      try {
        const { status, text: said } = run(this, folder.path, ['patch', '-p1', '--batch', '--forward', '--fuzz=0', '-r', '-', '-i', 'p']);
        if (status !== 0 || said.includes('FAILED')) continue;
        fitted++;
        assert.deepEqual(result.rejected, [], said);
        assert.equal(await text(source({ f: newer }), result.overlay, 'f'), readFileSync(join(folder.path, 'f'), 'latin1'));
      } finally {
        folder.remove();
      }
    }
    assert.ok(fitted > 10, `${fitted}`);
  }).timeout(60_000);
});
