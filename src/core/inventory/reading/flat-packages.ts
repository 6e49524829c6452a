import type { Span } from '../../text/span';
import { span } from '../../text/span';
import type { InstalledPackage, Origin } from '../inventory';
import { parsed } from './documents';
import { isRecord, listOf } from './value';

/**
 * The packages of a list in which each is an object with a name and a version as texts: nothing has to be said of it, so it needs no
 * tree of places. `undefined` for any other. `start` is where the list begins.
 */
export function flatPackages(text: string, start: number, origin: (at: Span) => Origin): InstalledPackage[] | undefined {
  const list = parsed(text);
  const packages: InstalledPackage[] = [];
  let from = 0;
  for (const entry of listOf(list)) {
    if (!isRecord(entry)) return undefined;
    const { name, version, type } = entry;
    if (typeof name !== 'string' || typeof version !== 'string' || (type !== undefined && typeof type !== 'string')) return undefined;
    const words = JSON.stringify(name);
    const found = text.indexOf(words, from);
    if (found < 0) return undefined;
    from = found + words.length;
    packages.push({ name, version, ...(type !== undefined && { type }), origin: origin(span(start + found, start + from)) });
  }
  return Array.isArray(list) ? packages : undefined;
}
