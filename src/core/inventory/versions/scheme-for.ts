import { debian } from './debian';
import { generic } from './generic';
import { pep440 } from './pep440';
import { rpm } from './rpm';
import { semanticVersions } from './semver';
import type { VersionScheme } from './scheme';

const byType: ReadonlyMap<string, VersionScheme> = new Map(
  Object.entries({
    deb: debian,
    rpm,
    npm: semanticVersions,
    cargo: semanticVersions,
    golang: semanticVersions,
    nuget: semanticVersions,
    composer: semanticVersions,
    hex: semanticVersions,
    pypi: pep440,
  }),
);

/** The scheme of a purl type; `generic` for all that have none of their own. */
export const schemeFor = (type: string | undefined): VersionScheme => byType.get(type?.toLowerCase() ?? '') ?? generic;
