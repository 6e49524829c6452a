import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSite } from '../../core/catalog/site';
import type { SiteFile } from '../../core/catalog/site-folder';
import type { RehearsableSystem } from '../../core/rehearse/rehearsal';
import { environmentOf } from '../../core/inventory/inventory';

const engines: Readonly<Record<RehearsableSystem, RegExp>> = { postgresql: /postgres|^pg/i, mysql: /mysql|maria|percona/i };

export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

/** Bytes; a schema without rows has a few hundred kilobytes. */
const mostBytes = 50_000_000;

/**
 * The schema of production that an inventory names, relative to the inventory's own file. `undefined`: none names one.
 * @throws Error if it cannot be read
 */
export async function schemaOfSite(
  files: readonly SiteFile[],
  environment: string,
  system: RehearsableSystem,
): Promise<SchemaFile | undefined> {
  const databases = environmentOf(readSite(files).inventory, environment)?.databases ?? [];
  const named = databases.find(({ schemaFile, engine = 'postgresql' }) => schemaFile !== undefined && engines[system].test(engine));
  if (named?.schemaFile === undefined) return undefined;
  return readSchema(resolve(dirname(localPath(named.origin?.path ?? '')), named.schemaFile));
}

/** Files of the site have paths on the command line, and addresses in the editor. */
const localPath = (place: string): string => (place.startsWith('file:') ? fileURLToPath(place) : place);

/** @throws Error if it cannot be read, or is no schema by its size */
export async function readSchema(path: string): Promise<SchemaFile> {
  const { size } = await stat(path);
  if (size > mostBytes)
    throw new Error(`${path}: it is too large for a schema: write it with pg_dump --schema-only or mysqldump --no-data`);
  return { path, text: await readFile(path, 'utf8') };
}
