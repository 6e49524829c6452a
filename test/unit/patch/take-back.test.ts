import assert from 'node:assert/strict';
import { emptyOverlay, overlaidSource, overlayOf, withEdit, withFileEdit, type Overlay } from '../../../src/core/patch/overlay';
import { takeBack } from '../../../src/core/patch/take-back';
import { memorySource } from '../../support/memory-source';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const lines = (...list: string[]) => bytes(list.map((line) => `${line}\n`).join(''));
const shipped = lines('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const base = memorySource('x.zip', { 'a.sh': shipped, 'b.sh': bytes('b\n') }, () => ({ mode: 0o644 }));

const textOf = async (overlay: Overlay, path: string) => Buffer.from(await overlaidSource(base, overlay).read(path)).toString('latin1');

describe('what a fix did, taken back', () => {
  const fixed = overlayOf([['a.sh', lines('a', 'FIXED', 'c', 'd', 'e', 'f', 'g', 'h')]]);

  it('leaves nothing of it where nothing else was patched', async () => {
    assert.deepEqual(await takeBack(base, fixed, emptyOverlay, fixed), { overlay: emptyOverlay, left: [] });
    const executable = withFileEdit(fixed, 'b.sh', { mode: 0o755 });
    assert.deepEqual(await takeBack(base, executable, fixed, executable), { overlay: fixed, left: [] });
  });

  it('keeps what was edited before and since, in the file and in others', async () => {
    const before = overlayOf([['a.sh', lines('a', 'b', 'c', 'd', 'e', 'f', 'g', 'MINE \xe4')]]);
    const after = withEdit(before, 'a.sh', lines('a', 'FIXED', 'c', 'd', 'e', 'f', 'g', 'MINE \xe4'));
    const now = withEdit(withEdit(after, 'a.sh', lines('a', 'FIXED', 'c', 'd', 'LATER', 'f', 'g', 'MINE \xe4')), 'b.sh', bytes('B\n'));
    const { overlay, left } = await takeBack(base, now, before, after);
    assert.deepEqual(left, []);
    assert.equal(await textOf(overlay, 'a.sh'), 'a\nb\nc\nd\nLATER\nf\ng\nMINE \xe4\n');
    assert.equal(await textOf(overlay, 'b.sh'), 'B\n');
  });

  it('takes back a mode, and keeps the content that was edited since', async () => {
    const after = withFileEdit(emptyOverlay, 'b.sh', { mode: 0o755 });
    const now = withFileEdit(after, 'b.sh', { mode: 0o755, content: bytes('B\n') });
    const { overlay, left } = await takeBack(base, now, emptyOverlay, after);
    assert.deepEqual(left, []);
    assert.deepEqual(
      [...overlay.edits].map(([path, edit]) => [path, Object.keys(edit)]),
      [['b.sh', ['content']]],
    );
    assert.equal(await textOf(overlay, 'b.sh'), 'B\n');
  });

  it('says what it left, as the same lines were edited since, or the file is gone', async () => {
    const now = withEdit(fixed, 'a.sh', lines('a', 'FIXED MORE', 'c', 'd', 'e', 'f', 'g', 'h'));
    assert.deepEqual(await takeBack(base, now, emptyOverlay, fixed), { overlay: now, left: ['a.sh'] });
    const gone = withEdit(fixed, 'a.sh', 'deleted');
    assert.deepEqual(await takeBack(base, gone, emptyOverlay, fixed), { overlay: gone, left: ['a.sh'] });
  });
});
