import assert from 'node:assert/strict';
import JSZip from 'jszip';
import { sizeTree, type SizeRow } from '../../../src/core/archive/size-tree';
import { packageFolder } from '../../../scripts/sample/files';
import { zipOf } from '../../support/cli';
import { readTree } from '../../support/memory-source';
import { openBytes } from '../../support/archives';

describe('what the folders of an archive take', () => {
  it('adds up to what JSZip unpacks, folder by folder', async () => {
    const bytes = await zipOf(readTree(packageFolder));
    const zip = await JSZip.loadAsync(bytes);
    const { children, total } = sizeTree(await openBytes(bytes));
    const files = Object.values(zip.files).filter(({ dir }) => !dir);
    const sizes = new Map(await Promise.all(files.map(async (file) => [file.name, (await file.async('uint8array')).length] as const)));
    const below = (folder: string) => [...sizes].filter(([path]) => path.startsWith(folder === '' ? '' : `${folder}/`));
    const check = (row: SizeRow): void => {
      const own = row.kind === 'file' ? [[row.path, sizes.get(row.path) ?? -1] as const] : below(row.path);
      assert.equal(row.files, own.length, row.path);
      assert.equal(
        row.size,
        own.reduce((sum, [, size]) => sum + size, 0),
        row.path,
      );
      if (row.kind !== 'folder') return;
      const rows = children(row.path);
      assert.equal(
        rows.reduce((sum, { packed }) => sum + packed, 0),
        row.packed,
        row.path,
      );
      rows.forEach(check);
    };
    check(total);
    assert.equal(total.files, files.length);
  });

  it('lists folders first, and names as JavaScript objects have them', async () => {
    const zip = new JSZip();
    for (const path of ['b.txt', 'a/x', 'a/b/c', 'constructor/__proto__', 'Z']) zip.file(path, 'x', { createFolders: false });
    const { children } = sizeTree(await openBytes(await zip.generateAsync({ type: 'uint8array' })));
    assert.deepEqual(
      children('').map(({ path }) => path),
      ['a', 'constructor', 'Z', 'b.txt'],
    );
    assert.deepEqual(
      children('constructor').map(({ path }) => path),
      ['constructor/__proto__'],
    );
    assert.deepEqual(children('nowhere'), []);
  });
});
