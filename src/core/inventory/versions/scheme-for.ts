import { alpine } from './alpine';
import { calendar, isDate } from './calendar';
import { debian } from './debian';
import { dotnet } from './dotnet';
import { gem } from './gem';
import { go } from './go';
import { isJavas, java } from './java';
import { maven } from './maven';
import { openssl } from './openssl';
import { pep440 } from './pep440';
import { plain } from './plain';
import { rpm } from './rpm';
import { semanticVersions } from './semver';
import type { VersionScheme } from './scheme';

const byType: ReadonlyMap<string, VersionScheme> = new Map(
  Object.entries({
    deb: debian,
    rpm,
    // Of Arch: its vercmp orders as rpm's does.
    alpm: rpm,
    apk: alpine,
    npm: semanticVersions,
    cargo: semanticVersions,
    hex: semanticVersions,
    golang: go,
    nuget: dotnet,
    maven,
    gem,
    pypi: pep440,
  }),
);

/** What is installed outside of package managers, with rules of its own. */
const byName: readonly { readonly names: RegExp; readonly scheme: VersionScheme }[] = [
  { names: /^(java|jdk|jre|openjdk|temurin|zulu|corretto|graalvm|java-runtime)([-_]?\d+)?([-_](jdk|jre))?$/i, scheme: java },
  { names: /^(openssl|libssl)$/i, scheme: openssl },
];

/**
 * The scheme of a purl type. For a type that has none the package's name decides, or a form of version that only one scheme
 * has; else `plain`.
 */
export function schemeFor(type: string | undefined, name = '', version = ''): VersionScheme {
  const own = byType.get(type?.toLowerCase() ?? '') ?? byName.find(({ names }) => names.test(name))?.scheme;
  if (own) return own;
  return isJavas(version) ? java : isDate(version) ? calendar : plain;
}
