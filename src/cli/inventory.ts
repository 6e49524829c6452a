import { resolve } from 'node:path';
import { importInventory } from '../core/inventory/import';
import { mergeInventories } from '../core/inventory/merge';
import { inventoryJson } from '../core/inventory/to-json';
import { redact } from '../core/text/redact';
import { visible } from '../core/text/visible';
import { writeFileAtomically } from '../node/atomic-write';
import { expandGlob, readSiteFile } from '../node/site-files';
import type { Io } from './io';
import { UsageError } from './options';
import { parseSide } from './side-options';
import { targetOf } from './target';

/** `inventory import FILE|GLOB…`: lists of any known form as one inventory. What cannot be used is told and left out. */
export async function importInventories(args: readonly string[], io: Io): Promise<0 | 2> {
  const { values, positionals } = parseSide('inventory', args, { output: { type: 'string' } });
  const [verb, ...patterns] = positionals;
  if (verb !== 'import' || patterns.length === 0) {
    throw new UsageError('inventory needs files: upgrade-review inventory import dpkg.txt --output .upgrade-review/inventory.json');
  }
  const paths = [...new Set((await Promise.all(patterns.map((pattern) => expandGlob(pattern, io.cwd)))).flat())];
  const target =
    values.output === undefined
      ? undefined
      : await targetOf(
          values.output,
          io.cwd,
          paths.map((path) => ({ kind: 'site', path: resolve(io.cwd, path) })),
        );
  const files = await Promise.all(paths.map((path) => readSiteFile('inventory', path)));
  const imported = files.map(({ path, text }) => importInventory(path, text));
  for (const { path, line, message } of imported.flatMap(({ problems }) => problems)) {
    io.err(`${visible(`${path}:${line + 1}: ${redact(message)}`)}\n`);
  }
  const inventory = mergeInventories(imported.map((each) => each.inventory));
  const text = inventoryJson(inventory);
  if (target === undefined) io.out(text);
  else await writeFileAtomically(target, [new TextEncoder().encode(text)]);
  const isEmpty = inventory.environments.length === 0 && inventory.services.length === 0;
  if (isEmpty) io.err('upgrade-review: nothing in these files could be used\n');
  return isEmpty ? 2 : 0;
}
