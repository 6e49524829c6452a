import assert from 'node:assert/strict';
import { carryOver } from '../../../src/core/patch/carry-over';
import { emptyOverlay, withFileEdit, type FileEdit, type OverlayEdit } from '../../../src/core/patch/overlay';
import { memorySource } from '../../support/memory-source';

describe('patches for another version of a package', () => {
  const before = memorySource('a.zip', { same: '1', changed: '1', gone: '1', mended: '1' });
  const after = memorySource('a.zip', { same: '1', changed: '2', mended: 'mended', came: 'other' });
  const to = (text: string, more: FileEdit = {}): FileEdit => ({ content: Buffer.from(text), ...more });
  const carried = async (path: string, edit: OverlayEdit): Promise<string> => {
    const { overlay, conflicts } = await carryOver(before, after, withFileEdit(emptyOverlay, path, edit));
    return overlay.edits.has(path) ? 'applies' : conflicts.has(path) ? 'conflict' : 'not needed';
  };

  it('apply where their file is the same, and are conflicts where it is another one', async () => {
    assert.equal(await carried('same', to('patched')), 'applies');
    assert.equal(await carried('changed', to('patched')), 'conflict');
    assert.equal(await carried('gone', to('patched')), 'conflict');
    assert.equal(await carried('mended', to('mended')), 'not needed');
    assert.equal(await carried('new', to('new')), 'applies');
    assert.equal(await carried('came', to('new')), 'conflict');
    assert.equal(await carried('came', to('other')), 'not needed');
  });

  it('delete, move and change modes by the same measure', async () => {
    assert.equal(await carried('same', 'deleted'), 'applies');
    assert.equal(await carried('changed', 'deleted'), 'conflict');
    assert.equal(await carried('gone', 'deleted'), 'not needed');
    assert.equal(await carried('moved', to('1', { movedFrom: 'same' })), 'applies');
    assert.equal(await carried('moved', to('1', { movedFrom: 'changed' })), 'conflict');
    assert.equal(await carried('changed', { mode: 0o755 }), 'applies');
    assert.equal(await carried('gone', { mode: 0o755 }), 'conflict');
  });

  it('count by what the archive recorded where the old file can no longer be read', async () => {
    const withCrc = (crc: number, read: () => Promise<Uint8Array>) => ({ name: 'a.zip', entries: [{ path: 'x', size: 1, crc }], read });
    const lost = withCrc(7, () => Promise.reject(new Error('overwritten')));
    const fresh = (crc: number) => withCrc(crc, () => Promise.resolve(Buffer.from('1')));
    const overlay = withFileEdit(emptyOverlay, 'x', to('patched'));
    assert.equal((await carryOver(lost, fresh(7), overlay)).conflicts.size, 0);
    assert.equal((await carryOver(lost, fresh(8), overlay)).conflicts.size, 1);
  });
});
