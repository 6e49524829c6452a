import assert from 'node:assert/strict';
import { importInventory } from '../../../src/core/inventory/import';
import { matrixOf } from '../../../src/core/inventory/matrix';
import { mergeInventories } from '../../../src/core/inventory/merge';

describe('hosts of an inventory', () => {
  it('stand in the order that people number them in, whatever file names them first', () => {
    const file = (...names: string[]) =>
      importInventory('i.json', JSON.stringify({ environments: [{ name: 'production', hosts: names.map((name) => ({ name })) }] }))
        .inventory;
    const merged = mergeInventories([file('app10', 'db1', 'app1'), file('app2', 'app100')]);
    assert.deepEqual(
      matrixOf([], merged).columns.map(({ host }) => host),
      ['app1', 'app2', 'app10', 'app100', 'db1'],
    );
  });
});
