import { compareLists } from './generic';
import { printedVersion } from './printed';
import type { VersionScheme } from './scheme';
import { compareSuffixes, suffixOf, type Suffix } from './suffix';

/** OpenSSL's versions: letters count its fixes (`1.1.1k` < `1.1.1w` < `1.0.2zg` of its series); `-fips` says how it was built. */
export const openssl: VersionScheme = {
  id: 'openssl',
  isValid: (version) => split(version) !== undefined,
  compare(a, b) {
    const [left, right] = [split(a), split(b)];
    return left && right ? compareLists(left.release, right.release) || compareSuffixes(left.suffix, right.suffix) : Number.NaN;
  },
  floor: (version) => (/^\d+(\.\d+)*$/.test(version) ? `${version}-dev` : version),
};

function split(version: string): { readonly release: readonly number[]; readonly suffix: Suffix } | undefined {
  const [, release, rest = ''] = /^(\d{1,9}(?:\.\d{1,9}){0,3})(?!\d)(.*)$/.exec(printedVersion(version) ?? '') ?? [];
  const suffix = suffixOf(rest.replace(/-(fips|quic\d*)$/i, ''));
  return release === undefined || !suffix ? undefined : { release: release.split('.').map(Number), suffix };
}
