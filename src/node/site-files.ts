import { readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { roleOfName } from '../core/catalog/site';
import type { SiteFile } from '../core/catalog/site-folder';
import { siteText } from './site-text';
import { codeOf } from './write-trouble';

/** The files of a site folder that have a role; a folder that does not exist has none. */
export async function readSiteFolder(folder: string): Promise<SiteFile[]> {
  const names = await readdir(folder).catch(() => []);
  const found = names.sort().flatMap((name) => {
    const role = roleOfName(name);
    return role ? [readSiteFile(role.id, join(folder, name))] : [];
  });
  return Promise.all(found);
}

/** @throws Error if the file cannot be read or is not text. */
export async function readSiteFile(role: string, path: string): Promise<SiteFile> {
  const found = await stat(path).catch((error: unknown) => {
    throw codeOf(error) === 'ENOENT' ? new Error(`${path} does not exist`) : error;
  });
  if (!found.isFile()) throw new Error(`${path} is not a file`);
  const text = await siteText(await readFile(path)).catch(() => {
    throw new Error(`${path} is compressed, and cannot be unpacked`);
  });
  if (text === undefined) throw new Error(`${path} is not a text file, in UTF-8 or UTF-16`);
  return { role, path, text };
}

/**
 * Files that a path or glob names, ordered.
 * @throws Error if there is none: a misspelt inventory must not pass for an empty one.
 */
export async function expandGlob(pattern: string, cwd: string): Promise<string[]> {
  const { base, isGlob } = picomatch.scan(pattern.split(sep).join('/'));
  if (!isGlob) return [isAbsolute(pattern) ? pattern : join(cwd, pattern)];
  const root = resolve(cwd, base);
  const matches = picomatch(pattern.split(sep).join('/'), { dot: true });
  const names = await readdir(root, { recursive: true }).catch(() => []);
  const found = names
    .map((name) => join(root, name))
    .filter((path) => matches(isAbsolute(pattern) ? path.split(sep).join('/') : relative(cwd, path).split(sep).join('/')));
  if (found.length === 0) throw new Error(`no file matches ${pattern}`);
  return found.sort();
}
