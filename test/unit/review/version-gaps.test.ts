import assert from 'node:assert/strict';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { importInventory } from '../../../src/core/inventory/import';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

describe('versions that cannot be compared', () => {
  const gaps = async (range: string, version: string) => {
    const manifest = { name: 'a', version: '1.0.0', reboot: false, dependencies: { thing: { range, type: 'generic' } } };
    const hosts = [{ name: 'app01', packages: [{ name: 'thing', version, type: 'generic' }], units: [] }];
    const { inventory } = importInventory('inventory.json', JSON.stringify({ environments: [{ name: 'production', hosts }] }));
    const source = memorySource('a.zip', { 'manifest.json': Buffer.from(JSON.stringify(manifest)) });
    const review = await reviewPackage({ source, inventory, catalog: emptyCatalog, rules, environment: 'production' });
    return { decision: review.verdict.decision, lines: review.notChecked.map(({ what, why }) => `${what}: ${why}`) };
  };

  it('are told, and make the verdict conditional', async () => {
    const { decision, lines } = await gaps('>=1.2 <2', 'one_two');
    assert.deepEqual(lines, ['thing on app01: version one_two cannot be compared with >=1.2 <2']);
    assert.equal(decision, 'conditions');
  });

  it('are told of ranges as well', async () => {
    const { lines } = await gaps('whatever is best', '1.3');
    assert.deepEqual(lines, ['the version of thing: "whatever is best" is no range that can be compared']);
  });

  it('are told of hosts with a system that the manifest lists nothing for', async () => {
    const host = (name: string, id: string, type: string) => ({
      name,
      os: { id, version: '9' },
      packages: [{ name: 'zfs', version: '2.1', type }],
      units: [],
    });
    const reviewed = async (dependencies: unknown, hosts = [host('app01', 'debian', 'deb'), host('db01', 'rocky', 'rpm')]) => {
      const { inventory } = importInventory('inventory.json', JSON.stringify({ environments: [{ name: 'production', hosts }] }));
      const manifest = { name: 'a', version: '1.0.0', reboot: false, dependencies };
      const source = memorySource('a.zip', { 'manifest.json': Buffer.from(JSON.stringify(manifest)) });
      const review = await reviewPackage({ source, inventory, catalog: emptyCatalog, rules, environment: 'production' });
      return {
        states: review.matrix.rows.map(({ cells }) => cells.map(({ state }) => state)),
        gaps: review.notChecked.map(({ what, why }) => `${what}: ${why}`),
      };
    };
    assert.deepEqual(await reviewed({ deb: ['zfs (>= 2.0)'] }), {
      states: [['loose', 'exempt']],
      gaps: ['what the package needs on db01: the manifest lists packages for other systems only'],
    });
    // This one has packages of another kind beside its own.
    assert.deepEqual((await reviewed({ rpm: ['zfs >= 2.2'] }, [host('app01', 'debian', 'rpm')])).states, [['unsatisfied']]);
    assert.deepEqual(await reviewed({ deb: ['zfs (>= 2.0)'], rpm: ['zfs >= 2.2'] }), {
      states: [
        ['loose', 'exempt'],
        ['exempt', 'unsatisfied'],
      ],
      gaps: [],
    });
    assert.deepEqual((await reviewed({ 'rocky-el8': ['acl'], 'rocky-el9': ['zfs', 'acl'], debian: ['attr'] })).states, [
      ['exempt', 'exempt'],
      ['exempt', 'loose'],
      ['exempt', 'missing'],
      ['missing', 'exempt'],
    ]);
  });

  it('are not told where they can be', async () => {
    assert.deepEqual(await gaps('>=1.2 <2', '1.3'), { decision: 'go', lines: [] });
  });
});
