import type { SqlInclude } from '../../parse/sql';
import { baseName } from '../../text/path';

/** The name of the included file is written out: no pattern, nothing computed. */
export const isExact = ({ path, computed }: SqlInclude): boolean => !/[*?[]/.test(path) && !(computed && baseName(path).includes('__'));

/**
 * The end of an exact include's path that counts; empty if it can name no file. A file of the package is meant if their paths
 * agree over the length of the shorter one, as `matches` says.
 */
export function tailOf({ path: written, computed }: SqlInclude): readonly string[] {
  const name = baseName(written);
  if (name === '' || name === '.' || name === '..') return [];
  if (written.startsWith('/') && !computed) return [name];
  return tailOfPattern(computed ? written.replace(/_{2,}/g, '*') : written);
}

/** An included file's path may stand for this file of the package. Packages are unpacked anywhere, so the ends of the paths count. */
export function matches({ path: written, computed }: SqlInclude, path: string): boolean {
  if (written.startsWith('/') && !computed && baseName(written) === baseName(path)) return true;
  const tail = tailOfPattern(computed ? written.replace(/_{2,}/g, '*') : written);
  const own = path.split('/').slice(-tail.length);
  if (tail.length === own.length) return tail.every((part, index) => fits(part, own[index] ?? ''));
  return tail.at(-1) !== undefined && tail.slice(-own.length).every((part, index) => fits(part, own[index] ?? ''));
}

/** From the last computed folder on; what is before it may be anything. */
function tailOfPattern(pattern: string): string[] {
  const parts = pattern.split('/').filter((part) => part !== '.' && part !== '..' && part !== '');
  return parts.slice(parts.slice(0, -1).findLastIndex((part) => part.includes('*')) + 1);
}

/** `*` stands for any characters, `?` for one. Remembers only the last `*`, so the work is bounded by the product of the lengths. */
function fits(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let mark = 0;
  for (let index = 0; index < name.length;) {
    if (pattern[at] === '*') {
      star = at++;
      mark = index;
    } else if (pattern[at] === name[index] || pattern[at] === '?') {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
