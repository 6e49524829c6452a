import { defaultLimits } from '../../src/core/package/limits';
import { emptyCatalog } from '../../src/core/catalog/catalog';
import { emptyInventory } from '../../src/core/inventory/inventory';
import { newCache } from '../../src/core/review/cache';
import { reviewPackage } from '../../src/core/review/review';
import { plannedFiles, type PlannedFile } from '../../src/core/rehearse/order';
import type { RehearsableSystem } from '../../src/core/rehearse/rehearsal';
import { rules } from '../../src/core/rules/index';
import { memorySource } from './memory-source';

/** What a rehearsal would run of a package with these files. */
export async function plannedMigrations(
  files: Readonly<Record<string, string>>,
  system: RehearsableSystem = 'postgresql',
): Promise<readonly PlannedFile[]> {
  const cache = newCache();
  await reviewPackage(
    {
      source: memorySource('p', files),
      inventory: emptyInventory,
      catalog: emptyCatalog,
      rules: rules.filter(({ id }) => id === 'migration/missing-lock'),
      environment: 'production',
      limits: defaultLimits,
    },
    undefined,
    cache,
  );
  return cache.site ? plannedFiles(cache.site, system) : [];
}
