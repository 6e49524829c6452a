import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const fixtures = join(__dirname, '../../test/fixtures');

/** Sources of the sample package and of the site that reviews it. */
export const packageFolder = join(fixtures, 'full-upgrade-package-dten');
export const siteSourceFolder = join(fixtures, 'site');

/** Files below a folder: relative, with `/`, ordered by code unit so that every system gives the same order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path).split(sep).join('/'))
    .sort();
}
