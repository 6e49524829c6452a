import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { md } from '../../../src/core/report/formats/md';
import { reviewPackage } from '../../../src/core/review/review';
import { memorySource } from '../../support/memory-source';

describe('report of a patched package', () => {
  it('says why it was patched, as text and never as markup', async () => {
    const source = memorySource('a.zip', { 'a.txt': 'a' });
    const review = await reviewPackage({
      source,
      inventory: emptyInventory,
      catalog: builtInCatalog,
      rules: [],
      environment: 'production',
    });
    const context = { generatedAt: '2026-01-01T00:00:00Z', toolVersion: '0.0.0' };
    const patchReason = 'INC-4711 | see <b>wiki</b>\nsecond line';
    const report = md.write(review, { ...context, patched: ['a.txt'], patchReason });
    assert.ok(report.includes('| Reason of the patches | INC-4711 &#124; see &lt;b\\>wiki&lt;/b\\> second line |\n'), report);
    assert.doesNotMatch(md.write(review, { ...context, patched: [], patchReason }), /Reason of the patches/);
    assert.doesNotMatch(md.write(review, { ...context, patched: ['a.txt'] }), /Reason of the patches/);
  });
});
