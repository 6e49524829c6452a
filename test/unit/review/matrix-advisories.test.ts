import assert from 'node:assert/strict';
import { parseOsv } from '../../../src/core/catalog/parse-osv';
import { importInventory } from '../../../src/core/inventory/import';
import { matrixJson } from '../../../src/core/report/matrix-json';
import { matrixTable, problemStates } from '../../../src/core/report/matrix-table';
import { matrixCsv } from '../../../src/core/report/formats/csv';
import { reviewPackage } from '../../../src/core/review/review';
import { memorySource } from '../../support/memory-source';

const openssl = {
  id: 'DSA-5532-1',
  modified: '2023-10-25T00:00:00Z',
  aliases: ['CVE-2023-5363'],
  affected: [
    {
      package: { ecosystem: 'Debian:12', name: 'openssl' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '3.0.11-1~deb12u2' }] }],
    },
  ],
};

const host = (name: string, version: string, release = '12') => ({
  name,
  os: { id: 'debian', version: release },
  packages: [{ name: 'libssl3', version, type: 'deb' }],
});

const reviewed = async (range: string, advisories: readonly object[] = [openssl]) => {
  const environments = [
    { name: 'production', hosts: [host('app01', '3.0.11-1~deb12u1'), host('app02', '3.0.11-1~deb12u2')] },
    { name: 'staging', hosts: [host('stg01', '3.0.11-1~deb12u1', '13')] },
  ];
  return await reviewPackage({
    source: memorySource('a.zip', {
      'manifest.json': Buffer.from(JSON.stringify({ name: 'a', version: '1.0.0', dependencies: { openssl: range } })),
    }),
    inventory: importInventory('inventory.json', JSON.stringify({ environments })).inventory,
    catalog: parseOsv('catalog.json', JSON.stringify(advisories)).catalog,
    rules: [],
    environment: 'production',
  });
};

describe('advisories in the matrix', () => {
  it('tell of a version that fits and has a known hole, by host and release', async () => {
    const { matrix } = await reviewed('>=3.0 <4');
    assert.deepEqual(
      matrixJson(matrix).matrix[0]?.cells.map(({ host: of, state, advisories }) => [of, state, advisories]),
      [
        ['app01', 'vulnerable', ['CVE-2023-5363']],
        ['app02', 'satisfied', undefined],
        ['stg01', 'satisfied', undefined],
      ],
    );
    assert.equal(matrixTable(matrix, 'production').rows[0]?.state, 'vulnerable');
    assert.ok(problemStates.includes('vulnerable'));
  });

  it('are told beside a version that is too old, which stays what it is', async () => {
    const { matrix, package: named } = await reviewed('>=3.2');
    assert.deepEqual(
      matrix.rows[0]?.cells.map(({ state }) => state),
      ['unsatisfied', 'unsatisfied', 'unsatisfied'],
    );
    const [head = '', first = ''] = matrixCsv(named, matrix).split('\r\n');
    assert.match(head, /,known holes$/);
    assert.match(first, /,not satisfied,manifest\.json,CVE-2023-5363$/);
  });

  it('leave everything as it is where the catalog has none', async () => {
    const { matrix } = await reviewed('>=3.0 <4', []);
    assert.deepEqual(
      matrix.rows[0]?.cells.map(({ state }) => state),
      ['satisfied', 'satisfied', 'satisfied'],
    );
  });
});
