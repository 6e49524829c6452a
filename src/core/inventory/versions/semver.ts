import { compare, parse, type SemVer } from 'semver';
import type { VersionScheme } from './scheme';

/** Semantic versions, also written short (`15.8`, `v2`), for which the missing numbers are 0. */
export const semanticVersions: VersionScheme = {
  id: 'semver',
  isValid: (version) => read(version) !== null,
  compare: (a, b) => compare(read(a) ?? '0.0.0', read(b) ?? '0.0.0'),
  floor: (version) => (version.includes('-') ? version : `${full(version)}-0`),
};

const read = (version: string): SemVer | null => parse(full(version));

/** Fills up to three numbers; anything else stays as it is, and `semver` refuses it. */
function full(version: string): string {
  const [, numbers, rest = ''] = /^v?(\d{1,15}(?:\.\d{1,15}){0,2})([-+].*)?$/i.exec(version) ?? [];
  if (numbers === undefined) return version;
  return `${[...numbers.split('.'), '0', '0'].slice(0, 3).join('.')}${rest}`;
}
