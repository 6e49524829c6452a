/** Compares the files of two packages in a process of its own: `compare-child.js OLD NEW`. */
import { compareEntries } from '../../src/core/compare/entries';
import { openPackage } from '../../src/node/open-package';

async function main(older: string, newer: string): Promise<void> {
  const started = performance.now();
  const [before, after] = [await openPackage(older), await openPackage(newer)];
  const changes = await compareEntries(before.source, after.source);
  const took = performance.now() - started;
  await before.close();
  await after.close();
  process.stdout.write(JSON.stringify({ took, changes: changes.length, entries: after.source.entries.length }));
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
