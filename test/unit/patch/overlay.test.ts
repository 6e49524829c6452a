import assert from 'node:assert/strict';
import { emptyOverlay, overlaidSource, withEdit, withFileEdit, withoutEdit, type Overlay } from '../../../src/core/patch/overlay';
import { patchedPaths } from '../../../src/core/patch/patched-paths';
import type { PackageSource } from '../../../src/core/package/source';

const base: PackageSource = {
  name: 'a.zip',
  entries: [
    { path: 'a', size: 1, mode: 0o644, modified: 5 },
    { path: 'b', size: 1 },
  ],
  read: (path) => Promise.resolve(Buffer.from(path)),
};

describe('overlay', () => {
  it('keeps the mode and the origin of a file whose content is edited again', async () => {
    let overlay = withFileEdit(emptyOverlay, 'a', { mode: 0o755 });
    overlay = withEdit(overlay, 'a', Buffer.from('edited'));
    const source = overlaidSource(base, overlay);
    assert.deepEqual(source.entries, [
      { path: 'a', size: 6, mode: 0o755 },
      { path: 'b', size: 1 },
    ]);
    assert.equal(Buffer.from(await source.read('a', 3)).toString(), 'edi');
    const moded = overlaidSource(base, withFileEdit(emptyOverlay, 'a', { mode: 0o755 }));
    assert.deepEqual(moded.entries[0], { path: 'a', size: 1, mode: 0o755, modified: 5 });
    assert.equal(Buffer.from(await moded.read('a')).toString(), 'a');
  });

  it('lists what differs, a rename under its new path alone', () => {
    const list = (overlay: Overlay) =>
      patchedPaths(overlay, (path) => base.entries.some((entry) => entry.path === path)).map(({ path, status, original, mode }) =>
        [path, status, original ?? '-', mode?.toString(8) ?? ''].join(' ').trimEnd(),
      );
    let overlay = withFileEdit(withEdit(emptyOverlay, 'a', 'deleted'), 'z', { content: Buffer.from('a'), movedFrom: 'a' });
    overlay = withFileEdit(overlay, 'y', { content: Buffer.from('a'), movedFrom: 'a' });
    overlay = withFileEdit(overlay, 'b', { mode: 0o755 });
    assert.deepEqual(list(overlay), ['b modified b 755', 'y added -', 'z renamed a']);
    assert.deepEqual(list(withoutEdit(overlay, 'a')), ['b modified b 755', 'y added -', 'z added -']);
    assert.deepEqual(list(withoutEdit(withoutEdit(overlay, 'y'), 'z')), ['a deleted a', 'b modified b 755']);
  });
});
