import assert from 'node:assert/strict';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import type { Waiver } from '../../../src/core/catalog/waiver';
import { fixPackage, reviewerOf } from '../../../src/core/fix/fix-package';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { emptyOverlay } from '../../../src/core/patch/overlay';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

const script = '#!/bin/sh\nset -e\nchmod 777 /opt/dten/run\n';

describe('fixes of a whole package', () => {
  it('leave as it is what is waived', async () => {
    const source = memorySource('a.zip', { 'a.sh': Buffer.from(script), 'b.sh': Buffer.from(script) });
    const waived: Waiver = {
      rule: 'script/world-writable',
      path: 'a.sh',
      reason: 'only one user is on the host',
      owner: 'team-rooms',
      until: '2027-01-31',
      authority: 'security',
      origin: { path: 'waivers.json', line: 0, span: { start: 0, end: 0 } },
    };
    const fixed = async (waivers: readonly Waiver[]) => {
      const request = { source, inventory: emptyInventory, catalog: emptyCatalog, rules, environment: 'production', waivers };
      const review = reviewerOf({ ...request, now: Date.parse('2026-12-01') });
      const { overlay } = await fixPackage(source, review, emptyOverlay, ({ rule }) => rule === 'script/world-writable');
      return [...overlay.edits.keys()].sort();
    };
    assert.deepEqual(await fixed([]), ['a.sh', 'b.sh']);
    assert.deepEqual(await fixed([waived]), ['b.sh']);
  });
});
