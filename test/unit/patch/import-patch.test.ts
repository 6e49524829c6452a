import assert from 'node:assert/strict';
import { emptyOverlay, overlayOf, withEdit, withFileEdit, type Overlay } from '../../../src/core/patch/overlay';
import { importPatch, PatchSyntaxError } from '../../../src/core/patch/import-patch';
import { unifiedDiff } from '../../../src/core/patch/unified-diff';
import { patchedFiles } from '../../../src/core/patch/patched-files';
import { rejectsPatch } from '../../../src/core/patch/rejects';
import { randomSource } from '../../support/random';
import { bytes, edited, script, source, text } from '../../support/patching';

describe('imported patches', () => {
  it('make of a package what they were exported from', async () => {
    const base = source(
      { 'a b.sh': script.join(''), 'größe.txt': 'x\r\ny', gone: 'x', empty: '', old: 'moved\n', app: 'v\n' },
      { app: 0o755 },
    );
    let overlay = withEdit(emptyOverlay, 'a b.sh', bytes(edited({ 3: 'three\n', 30: '' })));
    overlay = withEdit(withEdit(withEdit(overlay, 'größe.txt', bytes('x\r\nz')), 'gone', 'deleted'), 'empty', 'deleted');
    overlay = withFileEdit(withEdit(overlay, 'old', 'deleted'), 'new', { content: bytes('moved\n'), movedFrom: 'old' });
    overlay = withFileEdit(overlay, 'run', { content: bytes('#!\xe9\n'), mode: 0o755 });
    overlay = withFileEdit(overlay, 'app', { mode: 0o644 });
    const patch = unifiedDiff(await patchedFiles(base, overlay));
    const result = await importPatch(base, emptyOverlay, patch);
    assert.deepEqual(result.rejected, []);
    assert.deepEqual(flat(result.overlay), flat(overlay));
    const twice = await importPatch(base, result.overlay, patch);
    assert.deepEqual([twice.rejected.map(({ path, why }) => `${path} ${why}`), flat(twice.overlay)], [[], flat(overlay)]);
  });

  it('find moved places, keep what is there already, and hand back the rest whole', async () => {
    const base = source({ 'run.sh': script.join('') });
    const overlay = overlayOf([['run.sh', bytes(edited({ 5: 'five\n', 15: 'fifteen\n', 25: 'twenty-five\n', 35: 'thirty-five\n' }))]]);
    const patch = unifiedDiff(await patchedFiles(base, overlay));
    const newer = source({ 'run.sh': `${'# new\n'.repeat(7)}${edited({ 15: 'fifteen\n', 25: 'rewritten\n', 37: 'other\n' })}` });
    const result = await importPatch(newer, emptyOverlay, patch);
    assert.equal(
      await text(newer, result.overlay, 'run.sh'),
      `${'# new\n'.repeat(7)}${edited({ 5: 'five\n', 15: 'fifteen\n', 25: 'rewritten\n', 35: 'thirty-five\n', 37: 'other\n' })}`,
    );
    assert.deepEqual([result.changed, result.present], [['run.sh'], ['run.sh']]);
    assert.deepEqual(result.rejected.map(({ path, why, hunks }) => [path, why, hunks.length]), [['run.sh', 'hunks', 1]]); // prettier-ignore
    const rejects = rejectsPatch(result.rejected);
    assert.match(Buffer.from(rejects).toString(), /^--- a\/run\.sh\n\+\+\+ b\/run\.sh\n@@ -22,7 \+22,7 @@\n[^]*-line 25\n\+twenty-five\n/);
    assert.equal((await importPatch(base, emptyOverlay, rejects)).rejected.length, 0, 'what was rejected is a patch again');
  });

  it('say why a file could not be patched', async () => {
    const base = source({ there: 'other\n', kept: 'changed since\n', onto: 'x\n', from: 'y\n' });
    const patch = [
      'diff --git a/missing b/missing\n--- a/missing\n+++ b/missing\n@@ -1 +1 @@\n-a\n+b\n',
      'diff --git a/there b/there\nnew file mode 100644\n--- /dev/null\n+++ b/there\n@@ -0,0 +1 @@\n+mine\n',
      'diff --git a/kept b/kept\ndeleted file mode 100644\n--- a/kept\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n',
      'diff --git a/x.bin b/x.bin\nindex 1..2 100644\nBinary files a/x.bin and b/x.bin differ\n',
      'diff --git a/link b/link\nnew file mode 120000\n--- /dev/null\n+++ b/link\n@@ -0,0 +1 @@\n+/etc/passwd\n\\ No newline at end of file\n',
      'diff --git a/../../etc/x b/../../etc/x\nnew file mode 100644\n--- /dev/null\n+++ b/../../etc/x\n@@ -0,0 +1 @@\n+x\n',
      'diff --git a/from b/onto\nsimilarity index 100%\nrename from from\nrename to onto\n',
    ].join('');
    const { rejected, overlay } = await importPatch(base, emptyOverlay, bytes(patch));
    assert.deepEqual(rejected.map(({ path, why }) => `${path} ${why}`), ['missing missing', 'there exists', 'kept differs', 'x.bin binary', 'link symlink', '../../etc/x path', 'onto exists']); // prettier-ignore
    assert.equal(overlay.edits.size, 0);
  });

  const seed = 11;

  it(`of any bytes end with a result or say that they are none (seed ${seed})`, async () => {
    const random = randomSource(seed);
    const parts = ['diff --git a/f b/f\n', '--- a/f\n', '+++ b/f\n', '@@ -1,2 +1,2 @@\n', '-line 1\n', '+x\n', ' line 2\n', '\\ No newline at end of file\n', 'rename from f\n', 'rename to "g\\303\n', 'new file mode 100755\n', '\0\xff', '@@ -99999999,1 +1 @@\n', 'Binary files a/f and b/f differ\n']; // prettier-ignore
    const base = source({ f: script.join('') });
    for (let round = 0; round < 2000; round++) {
      const patch = bytes(Array.from({ length: 1 + random.below(14) }, () => random.pick(parts)).join(''));
      try {
        const { overlay } = await importPatch(base, emptyOverlay, patch);
        for (const path of overlay.edits.keys()) assert.ok(!path.startsWith('/') && !path.includes('..'), path);
      } catch (error) {
        assert.ok(error instanceof PatchSyntaxError, String(error));
      }
    }
  });
});

const flat = ({ edits }: Overlay) =>
  [...edits]
    .map(
      ([path, edit]) =>
        [
          path,
          edit === 'deleted' ? edit : { ...edit, ...(edit.content && { content: Buffer.from(edit.content).toString('latin1') }) },
        ] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
