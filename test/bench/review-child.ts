/** Reviews one package in a process of its own, and again after an edit: `review-child.js FILE`. `worked`: milliseconds of processors, collector included. */
import { newCache } from '../../src/core/review/cache';
import { mergeCatalogs } from '../../src/core/catalog/merge';
import { builtInCatalog } from '../../src/core/catalog/built-in';
import { mergeInventories } from '../../src/core/inventory/merge';
import { reviewPackage } from '../../src/core/review/review';
import { rules } from '../../src/core/rules/index';
import { openPackage } from '../../src/node/open-package';

async function main(path: string): Promise<void> {
  const started = performance.now();
  const before = process.cpuUsage();
  const opened = await openPackage(path);
  const request = {
    source: opened.source,
    inventory: mergeInventories([]),
    catalog: mergeCatalogs([builtInCatalog]),
    rules,
    environment: 'production',
  };
  const cache = newCache();
  const { findings } = await reviewPackage(request, undefined, cache);
  const took = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  globalThis.gc?.();
  const kept = process.memoryUsage().heapUsed;
  cache.files.delete(opened.source.entries.find((entry) => entry.path.endsWith('.sh'))?.path ?? '');
  const edited = performance.now();
  await reviewPackage(request, undefined, cache);
  const again = performance.now() - edited;
  const bytes = opened.source.entries.reduce((sum, { size }) => sum + size, 0);
  await opened.close();
  process.stdout.write(
    JSON.stringify({
      took,
      worked: (user + system) / 1000,
      again,
      kept,
      bytes,
      files: opened.source.entries.length,
      findings: findings.length,
    }),
  );
}

void main(process.argv[2] ?? '');
