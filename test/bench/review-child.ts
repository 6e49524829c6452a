/** Reviews one package in a process of its own: `review-child.js FILE`. */
import { mergeCatalogs } from '../../src/core/catalog/merge';
import { builtInCatalog } from '../../src/core/catalog/built-in';
import { mergeInventories } from '../../src/core/inventory/merge';
import { reviewPackage } from '../../src/core/review/review';
import { rules } from '../../src/core/rules/index';
import { openPackage } from '../../src/node/open-package';

async function main(path: string): Promise<void> {
  const started = performance.now();
  const opened = await openPackage(path);
  const { findings } = await reviewPackage({
    source: opened.source,
    inventory: mergeInventories([]),
    catalog: mergeCatalogs([builtInCatalog]),
    rules,
    environment: 'production',
  });
  const took = performance.now() - started;
  const bytes = opened.source.entries.reduce((sum, { size }) => sum + size, 0);
  await opened.close();
  process.stdout.write(JSON.stringify({ took, bytes, files: opened.source.entries.length, findings: findings.length }));
}

void main(process.argv[2] ?? '');
