import type { Node } from 'jsonc-parser';
import { JsonReader, parseJson, spanOf, type JsonFault, type JsonMember } from '../text/json';
import { componentDependencies, dependenciesOf, requiredDependencies, type Dependency } from './manifest-dependencies';
import { between, firstOf, least, most, rangeNames, type Located } from './manifest-ranges';

/** `manifest.json`, read tolerantly; a field that is missing or of an odd type is absent here. */
export interface Manifest {
  readonly product?: Located<string>;
  readonly version?: Located<string>;
  readonly vendor?: Located<string>;
  /** The day of its release, as written. */
  readonly released?: Located<string>;
  readonly upgradeFrom?: Located<string>;
  readonly dependencies: readonly Dependency[];
  /** What hosts have to be. */
  readonly requires: {
    readonly os: readonly Located<string>[];
    readonly arch: readonly Located<string>[];
    readonly diskMb?: Located<number>;
  };
  readonly reboot?: Located<unknown>;
  readonly units: readonly Located<string>[];
  readonly database?: { readonly engine?: Located<string>; readonly version?: Located<string> };
  readonly migrations?: { readonly directory?: Located<string>; readonly runner?: Located<string> };
  readonly config: readonly { readonly path: Located<string>; readonly installTo?: Located<string> }[];
  readonly rollback?: Located<string>;
  /** How long the product stands still, as the vendor announces it. */
  readonly downtimeMinutes?: Located<number>;
  /** What could not be read: broken JSON, fields of an odd type. */
  readonly faults: readonly JsonFault[];
  /** There are more faults than those that are listed. */
  readonly faultsCut: boolean;
  readonly files: readonly ManifestFile[];
}

/** What the vendor says of one file of the package. */
export interface ManifestFile {
  readonly path: Located<string>;
  /** As written: `9f86…`, `sha256:9f86…`, `sha256-n4bQ…`. */
  readonly digest?: Located<string>;
  /** Bytes. */
  readonly size?: Located<number>;
  /** Permissions in octal, as written. */
  readonly mode?: Located<string>;
}

/** Reads `manifest.json` (shape: CONTRACT in the docs; vendors differ). `text` has no byte order mark. Never throws. */
export function parseManifest(text: string): Manifest {
  const { root, faults, faultsCut } = parseJson(text);
  return readManifest(root, [...faults], faultsCut);
}

/** A manifest in whatever language, once it is a tree. `faults`: what the language's reader stumbled over; more are put in. */
export function readManifest(root: Node | undefined, faults: JsonFault[] = [], faultsCut = false): Manifest {
  const read = new ManifestReader(faults);
  const top = root?.type === 'object' ? read.object(root, 'the manifest') : undefined;
  if (root && !top) read.fault('manifest-root', spanOf(root), 'a manifest is an object with "name", "version", "dependencies"');
  const at = (name: string): Node | undefined => top?.get(name)?.value;
  const product = read.text(at('name'), '`name`') ?? read.text(at('product'), '`product`');
  const version = read.text(at('version'), '`version`');
  const vendor = read.text(at('vendor'), '`vendor`');
  const released = read.text(at('released'), '`released`');
  const upgradeFrom = read.range(firstOf(top, upgradeFromNames));
  const reboot = read.reboot(top, at('requires'));
  const rollback = read.text(at('rollback'), '`rollback`');
  const downtime = at('downtimeMinutes');
  const database = read.pair(at('database'), 'database', 'engine', 'version');
  const migrations = read.pair(at('migrations'), 'migrations', 'directory', 'runner');
  return {
    ...(product && { product }),
    ...(version && { version }),
    ...(vendor && { vendor }),
    ...(released && { released }),
    ...(upgradeFrom && { upgradeFrom }),
    dependencies: [
      ...dependenciesOf(read, at('dependencies') ?? at('depends')),
      ...['requires', 'requirements', 'prerequisites'].flatMap((name) => requiredDependencies(read, at(name), name)),
      ...componentDependencies(read, at('components')),
    ],
    requires: read.hosts(at('requires') ?? at('requirements'), at('supportedPlatforms') ?? at('platforms') ?? at('supportedOs')),
    ...(reboot && { reboot: { value: plainValue(reboot), span: spanOf(reboot) } }),
    units: read.texts(at('units'), '`units`', 'name'),
    ...(database && { database }),
    ...(migrations && { migrations }),
    config: read.places(at('config'), 'config', 'installTo'),
    ...(rollback && { rollback }),
    ...(downtime?.type === 'number' && { downtimeMinutes: { value: Number(downtime.value), span: spanOf(downtime) } }),
    files: read.files(at('files') ?? at('checksums') ?? at('digests')),
    faults,
    faultsCut: faultsCut || read.faultsCut,
  };
}

type Texts<K extends string> = { readonly [P in K]?: Located<string> };

const pathNames = ['path', 'file', 'name'];
/** The strongest first. */
const digestNames = ['sha512', 'sha384', 'sha256', 'sha-256', 'digest', 'checksum', 'hash', 'integrity', 'sha1', 'md5'];

const located = (node: Node): Located<string> => ({ value: String(node.value), span: spanOf(node) });

/** How vendors call the question of a reboot, and what answers it in an object. */
const rebootNames = ['reboot', 'rebootRequired', 'requiresReboot', 'reboot_required', 'requires_reboot', 'needsReboot', 'rebootNeeded'];
const rebootAnswers = ['required', 'needed', 'mode', 'policy', 'value', 'reboot'];

/** How vendors call the versions that a package can upgrade. */
const upgradeFromNames = ['upgradeFrom', 'upgrade_from', 'upgradesFrom', 'upgradableFrom', 'supportedUpgradeFrom', 'supportedFrom'];

class ManifestReader extends JsonReader {
  text(node: Node | undefined, what: string): Located<string> | undefined {
    const value = this.string(node, what);
    return node && value !== undefined ? { value, span: spanOf(node) } : undefined;
  }

  /** A range, a list of which each will do, or bounds. */
  range(node: Node | undefined): Located<string> | undefined {
    if (node?.type === 'object') {
      const members = this.object(node, '`upgradeFrom`');
      return between(firstOf(members, least), firstOf(members, most)) ?? this.text(firstOf(members, rangeNames), '`upgradeFrom`');
    }
    if (node?.type !== 'array') return this.text(node, '`upgradeFrom`');
    const each = this.texts(node, '`upgradeFrom`', 'version');
    return each.length > 0 ? { value: each.map(({ value }) => value).join(' || '), span: spanOf(node) } : undefined;
  }

  /** A list of texts, of objects that carry the text under `key`, or a single text. */
  texts(node: Node | undefined, what: string, key: string): Located<string>[] {
    if (node?.type === 'string') return [{ value: String(node.value), span: spanOf(node) }];
    return (this.array(node, what) ?? []).flatMap((element) => {
      const inner = element.type === 'object' ? this.object(element, what)?.get(key)?.value : element;
      return this.text(inner, `an entry of ${what}`) ?? [];
    });
  }

  /** An object of two texts; a lone text is the first. */
  pair<A extends string, B extends string>(node: Node | undefined, what: string, first: A, second: B): Texts<A | B> | undefined {
    if (node?.type === 'string') return this.fields(new Map(), what, [first, second], new Map([[first, node]]));
    const members = this.object(node, `\`${what}\``);
    return members && this.fields(members, what, [first, second]);
  }

  /** Whether hosts reboot, wherever the manifest says so: an answer alone, or an object that holds it. */
  reboot(top: ReadonlyMap<string, JsonMember> | undefined, requires: Node | undefined): Node | undefined {
    const inner = requires?.type === 'object' ? this.object(requires, '`requires`') : undefined;
    const places = ['install', 'installation', 'upgrade'].map((name) => top?.get(name)?.value).filter((node) => node?.type === 'object');
    const found =
      firstOf(top, rebootNames) ??
      firstOf(inner, rebootNames) ??
      places.map((node) => firstOf(this.object(node, 'the manifest'), rebootNames)).find((node) => node !== undefined);
    return found?.type === 'object' ? (firstOf(this.object(found, '`reboot`'), rebootAnswers) ?? found) : found;
  }

  /** A list of objects with a `path` and further texts, or of plain paths. */
  places<K extends string>(node: Node | undefined, what: string, ...keys: K[]): ({ path: Located<string> } & Texts<K>)[] {
    return (this.array(node, `\`${what}\``) ?? []).flatMap((element) => {
      if (element.type === 'string')
        return { path: { value: String(element.value), span: spanOf(element) }, ...this.fields<K>(new Map(), what, []) };
      const members = this.object(element, `an entry of \`${what}\``);
      const path = this.text(members?.get('path')?.value, `\`path\` in \`${what}\``);
      return members && path ? { path, ...this.fields(members, what, keys) } : [];
    });
  }

  /** A list of objects or of plain paths, or an object that has a digest, or more, for each path. */
  files(node: Node | undefined): ManifestFile[] {
    if (node?.type !== 'object')
      return (this.array(node, '`files`') ?? []).flatMap((element) => {
        if (element.type === 'string') return { path: located(element) };
        const members = this.object(element, 'an entry of `files`');
        const path = this.text(members && firstOf(members, pathNames), '`path` in `files`');
        return members && path ? this.file(path, members) : [];
      });
    return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => {
      if (!key || !value) return [];
      if (value.type === 'string') return { path: located(key), digest: located(value) };
      const members = this.object(value, 'an entry of `files`');
      return members ? this.file(located(key), members) : [];
    });
  }

  private file(path: Located<string>, members: ReadonlyMap<string, JsonMember>): ManifestFile {
    const digest = this.text(firstOf(members, digestNames), 'a digest in `files`');
    const bytes = members.get('size')?.value;
    const mode = this.text(members.get('mode')?.value, '`mode` in `files`');
    return {
      path,
      ...(digest && { digest }),
      ...(bytes?.type === 'number' && { size: { value: Number(bytes.value), span: spanOf(bytes) } }),
      ...(mode && { mode }),
    };
  }

  /** Systems and architectures; a single text stands for a list of one. */
  hosts(node: Node | undefined, platforms: Node | undefined): Manifest['requires'] {
    const members = node?.type === 'object' ? this.object(node, '`requires`') : undefined;
    const of = (...names: readonly string[]) => names.flatMap((name) => this.systems(members?.get(name)?.value, `\`${name}\``));
    const disk = members?.get('diskMb')?.value;
    return {
      os: [...of('os'), ...this.systems(platforms, '`platforms`')],
      arch: of('arch', 'architecture'),
      ...(disk?.type === 'number' && { diskMb: { value: Number(disk.value), span: spanOf(disk) } }),
    };
  }

  /** Names of systems, with their versions where these stand beside them: `{ "name": "debian", "versions": ["11", "12"] }`. */
  private systems(node: Node | undefined, what: string): Located<string>[] {
    const elements = node?.type === 'array' ? (node.children ?? []) : node?.type === 'object' ? [node] : [];
    if (elements.length === 0 || !elements.some(({ type }) => type === 'object')) return this.texts(node, what, 'name');
    return elements.flatMap((element): Located<string>[] => {
      if (element.type !== 'object') return [this.text(element, `an entry of ${what}`) ?? []].flat();
      const members = this.object(element, what);
      const name = firstOf(members, ['name', 'os', 'id', 'distribution']);
      if (name?.type !== 'string') return [];
      const said = firstOf(members, ['version', 'versions', 'release']);
      const versions = said?.type === 'array' ? (said.children ?? []) : said ? [said] : [];
      const each = versions.length > 0 ? versions.map(({ value }) => ` ${String(value)}`) : [''];
      return each.map((version) => ({ value: `${String(name.value)}${version}`, span: spanOf(element) }));
    });
  }

  private fields<K extends string>(
    members: ReadonlyMap<string, JsonMember>,
    what: string,
    keys: readonly K[],
    given: ReadonlyMap<string, Node> = new Map(),
  ): Texts<K> {
    const found: { [P in K]?: Located<string> } = {};
    for (const key of keys) {
      const value = this.text(given.get(key) ?? members.get(key)?.value, `\`${key}\` in \`${what}\``);
      if (value) found[key] = value;
    }
    return found;
  }
}

/** Objects and lists matter to no rule as values: their kind is enough. */
const plainValue = (node: Node): unknown => (node.type === 'object' ? {} : node.type === 'array' ? [] : (node.value as unknown));
