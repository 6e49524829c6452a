import { compareLists } from './generic';
import { printedVersion } from './printed';
import type { VersionScheme } from './scheme';
import { compareSuffixes, suffixOf } from './suffix';

/**
 * Versions of which nobody says by which rules they are made: dotted numbers, which decide in most cases, and what stands
 * behind them where its meaning is known. Two that differ only in something else cannot be compared.
 */
export const plain: VersionScheme = {
  id: 'plain',
  isValid: (version) => split(version) !== undefined,
  compare(a, b) {
    const [left, right] = [split(a), split(b)];
    if (!left || !right) return Number.NaN;
    const byNumbers = compareLists(left.release, right.release);
    if (byNumbers !== 0 || left.rest.toLowerCase() === right.rest.toLowerCase()) return byNumbers;
    const [own, other] = [suffixOf(left.rest), suffixOf(right.rest)];
    return own && other ? compareSuffixes(own, other) : Number.NaN;
  },
  floor: (version) => (split(version)?.rest === '' ? `${version}-dev` : version),
};

function split(version: string): { readonly release: readonly number[]; readonly rest: string } | undefined {
  const [, release, rest = ''] = /^v?(\d{1,15}(?:\.\d{1,15}){0,9})(?![\d:!])(.*)$/i.exec(printedVersion(version) ?? '') ?? [];
  return release === undefined ? undefined : { release: release.split('.').map(Number), rest: rest.replace(/^\.$/, '') };
}
