import { builtInCatalog } from '../../src/core/catalog/built-in';
import { emptyInventory } from '../../src/core/inventory/inventory';
import type { ReviewRequest } from '../../src/core/review/request';
import { reviewPackage } from '../../src/core/review/review';
import type { Rule } from '../../src/core/rules/rule';
import { memorySource } from './memory-source';

interface Given extends Partial<ReviewRequest> {
  /** What the archive records of every file. */
  readonly modes?: number;
}

/** How sure a rule is of what it finds where: `possible a.xml`, sorted. */
export async function doubted(
  rule: Rule,
  files: Readonly<Record<string, string>>,
  { modes, ...given }: Given = {},
): Promise<readonly string[]> {
  const { findings } = await reviewPackage({
    source: memorySource('package', files, () => (modes === undefined ? {} : { mode: modes })),
    inventory: emptyInventory,
    catalog: builtInCatalog,
    rules: [rule],
    environment: 'production',
    ...given,
  });
  return findings.map(({ confidence, path }) => `${confidence} ${path}`).sort();
}
