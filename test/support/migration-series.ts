import { builtInCatalog } from '../../src/core/catalog/built-in';
import { emptyInventory } from '../../src/core/inventory/inventory';
import type { ReviewRequest } from '../../src/core/review/request';
import { reviewPackage } from '../../src/core/review/review';
import { missingLock } from '../../src/core/rules/migration/missing-lock';
import { memorySource } from './memory-source';

export const requestOf = (files: Readonly<Record<string, string>>): ReviewRequest => ({
  source: memorySource('package', files),
  inventory: emptyInventory,
  catalog: builtInCatalog,
  rules: [missingLock],
  environment: 'production',
});

/** Files of one folder that nobody runs, by their names. */
export const versions = (names: readonly string[], folder = 'schema/'): Record<string, string> =>
  Object.fromEntries(names.map((name, index) => [`${folder}${name}`, `ALTER TABLE t${index} ADD COLUMN a int;\n`]));

export const reported = async (files: Readonly<Record<string, string>>) => (await reviewPackage(requestOf(files))).findings;
