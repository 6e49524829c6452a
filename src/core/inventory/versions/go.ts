import type { VersionScheme } from './scheme';
import { semanticVersions } from './semver';

/** `v1.22.3`, and the toolchain's own `go1.22rc1`. */
const semantic = (version: string): string => version.replace(/^go(?=\d)/, '').replace(/^(\d+(?:\.\d+){1,2})(rc|beta)(\d+)$/, '$1-$2.$3');

export const go: VersionScheme = {
  id: 'golang',
  isValid: (version) => semanticVersions.isValid(semantic(version)),
  compare: (a, b) => semanticVersions.compare(semantic(a), semantic(b)),
  floor: (version) => semanticVersions.floor(semantic(version)),
};
