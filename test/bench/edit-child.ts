/**
 * Reviews one package in a process of its own, then edits files of it, one after the other, and reviews it after each edit:
 * `edit-child.js FILE TIMES`. Prints milliseconds of work by the kind of file that was edited, the first edit first: it runs code
 * that nothing has made fast yet. `TIMES`: each rule runs that often, as rules of different names.
 */
import { builtInCatalog } from '../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../src/core/catalog/merge';
import { mergeInventories } from '../../src/core/inventory/merge';
import { emptyOverlay, overlaidSource, withEdit } from '../../src/core/patch/overlay';
import { newCache } from '../../src/core/review/cache';
import { reviewPackage } from '../../src/core/review/review';
import { rules } from '../../src/core/rules/index';
import { openPackage } from '../../src/node/open-package';

const kinds: readonly (readonly [kind: string, of: RegExp, typed: string])[] = [
  ['script', /\.sh$/, 'echo "step is done"\n'],
  ['unit', /\.service$/, '# as before\n'],
  ['settings', /\.properties$/, 'product.added = 1\n'],
  ['migration', /\.sql$/, 'ALTER TABLE orders ADD COLUMN added text;\n'],
];

/** Files of each kind that are edited. */
const edits = 7;

async function main(path: string, times: number): Promise<void> {
  const opened = await openPackage(path);
  const many = rules.flatMap((rule) =>
    Array.from({ length: times }, (_, nth) => (nth === 0 ? rule : { ...rule, id: `${rule.id}-${nth}` })),
  );
  const cache = newCache();
  let overlay = emptyOverlay;
  const site = { inventory: mergeInventories([]), catalog: mergeCatalogs([builtInCatalog]), environment: 'production' };
  const review = () => reviewPackage({ source: overlaidSource(opened.source, overlay), ...site, rules: many }, undefined, cache);
  await review();
  const worked: Record<string, number[]> = Object.fromEntries(kinds.map(([kind]) => [kind, []]));
  const files = new Map(kinds.map(([kind, of]) => [kind, opened.source.entries.filter((entry) => of.test(entry.path))]));
  // Kinds take turns, as a person's edits do.
  for (let nth = 0; nth < edits; nth++) {
    for (const [kind, , typed] of kinds) {
      const known = files.get(kind) ?? [];
      const { path: edited } = known[Math.floor((nth * known.length) / edits)] ?? { path: '' };
      const text = Buffer.from(await opened.source.read(edited)).toString();
      overlay = withEdit(overlay, edited, Buffer.from(text + typed));
      cache.files.delete(edited);
      const cpu = process.cpuUsage();
      await review();
      const { user, system } = process.cpuUsage(cpu);
      worked[kind]?.push((user + system) / 1000);
    }
  }
  await opened.close();
  process.stdout.write(JSON.stringify(worked));
}

void main(process.argv[2] ?? '', Number(process.argv[3] ?? 1));
