import { isTestMaterial } from '../../package/test-material';
import type { Manifest } from '../../package/manifest';
import type { ConfigFile } from '../../parse/config/config';
import { componentOf, isProduct } from '../../catalog/product';
import { baseName } from '../../text/path';

/** A configuration file of the package. */
export interface ConfigSource {
  readonly path: string;
  /**
   * Path below the manifest's folder: an archive's top folder has the product's name and says nothing of the file. One
   * inside of another file lies below that.
   */
  readonly place: string;
  /** Where the manifest says that it goes. */
  readonly installTo?: string;
  readonly text: string;
  readonly syntax: ConfigFile;
}

/** Data in the formats of configuration, and files that nothing reads in production. */
const noSettings =
  /(^|\/)(locales?|i18n|lang|translations?|schemas?|docs?|examples?|samples?|tests?|fixtures|node_modules)\/|[.-](schema|example|sample|dist)\.[^./]+$|(^|\/)(package(-lock)?|composer|tsconfig)\.json$/i;

/** Values that others override: shipped defaults. What Debian keeps in `/etc/default` are settings. */
export const holdsDefaults = ({ place }: ConfigSource): boolean =>
  !/(^|\/)etc\/default\//.test(place) && /(^|\/)defaults?(\.d)?\/|(^|[/._-])defaults?\.[^./]+$/i.test(place);

/** Entries that are held while rules ask for them; of packages with more, files are parsed again. Each takes half a kilobyte. */
const mostHeld = 200_000;

export function configSources(
  subjects: readonly { readonly path: string; readonly text: string; readonly syntax: ConfigFile }[],
  manifest: { readonly path: string; readonly syntax: Manifest } | undefined,
): readonly ConfigSource[] {
  const folder = manifest?.path.slice(0, manifest.path.lastIndexOf('/') + 1) ?? '';
  const entries = [...(manifest?.syntax.config ?? [])].reverse();
  // Of several entries for one file the first counts.
  const byPlace = new Map(entries.map((entry) => [entry.path.value.replace(/^\.?\//, ''), entry]));
  let room = mostHeld;
  return subjects.flatMap((subject) => {
    const { path, text } = subject;
    const place = path.startsWith(folder) ? path.slice(folder.length) : path;
    const listed = byPlace.get(place);
    if (!listed && noSettings.test(place)) return [];
    const { syntax } = subject;
    room -= syntax.entries.length;
    const source = {
      path,
      place: syntax.name ? `${place}/${syntax.name}` : place,
      text,
      ...(listed?.installTo && { installTo: listed.installTo.value }),
    };
    if (room > 0) return [{ ...source, syntax }];
    return [
      {
        ...source,
        get syntax() {
          return subject.syntax;
        },
      },
    ];
  });
}

/** Files that build, test or describe the product, or pin what it is made of: they steer no host. */
const ofMakers = new RegExp(
  [
    '(^|/)\\.(github|gitlab|circleci|woodpecker|buildkite|devcontainer|husky|tekton|vscode|idea)/',
    '(^|/)(action|galaxy|cloudbuild|codecov|dependabot|renovate|appveyor|mkdocs|crowdin)\\.(ya?ml|json5?)$',
    '(^|/)\\.(gitlab-ci|travis|drone|cirrus|appveyor|codecov|pre-commit-config|readthedocs|goreleaser|golangci|eslintrc|prettierrc|releaserc)(\\.[^/]+)?$',
    '(^|/)(azure|bitbucket)-pipelines[^/]*\\.ya?ml$|(^|/)jenkinsfile',
    '(^|/)[^/]*[.-]lock(\\.[^/]+)?$|(^|/)(npm-shrinkwrap|packages\\.lock)\\.json$',
    '(^|/)(package|composer|metadata|tsconfig[^/]*|turbo|lerna|nx)\\.json$|(^|/)(chart\\.ya?ml|pyproject\\.toml|cargo\\.toml|setup\\.cfg|tox\\.ini|pom\\.xml)$',
    '(^|/)(messages|strings|translations?|locale)[_.-][a-z]{2}([_-][a-z]{2})?\\.[^/]+$|(^|/)l10n/',
  ].join('|'),
  'i',
);

/** Whether the file is read by hosts that run the product, as far as its place tells. */
export const steersHosts = ({ place }: ConfigSource): boolean => !ofMakers.test(place) && !isTestMaterial(place);

/** Whether the file's name or folder says that it configures the product. */
export function isNamedAfter(source: ConfigSource, product: string): boolean {
  const names = `${source.place}/${source.installTo ?? ''}`.split('/').filter(Boolean);
  return componentOf(source.place) === product || isMainFile(source, product) || names.some((name) => isProduct(product, name));
}

/** Its own name is the product's, or the first part of it: `dten.yaml` of `dten-platform`. */
export function isMainFile({ place }: ConfigSource, product: string): boolean {
  const stem = baseName(place).replace(/\.[^.]*$/, '');
  return isProduct(stem, product);
}

/** Whether a file of the product's own package configures something else: `postgresql.conf`, or what goes to `/etc/nginx`. */
export function isForeign(source: ConfigSource, product: string): boolean {
  if (isNamedAfter(source, product)) return false;
  const home = /^\/etc\/([^/]+)\/[^/]/.exec(source.installTo ?? '')?.[1];
  return componentOf(source.place) !== undefined || (home !== undefined && !isProduct(product, home) && !isProduct(home, product));
}
