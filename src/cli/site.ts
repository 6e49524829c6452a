import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { siteRoles } from '../core/catalog/roles/index';
import { readSite } from '../core/catalog/site';
import { didYouMean } from '../core/text/nearest';
import { siteFolder, type SiteFile } from '../core/catalog/site-folder';
import { isInside } from '../node/place';
import { expandGlob, readSiteFile, readSiteFolder } from '../node/site-files';
import type { Input } from '../node/write-guard';
import { UsageError, type Options } from './options';

export interface SiteOfRun {
  readonly files: readonly SiteFile[];
  /** The folder that files without a name of their own are read from. */
  readonly folder: string;
  /** Site folders that lie inside a package, and were not believed. */
  readonly passedOver: readonly string[];
}

/**
 * The files that describe the site. None comes from inside a package: the vendor does not describe it.
 * @throws UsageError if one is named that lies there
 */
export async function siteOf(
  { command, site: named, config, environment, packages, baseline, rehearsal }: Options,
  cwd: string,
): Promise<SiteOfRun> {
  const vendors = await foldersOf([...packages, ...(baseline === undefined ? [] : [baseline])], cwd);
  const refuse = async (path: string, what: string): Promise<void> => {
    const vendor = await vendorOf(path, vendors);
    if (vendor !== undefined)
      throw new UsageError(`${what} lies inside the package ${vendor}, which does not describe the site: use a file outside of it`);
  };
  const folder = resolve(cwd, config ?? siteFolder);
  if (config !== undefined && !(await stat(folder).catch(() => undefined))?.isDirectory()) throw new Error(`${folder} is no folder`);
  if (config !== undefined) await refuse(folder, `--config ${config}`);
  if (rehearsal !== undefined) await refuse(resolve(cwd, rehearsal), `--rehearsal ${rehearsal}`);
  const found = await readSiteFolder(folder);
  // Whoever names a folder believes that it is read; only waivers may be begun in an empty one.
  if (config !== undefined && found.length === 0 && command !== 'waive') throw new UsageError(await whyNothing(folder));
  const isPassedOver = (await vendorOf(folder, vendors)) !== undefined;
  const usual = isPassedOver ? [] : found;
  const files: SiteFile[] = [];
  for (const { id } of siteRoles) {
    const patterns = named.get(id) ?? [];
    const paths = new Set((await Promise.all(patterns.map((pattern) => expandGlob(pattern, cwd)))).flat());
    for (const path of paths) {
      await refuse(path, `--${id} ${path}`);
      files.push({ ...(await readSiteFile(id, path)), explicit: true });
    }
    if (patterns.length > 0) continue;
    for (const file of usual.filter(({ role }) => role === id)) {
      await refuse(file.path, file.path);
      files.push(file);
    }
  }
  const known = environment === undefined ? [] : readSite(files).inventory.environments.map(({ name }) => name);
  if (environment !== undefined && known.length > 0 && !known.includes(environment)) {
    throw new UsageError(`no inventory tells of "${environment}"${didYouMean(environment, known)}, only of ${known.join(', ')}`);
  }
  return { files, folder, passedOver: isPassedOver && found.length > 0 ? [folder] : [] };
}

/** All that a run reads, and therefore never writes to. */
export const inputsOf = ({ packages, baseline, rehearsal }: Options, { files, folder }: SiteOfRun, cwd: string): readonly Input[] => [
  ...packages.map((path) => ({ kind: 'package' as const, path: resolve(cwd, path) })),
  ...(baseline === undefined ? [] : [{ kind: 'baseline' as const, path: resolve(cwd, baseline) }]),
  ...(rehearsal === undefined ? [] : [{ kind: 'site' as const, path: resolve(cwd, rehearsal) }]),
  ...files.map(({ path }) => ({ kind: 'site' as const, path: resolve(cwd, path) })),
  { kind: 'site-folder', path: folder },
];

async function whyNothing(folder: string): Promise<string> {
  const below = (await readSiteFolder(join(folder, siteFolder))).length > 0;
  const names = siteRoles.map(({ id }) => `${id}*.json`).join(', ');
  return `${folder} holds nothing that describes the site (${names})${below ? `; did you mean ${join(folder, siteFolder)}?` : ''}`;
}

async function foldersOf(paths: readonly string[], cwd: string): Promise<string[]> {
  const folders: string[] = [];
  for (const path of paths.map((path) => resolve(cwd, path))) {
    if ((await stat(path).catch(() => undefined))?.isDirectory()) folders.push(path);
  }
  return folders;
}

async function vendorOf(path: string, vendors: readonly string[]): Promise<string | undefined> {
  for (const vendor of vendors) if (await isInside(path, vendor)) return vendor;
  return undefined;
}
