import assert from 'node:assert/strict';
import { byPath, compareText } from '../../../src/core/text/order';
import { baseName, folderOf } from '../../../src/core/text/path';

describe('paths as text', () => {
  it('have a name and a folder, which may be none', () => {
    const parts = ['etc/app/app.ini', 'app.ini', '/app.ini', 'etc/', ''].map((path) => [folderOf(path), baseName(path)]);
    assert.deepEqual(parts, [['etc/app', 'app.ini'], ['', 'app.ini'], ['', 'app.ini'], ['etc', ''], ['', '']]); // prettier-ignore
  });

  it('are in one order everywhere: that of their code units', () => {
    const ordered = ['B', 'a', 'ab', 'b/a', 'b/ab', 'b0', '\u00e4', '\u{1f600}', '\uffff'];
    assert.deepEqual(ordered.toReversed().sort(compareText), ordered);
    assert.deepEqual(ordered.toReversed().map((path) => ({ path })).sort(byPath), ordered.map((path) => ({ path }))); // prettier-ignore
    assert.equal(compareText('same', 'same'), 0);
  });
});
