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
  alike: (version, bound) => {
    const [own, other] = [split(version), split(bound)];
    return own && other?.rest === '' && revision.test(own.rest) ? own.release.join('.') : version;
  },
  floor: (version) => (split(version)?.rest === '' ? `${version}-dev` : version),
};

/** `-91-generic`, `-513.el8.x86_64`, `-0ubuntu0.22.04.1`: how often a distribution has built it, which leaves the version as it is. */
const revision = /^-\d[\w.+-]*(?:ubuntu|deb|el|fc|amzn|suse|generic|amd64|arm64|x86_64)[\w.+-]*$/i;

function split(version: string): { readonly release: readonly number[]; readonly rest: string } | undefined {
  const [, release, rest = ''] = /^v?(\d{1,15}(?:\.\d{1,15}){0,9})(?![\d:!])(.*)$/i.exec(printedVersion(version) ?? '') ?? [];
  return release === undefined ? undefined : { release: release.split('.').map(Number), rest: rest.replace(/^\.$/, '') };
}
