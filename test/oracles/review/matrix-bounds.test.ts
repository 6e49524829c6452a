import assert from 'node:assert/strict';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { importInventory } from '../../../src/core/inventory/import';
import { reportFormats } from '../../../src/core/report/formats';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

const count = 5000;
const worst = [4000, 4999];

/** Thousands of dependencies on as many hosts as are asked for; of `worst`, production has another version. */
const reviewed = async (hosts: number, range: (at: number) => string = () => '>=1.0 <2') => {
  const names = Array.from({ length: count }, (_, at) => `d${at}`);
  const dependencies = Object.fromEntries(names.map((name, at) => [name, { range: range(at), type: 'generic' }]));
  const packages = names.map((name, at) => ({ name, version: worst.includes(at) ? '3.0' : '1.1', type: 'generic' }));
  const inventory = {
    environments: [{ name: 'production', hosts: Array.from({ length: hosts }, (_, at) => ({ name: `h${at}`, packages })) }],
  };
  const manifest = { name: 'a', version: '1.0.0', reboot: false, dependencies };
  return reviewPackage({
    source: memorySource('a.zip', { 'manifest.json': Buffer.from(JSON.stringify(manifest)) }),
    inventory: importInventory('inventory.json', JSON.stringify(inventory)).inventory,
    catalog: emptyCatalog,
    rules,
    environment: 'production',
  });
};

describe('a matrix of thousands of dependencies', () => {
  it('shows the worst of them in their order, and counts the others', async () => {
    const { matrix, verdict } = await reviewed(1);
    assert.deepEqual([matrix.rows.length, matrix.more], [2000, { rows: 3000, failing: 0 }]);
    assert.deepEqual(
      matrix.rows.slice(-3).map(({ dependency }) => dependency),
      ['d1997', 'd4000', 'd4999'],
    );
    assert.equal(verdict.decision, 'no-go');
  });

  it('tells how many of the others fail', async () => {
    const { matrix } = await reviewed(1, () => '>=2.0 <3');
    assert.deepEqual(matrix.more, { rows: 3000, failing: 3000 });
  });

  it('is shorter for many hosts', async () => {
    const { matrix } = await reviewed(20);
    assert.deepEqual([matrix.rows.length, matrix.more?.rows], [1000, 4000]);
  });

  it('is said to be cut off in every report that has it', async () => {
    const review = await reviewed(1, () => '>=2.0 <3');
    const context = { generatedAt: '2026-01-01T00:00:00Z', toolVersion: '1.0.0', patched: [], confidence: 'likely' as const };
    for (const format of reportFormats.filter(({ id }) => !['sarif', 'junit', 'codequality'].includes(id)))
      assert.match(format.write(review, context), /3,000 are missing|"failing": 3000/, format.id);
  });

  it('of which nothing can be compared has as many gaps as somebody reads', async () => {
    const { notChecked, verdict } = await reviewed(1, (at) => `the best ${at}`);
    const { what = '', why, decisive } = notChecked.at(-1) ?? {};
    assert.match(what, /^4,00\d more$/);
    assert.deepEqual([why, decisive], ['too many to be listed', true]);
    assert.deepEqual([notChecked.length, verdict.decision], [1001, 'conditions']);
  });
});
