import type { Node } from 'jsonc-parser';
import { spanOf, type JsonMember } from '../text/json';
import { span, type Span } from '../text/span';
import { between, firstOf, least, most, rangeNames, type Located } from './manifest-ranges';

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

/** What reads objects and texts, and tells of those of an odd type. */
export interface Reader {
  object(node: Node | undefined, what: string): ReadonlyMap<string, JsonMember> | undefined;
  text(node: Node | undefined, what: string): Located<string> | undefined;
}

type DependencyDetails = Pick<Dependency, 'range' | 'type' | 'optional' | 'unclear'>;
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

const dependencyNames = ['name', 'package', 'id', 'product', 'component', 'artifact'];
const looksLikeRange = ({ type, value }: Node): boolean =>
  type === 'string' && /^\s*((\(\s*)?[<>=~^!]|[*xX]\s*$|latest\b|v?\d+(\.(\d+|[xX*]))*\s*($|[-|,<>=]))/.test(String(value));

/** `system`: the one that lists by release are of. */
export function dependenciesOf(read: Reader, node: Node | undefined, system?: string): Dependency[] {
  if (node?.type === 'array') return (node.children ?? []).flatMap((element) => listed(read, element));
  const members = read.object(node, '`dependencies`');
  return [...(members ?? [])].flatMap(([name, member]) => group(read, name, member.value, system) ?? named(read, name, member));
}

/** What a list by part, kind or system holds; `undefined` if the name is a package's. */
function group(read: Reader, name: string, node: Node, system: string | undefined): Dependency[] | undefined {
  const ofSystem = typeFor(name, systems);
  const type = ofSystem ?? typeFor(name, kinds);
  const isNamed = groupOfDependencies.test(name) || groupOfOthers.test(name) || type !== undefined;
  const { children = [] } = node;
  const isGroup = node.type === 'array' ? (isNamed || children.length > 0) && !children.some(looksLikeRange) : isNamed && isGroupOf(node);
  const isText = /^(deb|rpm|apk)$/.test(typeFor(name, kinds) ?? '') && isClauses(node);
  if (!isGroup && !isText) return undefined;
  const on = ofSystem !== undefined ? name.replace(/[_-]+/g, ' ').replace(/ (common|all|any)$/i, '') : system && `${system} ${name}`;
  const inner = isText ? clauses(node) : dependenciesOf(read, node, ofSystem === undefined ? undefined : on);
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
export function componentDependencies(read: Reader, node: Node | undefined): Dependency[] {
  if (node?.type !== 'array') return [];
  return (node.children ?? []).flatMap((part) =>
    part.type === 'object' ? dependenciesOf(read, read.object(part, '`components`')?.get('dependencies')?.value) : [],
  );
}

/** `requires` of other vendors: a list of packages, or packages between what is asked of the system. */
export function requiredDependencies(read: Reader, node: Node | undefined, what: string): Dependency[] {
  if (node?.type === 'array') return dependenciesOf(read, node);
  const members =
    (what === 'requires' || node?.type === 'object' ? read.object(node, `\`${what}\``) : undefined) ?? new Map<string, JsonMember>();
  const inner = ['dependencies', 'packages'].flatMap((key) => dependenciesOf(read, members.get(key)?.value));
  const between = [...members].filter(([name, { value }]) => !systemNeeds.test(name) && looksLikeRange(value));
  return [...inner, ...between.flatMap(([name, member]) => named(read, name, member))];
}

function named(read: Reader, name: string, { key, value }: JsonMember): Dependency | [] {
  return name === '' ? [] : { name, nameSpan: spanOf(key), ...entry(read, name, value), span: spanOf(value) };
}

function listed(read: Reader, element: Node): Dependency[] {
  if (element.type === 'string') return clauses(element);
  const members = read.object(element, 'an entry of `dependencies`');
  const name = read.text(firstOf(members, dependencyNames), '`name` in `dependencies`');
  if (!members || !name?.value) return [];
  return [{ name: name.value, nameSpan: name.span, ...details(read, members), span: spanOf(element) }];
}

/** `openssl`, `openssl >=1.1`, `openssl@^3`, `zfs (>= 2) | zfs-dkms, samba`: one or more, each with alternatives. */
function clauses(node: Node): Dependency[] {
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

function entry(read: Reader, name: string, node: Node): DependencyDetails {
  if (node.type === 'string') return { range: { value: String(node.value), span: spanOf(node) }, optional: false };
  const members = read.object(node, `the dependency "${name.slice(0, 60)}"`);
  if (members) return details(read, members);
  return { optional: false, ...(node.type !== 'null' && { unclear: true }) };
}

function details(read: Reader, members: ReadonlyMap<string, JsonMember>): DependencyDetails {
  const range = read.text(firstOf(members, rangeNames), '`version`') ?? between(firstOf(members, least), firstOf(members, most));
  const type = read.text(members.get('type')?.value, '`type`');
  const unclear = !range && [...members].some(([key, { value }]) => value.type !== 'null' && !saysNoVersion.test(key));
  return {
    ...(range && { range }),
    ...(unclear && { unclear }),
    ...(type && { type: type.value }),
    optional: members.get('optional')?.value.value === true,
  };
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
