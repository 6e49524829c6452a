import type { Node } from 'jsonc-parser';
import { JsonReader, parseJson, spanOf, type JsonFault, type JsonMember } from '../text/json';
import { span, type Span } from '../text/span';

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

export interface Located<T> {
  readonly value: T;
  /** Of the value, quotes included. */
  readonly span: Span;
}

export interface Dependency {
  readonly name: string;
  readonly nameSpan: Span;
  /** The range as written; absent if the manifest gives none. Its span has no quotes where a list names it after the package. */
  readonly range?: Located<string>;
  /** The entry says something of versions that is not read here (`"min": …`, a number): not the same as no range. */
  readonly unclear?: true;
  /** purl type, if given. */
  readonly type?: string;
  /** The only system whose hosts have to have it, as written: `ubuntu`, `rocky el8`. */
  readonly on?: string;
  readonly optional: boolean;
  /** Any of them will do in its place. */
  readonly alternatives?: readonly Dependency[];
  /** Of the whole entry: the value beside the name, or the element of the list. */
  readonly span: Span;
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
      ...read.dependencies(at('dependencies') ?? at('depends')),
      ...['requires', 'requirements', 'prerequisites'].flatMap((name) => read.required(at(name), name)),
      ...read.ofComponents(at('components')),
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

type DependencyDetails = Pick<Dependency, 'range' | 'type' | 'optional' | 'unclear'>;
type Texts<K extends string> = { readonly [P in K]?: Located<string> };

const pathNames = ['path', 'file', 'name'];
/** The strongest first. */
const digestNames = ['sha512', 'sha384', 'sha256', 'sha-256', 'digest', 'checksum', 'hash', 'integrity', 'sha1', 'md5'];

const located = (node: Node): Located<string> => ({ value: String(node.value), span: spanOf(node) });

/** What `requires` asks of hosts rather than of packages. */
const systemNeeds =
  /^(os|arch|architecture|platform|distribution|kernel|cpus?|cores|(min|max)?_?(disk|memory|ram)\w*|dependencies|packages)$/i;

/** Fields of a dependency that leave its version open. */
const saysNoVersion = /^(name|type|optional|description|comment|note|reason|why|source|vendor|url|scope)$/i;

/** Parts into which some vendors sort their dependencies. */
const groupOfDependencies = /^(runtime|required|mandatory|system|packages|libraries|services|external|optional|recommended)$/i;

/** The same for those who only build or test. */
const groupOfOthers = /^(build|dev|devel|development|tests?|docs?)(_?requires|_?dependencies)?$/i;

/** Lists by kind of package, and the purl types of these. */
const kinds: readonly (readonly [names: RegExp, type: string])[] = [
  [/^(debs?|apt|apt-get|dpkg)$/i, 'deb'],
  [/^(rpms?|yum|dnf|zypper)$/i, 'rpm'],
  [/^apk$/i, 'apk'],
  [/^(pip3?|pypi|python3?)$/i, 'pypi'],
  [/^(npm|node|nodejs|yarn)$/i, 'npm'],
  [/^(gems?|ruby|rubygems)$/i, 'gem'],
  [/^(cargo|rust|crates)$/i, 'cargo'],
  [/^(composer|php)$/i, 'composer'],
];

/** Lists by system, and what these install. A release may stand behind it: `ubuntu_common`, `rocky-el8`. */
const systems: readonly (readonly [names: RegExp, type: string])[] = [
  [/^(debian|ubuntu|raspbian|linuxmint)(?![a-z])/i, 'deb'],
  [/^(rhel|red ?hat|centos|rocky|alma|almalinux|fedora|oracle ?linux|ol|amzn|amazon ?linux|sles|suse|opensuse|el)(?![a-z])/i, 'rpm'],
  [/^alpine(?![a-z])/i, 'apk'],
];

const typeFor = (name: string, of: typeof kinds): string | undefined => of.find(([names]) => names.test(name))?.[1];

/** How vendors call the question of a reboot, and what answers it in an object. */
const rebootNames = ['reboot', 'rebootRequired', 'requiresReboot', 'reboot_required', 'requires_reboot', 'needsReboot', 'rebootNeeded'];
const rebootAnswers = ['required', 'needed', 'mode', 'policy', 'value', 'reboot'];

/** How vendors call the versions that a package can upgrade. */
const upgradeFromNames = ['upgradeFrom', 'upgrade_from', 'upgradesFrom', 'upgradableFrom', 'supportedUpgradeFrom', 'supportedFrom'];

const dependencyNames = ['name', 'package', 'id', 'product', 'component', 'artifact'];
const rangeNames = ['range', 'version', 'versionRange', 'version_range', 'versions', 'constraint'];
const least = ['minVersion', 'min_version', 'minimumVersion', 'minimum_version', 'minimum', 'min', 'atLeast'];
const most = ['maxVersion', 'max_version', 'maximumVersion', 'maximum_version', 'maximum', 'max'];

/** The first that is there and says something. */
const firstOf = (members: ReadonlyMap<string, JsonMember> | undefined, names: readonly string[]): Node | undefined =>
  names.map((name) => members?.get(name)?.value).find((node) => node !== undefined && node.type !== 'null');

const looksLikeRange = ({ type, value }: Node): boolean =>
  type === 'string' && /^\s*((\(\s*)?[<>=~^!]|[*xX]\s*$|latest\b|v?\d+(\.(\d+|[xX*]))*\s*($|[-|,<>=]))/.test(String(value));

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

  /** `system`: the one that lists by release are of. */
  dependencies(node: Node | undefined, system?: string): Dependency[] {
    if (node?.type === 'array') return (node.children ?? []).flatMap((element) => this.listed(element));
    const members = this.object(node, '`dependencies`');
    return [...(members ?? [])].flatMap(([name, member]) => this.group(name, member.value, system) ?? this.named(name, member));
  }

  /** What a list by part, kind or system holds; `undefined` if the name is a package's. */
  private group(name: string, node: Node, system: string | undefined): Dependency[] | undefined {
    const ofSystem = typeFor(name, systems);
    const type = ofSystem ?? typeFor(name, kinds);
    const isNamed = groupOfDependencies.test(name) || groupOfOthers.test(name) || type !== undefined;
    const { children = [] } = node;
    const isGroup = node.type === 'array' ? (isNamed || children.length > 0) && !children.some(looksLikeRange) : isNamed && isGroupOf(node);
    const isText = /^(deb|rpm|apk)$/.test(typeFor(name, kinds) ?? '') && isClauses(node);
    if (!isGroup && !isText) return undefined;
    const on = ofSystem !== undefined ? name.replace(/[_-]+/g, ' ').replace(/ (common|all|any)$/i, '') : system && `${system} ${name}`;
    const inner = isText ? this.clauses(node) : this.dependencies(node, ofSystem === undefined ? undefined : on);
    const isOptional = /^(optional|recommended)$/i.test(name) || groupOfOthers.test(name);
    const placed = (dependency: Dependency): Dependency => ({
      ...dependency,
      ...(type !== undefined && dependency.type === undefined && { type }),
      ...(on !== undefined && dependency.on === undefined && { on }),
      optional: dependency.optional || isOptional,
      ...(dependency.alternatives && { alternatives: dependency.alternatives.map(placed) }),
    });
    return inner.map(placed);
  }

  /** Of each part of the product. */
  ofComponents(node: Node | undefined): Dependency[] {
    if (node?.type !== 'array') return [];
    return (node.children ?? []).flatMap((part) =>
      part.type === 'object' ? this.dependencies(this.object(part, '`components`')?.get('dependencies')?.value) : [],
    );
  }

  /** `requires` of other vendors: a list of packages, or packages between what is asked of the system. */
  required(node: Node | undefined, what: string): Dependency[] {
    if (node?.type === 'array') return this.dependencies(node);
    const members =
      (what === 'requires' || node?.type === 'object' ? this.object(node, `\`${what}\``) : undefined) ?? new Map<string, JsonMember>();
    const inner = ['dependencies', 'packages'].flatMap((key) => this.dependencies(members.get(key)?.value));
    const between = [...members].filter(([name, { value }]) => !systemNeeds.test(name) && looksLikeRange(value));
    return [...inner, ...between.flatMap(([name, member]) => this.named(name, member))];
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

  private named(name: string, { key, value }: JsonMember): Dependency | [] {
    return name === '' ? [] : { name, nameSpan: spanOf(key), ...this.entry(name, value), span: spanOf(value) };
  }

  private listed(element: Node): Dependency[] {
    if (element.type === 'string') return this.clauses(element);
    const members = this.object(element, 'an entry of `dependencies`');
    const name = this.text(firstOf(members, dependencyNames), '`name` in `dependencies`');
    if (!members || !name?.value) return [];
    return [{ name: name.value, nameSpan: name.span, ...this.details(members), span: spanOf(element) }];
  }

  /** `openssl`, `openssl >=1.1`, `openssl@^3`, `zfs (>= 2) | zfs-dkms, samba`: one or more, each with alternatives. */
  private clauses(node: Node): Dependency[] {
    const value = String(node.value);
    const whole = spanOf(node);
    // With escapes in it, the text is longer than its value, and only the whole has a known place.
    const inside = (start: number, length: number): Span =>
      whole.end - whole.start === value.length + 2 ? span(whole.start + 1 + start, whole.start + 1 + start + length) : whole;
    return piecesOf(value, /,(?=\s*[a-z@])/gi).flatMap(([clause, at]): Dependency[] => {
      const choices = piecesOf(clause, /(?<!\|)\|(?!\|)(?=\s*[a-z@])/gi).flatMap(([choice, from]): Dependency[] => {
        const [head = '', before = '', name] = /^(\s*)(@?[^\s()<>=~^!@[\]]+)(?:\[[^\]]{0,80}\])?(?:@|\s*)/.exec(choice) ?? [];
        if (name === undefined) return [];
        // What stands behind a semicolon says where pip takes it (PEP 508).
        const [versions = ''] = choice.slice(head.length).split(';', 1);
        const written = versions.trim();
        return [
          {
            name: name.replace(/;$/, ''),
            nameSpan: inside(at + from + before.length, name.length),
            ...(written && { range: { value: written, span: inside(at + from + choice.indexOf(written, head.length), written.length) } }),
            optional: false,
            span: whole,
          },
        ];
      });
      const [first, ...alternatives] = choices;
      return first ? [{ ...first, ...(alternatives.length > 0 && { alternatives }) }] : [];
    });
  }

  private entry(name: string, node: Node): DependencyDetails {
    if (node.type === 'string') return { range: { value: String(node.value), span: spanOf(node) }, optional: false };
    const members = this.object(node, `the dependency "${name.slice(0, 60)}"`);
    if (members) return this.details(members);
    return { optional: false, ...(node.type !== 'null' && { unclear: true }) };
  }

  private details(members: ReadonlyMap<string, JsonMember>): DependencyDetails {
    const range = this.text(firstOf(members, rangeNames), '`version`') ?? between(firstOf(members, least), firstOf(members, most));
    const type = this.text(members.get('type')?.value, '`type`');
    const unclear = !range && [...members].some(([key, { value }]) => value.type !== 'null' && !saysNoVersion.test(key));
    return {
      ...(range && { range }),
      ...(unclear && { unclear }),
      ...(type && { type: type.value }),
      optional: members.get('optional')?.value.value === true,
    };
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

/** Packages by name, and not what one package has to be. */
const isGroupOf = ({ type, children = [] }: Node): boolean =>
  type === 'object' &&
  !children.every(({ children: [key] = [] }) => saysNoVersion.test(String(key?.value))) &&
  !children.some(({ children: [key] = [] }) => [...rangeNames, ...least, ...most, 'type', 'optional'].includes(String(key?.value)));

/** Texts between separators, with where each begins. */
function piecesOf(text: string, separator: RegExp): (readonly [piece: string, start: number])[] {
  let start = 0;
  return text.split(separator).map((piece) => {
    const at = start;
    start += piece.length + 1;
    return [piece, at] as const;
  });
}

/** Names of packages, and not the version of one, nor an answer. */
const isClauses = (node: Node): boolean =>
  node.type === 'string' &&
  /^\s*[a-z@]/i.test(String(node.value)) &&
  !looksLikeRange(node) &&
  !/^\s*(any|all|none|no|yes|required|true|false)\s*$/i.test(String(node.value));

/** `{ "minVersion": "1.1", "maxVersion": "3.9" }` as a range, at the place of its first bound. */
function between(min: Node | undefined, max: Node | undefined): Located<string> | undefined {
  const bounds = [min && ['>=', min], max && ['<=', max]].filter((bound) => bound !== undefined) as [string, Node][];
  const [first] = bounds;
  const isVersion = ([, { type, value }]: [string, Node]): boolean => type === 'string' && /^v?\d[\w.+~-]*$/i.test(String(value).trim());
  if (!first || !bounds.every(isVersion)) return undefined;
  return { value: bounds.map(([sign, { value }]) => `${sign}${String(value).trim()}`).join(' '), span: spanOf(first[1]) };
}

/** Objects and lists matter to no rule as values: their kind is enough. */
const plainValue = (node: Node): unknown => (node.type === 'object' ? {} : node.type === 'array' ? [] : (node.value as unknown));
