import assert from 'node:assert/strict';
import { importInventory } from '../../../src/core/inventory/import';
import { matrixTable, tableStates, type MatrixTable } from '../../../src/core/report/matrix-table';
import { reviewPackage } from '../../../src/core/review/review';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { memorySource } from '../../support/memory-source';

const host = (name: string, packages: Readonly<Record<string, string>>) => ({
  name,
  packages: Object.entries(packages).map(([of, version]) => ({ name: of, version, type: 'generic' })),
});

async function tableOf(dependencies: Readonly<Record<string, unknown>>, environments: readonly unknown[]): Promise<MatrixTable> {
  const { matrix } = await reviewPackage({
    source: memorySource('a.zip', { 'manifest.json': Buffer.from(JSON.stringify({ name: 'a', version: '1.0.0', dependencies })) }),
    inventory: importInventory('inventory.json', JSON.stringify({ environments })).inventory,
    catalog: emptyCatalog,
    rules: [],
    environment: 'production',
  });
  return matrixTable(matrix, 'production');
}

/** Version and state of each cell of a row. */
const unpacked = ({ versions, rows }: MatrixTable, row: number): string[] =>
  (rows[row]?.cells ?? []).map((cell) =>
    `${versions[Math.floor(cell / tableStates.length)]} ${tableStates[cell % tableStates.length]}`.trim(),
  );

describe('the matrix as a table', () => {
  it('tells what one host lacks and another has from what all lack', async () => {
    const table = await tableOf({ redis: { range: '>=7 <8', type: 'generic' }, kafka: { range: '>=3', type: 'generic' } }, [
      { name: 'production', hosts: [host('app01', { redis: '7.2.1' }), host('db01', { openssl: '3.0' })] },
      { name: 'staging', hosts: [host('stg01', { openssl: '3.0' })] },
    ]);
    assert.deepEqual(unpacked(table, 0), ['7.2.1 satisfied', 'elsewhere', 'missing']);
    assert.deepEqual(unpacked(table, 1), ['missing', 'missing', 'missing']);
    assert.deepEqual(
      table.rows.map(({ dependency, required, state }) => [dependency, required, state]),
      [
        ['redis', '>=7 <8', 'satisfied'],
        ['kafka', '>=3', 'missing'],
      ],
    );
  });

  it('holds each version once', async () => {
    const hosts = Array.from({ length: 50 }, (_, at) => host(`h${at}`, { redis: at % 2 ? '7.2.1' : '6.0' }));
    const table = await tableOf({ redis: { range: '>=7', type: 'generic' } }, [{ name: 'production', hosts }]);
    assert.deepEqual(table.versions, ['', '6.0', '7.2.1']);
    assert.deepEqual(unpacked(table, 0).slice(0, 2), ['6.0 unsatisfied', '7.2.1 loose']);
    assert.equal(table.rows[0]?.state, 'unsatisfied');
  });
});
