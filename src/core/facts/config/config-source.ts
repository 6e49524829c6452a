import { isTestMaterial } from '../../package/test-material';
import type { Manifest } from '../../package/manifest';
import type { ConfigFile } from '../../parse/config/config';
import type { ConfigEntry } from '../../parse/config/contents';
import { languageOf, type ConfigFormat } from '../../parse/config/languages';
import { interfaceLanguage } from '../../parse/interface/parse';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { memo, memoWith } from '../../text/memo';
import type { Span } from '../../text/span';
import { componentOf, isProduct } from '../../catalog/product';
import { baseName, folderWithSlash } from '../../text/path';

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
  readonly format: ConfigFormat;
  /** A script writes or edits a part of the file, and nobody sees the rest. */
  readonly isPart?: true;
  /** It could not be read in whole. */
  readonly isBroken: boolean;
  /** Perhaps parsed again: the forms of many files are not kept. */
  readonly syntax: ConfigFile;
}

/** Data in the formats of configuration, and files that nothing reads in production. */
const noSettings =
  /(^|\/)(locales?|i18n|lang|translations?|schemas?|docs?|examples?|samples?|tests?|fixtures|node_modules)\/|[.-]schema\.[^./]+$|(^|\/)(package(-lock)?|composer|tsconfig)\.json$/i;
const example = /[.-](example|sample|dist)\.[^./]+$/i;

export const isNoSettings = (place: string): boolean => noSettings.test(place) || example.test(place);

/** Whether all that keeps a file from being settings is that it is an example of them. */
export const isExampleOnly = (place: string): boolean => example.test(place) && !noSettings.test(place);

/** A file that holds some settings and is not to be edited. */
export function readOnlySource(
  source: Pick<ConfigSource, 'path' | 'place' | 'text' | 'format' | 'installTo' | 'isPart'> & Pick<ConfigFile, 'entries' | 'sections'>,
): ConfigSource {
  const { entries, sections, ...place } = source;
  const none = (): readonly never[] => [];
  const { format } = source;
  const syntax: ConfigFile = {
    format,
    entries,
    sections,
    faults: [],
    insert: none,
    remove: none,
    rename: none,
    replace: none,
    reread: () => syntax,
  };
  return { ...place, isBroken: false, syntax };
}

/** Values that others override: shipped defaults. What Debian keeps in `/etc/default` are settings. */
export const holdsDefaults = ({ place }: ConfigSource): boolean =>
  !/(^|\/)etc\/default\//.test(place) && /(^|\/)defaults?(\.d)?\/|(^|[/._-])defaults?\.[^./]+$/i.test(place);

/** What is asked of every file, parsed or not. */
const shapeOf = fileFact('config', ({ path, text, syntax: { format, name, faults } }) => ({
  format,
  name,
  isBroken: faults.length > 0,
  describesInterface: interfaceLanguage(path, text) !== undefined,
}));

/** Of files that stay as they are, the same objects as the last time. */
export function configSources(
  subjects: readonly Subject<'config'>[],
  manifest: { readonly path: string; readonly syntax: Manifest } | undefined,
): readonly ConfigSource[] {
  const folder = folderWithSlash(manifest?.path ?? '');
  const entries = [...(manifest?.syntax.config ?? [])].reverse();
  // Of several entries for one file the first counts.
  const byPlace = new Map(entries.map((entry) => [entry.path.value.replace(/^\.?\//, ''), entry]));
  const sources: ConfigSource[] = [];
  for (const subject of subjects) {
    const { path } = subject;
    const place = path.startsWith(folder) ? path.slice(folder.length) : path;
    const source = sourceOf(subject, place, byPlace.get(place));
    if (source) sources.push(source);
  }
  return sources;
}

const sourceOf = memoWith((subject: Subject<'config'>, place: string, listed: ListedFile | undefined): ConfigSource | undefined => {
  if (!listed && isNoSettings(place)) return undefined;
  const { format, name, isBroken, describesInterface } = shapeOf(subject);
  // It makes an image or describes what is offered, and no host reads it.
  if (format === 'dockerfile' || describesInterface) return undefined;
  return {
    path: subject.path,
    place: name ? `${place}/${name}` : place,
    text: subject.text,
    format,
    isBroken,
    ...(listed?.installTo && { installTo: listed.installTo.value }),
    get syntax() {
      return subject.syntax;
    },
  };
});

/** An entry as the file's form of this moment has it: edits know no entries of another one. */
export const ownEntry = ({ entries }: ConfigFile, { key, keySpan }: ConfigEntry): ConfigEntry | undefined =>
  byPlace(entries).get(placeOf(key, keySpan));

const placeOf = (key: string, { start }: Span): string => `${start} ${key}`;

const byPlace = memo(
  (entries: readonly ConfigEntry[]): ReadonlyMap<string, ConfigEntry> =>
    new Map(entries.toReversed().map((entry) => [placeOf(entry.key, entry.keySpan), entry])),
);

type ListedFile = Manifest['config'][number];

/** Files that build, test or describe the product, or pin what it is made of: they steer no host. */
const ofMakers = new RegExp(
  [
    '(^|/)\\.(github|gitlab|circleci|woodpecker|buildkite|devcontainer|husky|tekton|vscode|idea)/',
    '(^|/)biome\\.jsonc?$|(^|/)(action|galaxy|cloudbuild|codecov|dependabot|renovate|appveyor|mkdocs|crowdin)\\.(ya?ml|json5?)$',
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

/** Whether the file's name or folder, or its language, says that it configures the product. */
export function isNamedAfter(source: ConfigSource, product: string): boolean {
  if (languageOf(source.format).servers?.includes(product.toLowerCase())) return true;
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
  if (languageOf(source.format).servers) return true;
  const home = /^\/etc\/([^/]+)\/[^/]/.exec(source.installTo ?? '')?.[1];
  return componentOf(source.place) !== undefined || (home !== undefined && !isProduct(product, home) && !isProduct(home, product));
}
