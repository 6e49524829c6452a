import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { clusterOf, root } from '../../scripts/database-parts.mjs';
import type { ScratchDatabase } from '../../src/core/rehearse/database';
import { keeper } from '../../src/core/rehearse/keeper';
import { postgresql } from '../../src/core/rehearse/postgresql';
import { rehearse } from '../../src/core/rehearse/rehearse';
import { openPglite } from '../../src/node/rehearse/pglite';
import type { DatabaseParts } from '../../src/node/rehearse/protocol';
import type { Rehearse } from '../../src/node/rehearse/rehearser';

const pglite = join(root, 'node_modules/@electric-sql/pglite/dist');
const compiled = (name: string) => WebAssembly.compile(readFileSync(join(pglite, name)));

let loading: Promise<DatabaseParts> | undefined;

async function load(): Promise<DatabaseParts> {
  const [program, setUp, cluster] = await Promise.all([compiled('pglite.wasm'), compiled('initdb.wasm'), clusterOf()]);
  return { program, setUp, shared: readFileSync(join(pglite, 'pglite.data')), cluster: gunzipSync(readFileSync(cluster)) };
}

/** An empty database in this process. */
export const scratchDatabase = async (): Promise<ScratchDatabase> => openPglite(await (loading ??= load()));

/** A rehearsal in this process: nothing ends what does not end by itself. */
export const rehearseHere: Rehearse = async (files, { progress } = {}) => {
  const kept = keeper(files);
  await rehearse(files, {
    system: postgresql,
    open: scratchDatabase,
    clock: () => performance.now(),
    tell(event) {
      kept.take(event);
      if (event.kind === 'at') progress?.(event.done, event.total, event.place);
    },
  });
  return { rehearsal: kept.rehearsal(undefined, 0), memory: 0 };
};
