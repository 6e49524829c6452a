import assert from 'node:assert/strict';
import { emptyCatalog } from '../../src/core/catalog/catalog';
import { emptyInventory } from '../../src/core/inventory/inventory';
import { newCache } from '../../src/core/review/cache';
import type { FileState } from '../../src/core/review/coverage';
import { reviewPackage, type Review } from '../../src/core/review/review';
import { rules } from '../../src/core/rules/index';
import { memorySource } from './memory-source';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The review of a few files, and what became of each. */
export async function reviewed(files: Files, cache = newCache()): Promise<{ review: Review; states: ReadonlyMap<string, FileState> }> {
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
