import assert from 'node:assert/strict';
import { importInventory } from '../../../src/core/inventory/import';
import { buildMatrix } from '../../../src/core/inventory/matrix';
import { parseManifest } from '../../../src/core/package/manifest';
import { allRows, isNarrowMatrix, rowGroups } from '../../../src/core/report/matrix-filter';

const inventory = {
  environments: [
    {
      name: 'production',
      hosts: [
        {
          name: 'app1',
          units: [{ name: 'rooms.service' }, { name: 'proxy.service' }],
          packages: [{ name: 'jq', version: '1.5', type: 'deb' }],
        },
        { name: 'app2', units: [{ name: 'rooms.service' }], packages: [{ name: 'jq', version: '1.7', type: 'deb' }] },
        { name: 'spare', packages: [{ name: 'jq', version: '1.7', type: 'deb' }] },
      ],
    },
  ],
  services: [
    { name: 'rooms', units: ['rooms.service'] },
    { name: 'proxy', units: ['proxy.service'] },
    { name: 'paper', units: ['none.service'] },
  ],
};
const manifest = parseManifest('{ "name": "p", "version": "1", "dependencies": { "jq": ">=1.6 <2", "curl": ">=7 <9" } }');
const matrix = buildMatrix('manifest.json', manifest, importInventory('inventory.json', JSON.stringify(inventory)).inventory);

describe('the matrix as people narrow it', () => {
  const told = (filter: Partial<typeof allRows>) =>
    rowGroups(matrix, 'production', { ...allRows, ...filter }).map(({ service, columns, rows }) => ({
      ...(service !== undefined && { service }),
      hosts: columns.map(({ host }) => host).join(' '),
      rows: rows.map(({ dependency, cells }) => `${dependency} ${cells.map(({ version = '-' }) => version).join(' ')}`),
    }));

  it('has all rows and hosts where nothing is wanted', () => {
    assert.ok(!isNarrowMatrix(allRows));
    assert.deepEqual(told({}), [{ hosts: 'app1 app2 spare', rows: ['jq 1.5 1.7 1.7', 'curl - - -'] }]);
  });

  it('has the rows that are in one of the wanted states', () => {
    assert.deepEqual(told({ states: ['missing'] }), [{ hosts: 'app1 app2 spare', rows: ['curl - - -'] }]);
    assert.deepEqual(told({ states: ['unknown'] }), []);
  });

  it('has the hosts of each service with their own cells, hosts of none at the end, and no service without hosts', () => {
    assert.deepEqual(told({ byService: true, states: ['unsatisfied', 'satisfied'] }), [
      { service: 'rooms', hosts: 'app1 app2', rows: ['jq 1.5 1.7'] },
      { service: 'proxy', hosts: 'app1', rows: ['jq 1.5'] },
      { service: '', hosts: 'spare', rows: ['jq 1.7'] },
    ]);
  });
});
