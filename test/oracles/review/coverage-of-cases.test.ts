import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { newCache } from '../../../src/core/review/cache';
import { type FileState } from '../../../src/core/review/coverage';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource, readTree } from '../../support/memory-source';

const cases = join(__dirname, '../../rules');

type Files = Readonly<Record<string, string | Uint8Array>>;

async function reviewed(files: Files, cache = newCache()): Promise<{ review: Review; states: ReadonlyMap<string, FileState> }> {
  const bytes = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)]));
  const source = memorySource('package.zip', bytes, (path) => (path.startsWith('bin/') ? { mode: 0o755 } : {}));
  const review = await reviewPackage(
    { source, inventory: emptyInventory, catalog: emptyCatalog, rules, environment: 'production' },
    undefined,
    cache,
  );
  assert.ok(cache.states);
  return { review, states: cache.states };
}

describe('coverage', () => {
  it('has a state for every file of every case', async () => {
    let files = 0;
    for (const rule of readdirSync(cases)) {
      for (const name of readdirSync(join(cases, rule))) {
        const folder = join(cases, rule, name, 'package');
        if (!existsSync(folder)) continue;
        const tree = readTree(folder);
        const { review, states } = await reviewed(tree);
        assert.deepEqual([...states.keys()].sort(), Object.keys(tree).sort());
        const { reviewed: read, listed, notUnderstood, skipped } = review.coverage;
        assert.equal(read + listed + notUnderstood + skipped, states.size);
        files += states.size;
      }
    }
    assert.ok(files > 500);
  });
});
