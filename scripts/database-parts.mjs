/** What the rehearsal's database consists of beside its code, for dist/pglite/: files of PGlite, and a data folder that was set up once. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './bundles.mjs';

export { root };

const source = join(root, 'node_modules/@electric-sql/pglite');

/** @param {string} target folder that gets the files */
export async function copyDatabaseParts(target) {
  await mkdir(target, { recursive: true });
  for (const name of ['pglite.wasm', 'pglite.data', 'initdb.wasm']) await copyFile(join(source, 'dist', name), join(target, name));
  await copyFile(await clusterOf(), join(target, 'cluster.tar.gz'));
}

/** Setting a data folder up takes longer than all else that a rehearsal does: it is done once for each version. */
export async function clusterOf() {
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  const path = join(root, `build/pglite-${version}.tar.gz`);
  if (existsSync(path)) return path;
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create();
  const dump = await pglite.dumpDataDir('gzip');
  await pglite.close();
  await mkdir(join(root, 'build'), { recursive: true });
  // Whole or not at all: another build may ask for it at the same time.
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, new Uint8Array(await dump.arrayBuffer()));
  await rename(fresh, path);
  return path;
}
