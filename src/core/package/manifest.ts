import type { Node } from 'jsonc-parser';
import { JsonReader, parseJson, spanOf, type JsonFault, type JsonMember } from '../text/json';
import type { Span } from '../text/span';

/** `manifest.json`, read tolerantly; a field that is missing or of an odd type is absent here. */
export interface Manifest {
  readonly product?: Located<string>;
  readonly version?: Located<string>;
  readonly vendor?: Located<string>;
  readonly upgradeFrom?: Located<string>;
  readonly dependencies: readonly Dependency[];
  readonly reboot?: Located<unknown>;
  readonly units: readonly Located<string>[];
  readonly database?: { readonly engine?: Located<string>; readonly version?: Located<string> };
  readonly migrations?: { readonly directory?: Located<string>; readonly runner?: Located<string> };
  readonly config: readonly { readonly path: Located<string>; readonly installTo?: Located<string> }[];
  readonly rollback?: Located<string>;
  /** What could not be read: broken JSON, fields of an odd type. */
  readonly faults: readonly JsonFault[];
  readonly files: readonly { readonly path: Located<string>; readonly sha256?: Located<string>; readonly mode?: Located<string> }[];
}

export interface Located<T> {
  readonly value: T;
  /** Of the value, quotes included. */
  readonly span: Span;
}

export interface Dependency {
  readonly name: string;
  readonly nameSpan: Span;
  /** The range as written; absent if the manifest gives none. */
  readonly range?: Located<string>;
  /** purl type, if given. */
  readonly type?: string;
  readonly optional: boolean;
  /** Of the whole entry: the value beside the name, or the element of the list. */
  readonly span: Span;
}

/** Reads `manifest.json` (shape: CONTRACT in the docs; vendors differ). `text` has no byte order mark. Never throws. */
export function parseManifest(text: string): Manifest {
  const { root, faults } = parseJson(text);
  const read = new ManifestReader(faults);
  const top = read.object(root, 'the manifest');
  const at = (name: string): Node | undefined => top?.get(name)?.value;
  if (root?.type === 'null') read.fault('json-type', spanOf(root), 'the manifest should be an object, and is null');
  const product = read.text(at('name'), '`name`') ?? read.text(at('product'), '`product`');
  const version = read.text(at('version'), '`version`');
  const vendor = read.text(at('vendor'), '`vendor`');
  const upgradeFrom = read.text(at('upgradeFrom'), '`upgradeFrom`');
  const reboot = at('reboot');
  const rollback = read.text(at('rollback'), '`rollback`');
  const database = read.pair(at('database'), 'database', 'engine', 'version');
  const migrations = read.pair(at('migrations'), 'migrations', 'directory', 'runner');
  return {
    ...(product && { product }),
    ...(version && { version }),
    ...(vendor && { vendor }),
    ...(upgradeFrom && { upgradeFrom }),
    dependencies: read.dependencies(at('dependencies')),
    ...(reboot && reboot.type !== 'null' && { reboot: { value: plainValue(reboot), span: spanOf(reboot) } }),
    units: read.texts(at('units'), '`units`', 'name'),
    ...(database && { database }),
    ...(migrations && { migrations }),
    config: read.places(at('config'), 'config', 'installTo'),
    ...(rollback && { rollback }),
    files: read.places(at('files'), 'files', 'sha256', 'mode'),
    faults,
  };
}

type DependencyDetails = Pick<Dependency, 'range' | 'type' | 'optional'>;
type Texts<K extends string> = { readonly [P in K]?: Located<string> };

class ManifestReader extends JsonReader {
  text(node: Node | undefined, what: string): Located<string> | undefined {
    const value = this.string(node, what);
    return node && value !== undefined ? { value, span: spanOf(node) } : undefined;
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
    if (node?.type === 'string') return this.fields(new Map(), what, [first, second], { [first]: node });
    const members = this.object(node, `\`${what}\``);
    return members && this.fields(members, what, [first, second]);
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

  dependencies(node: Node | undefined): Dependency[] {
    if (node?.type === 'array') return (node.children ?? []).flatMap((element) => this.listed(element) ?? []);
    const members = this.object(node, '`dependencies`');
    return [...(members ?? [])].map(([name, { key, value }]) => ({
      name,
      nameSpan: spanOf(key),
      ...this.entry(name, value),
      span: spanOf(value),
    }));
  }

  private listed(element: Node): Dependency | undefined {
    if (element.type === 'string') {
      // `openssl`, `openssl >=1.1`, `openssl (>= 1.1)`
      const [, name, range = ''] = /^\s*([^\s()<>=~^!]+)(.*)$/s.exec(String(element.value)) ?? [];
      const at = spanOf(element);
      if (name === undefined) return undefined;
      return { name, nameSpan: at, ...(range.trim() && { range: { value: range.trim(), span: at } }), optional: false, span: at };
    }
    const members = this.object(element, 'an entry of `dependencies`');
    const name = this.text(members?.get('name')?.value, '`name` in `dependencies`');
    if (!members || !name) return undefined;
    return { name: name.value, nameSpan: name.span, ...this.details(members), span: spanOf(element) };
  }

  private entry(name: string, node: Node): DependencyDetails {
    if (node.type === 'string') return { range: { value: String(node.value), span: spanOf(node) }, optional: false };
    return this.details(this.object(node, `the dependency "${name.slice(0, 60)}"`) ?? new Map());
  }

  private details(members: ReadonlyMap<string, JsonMember>): DependencyDetails {
    const range = this.text(members.get('range')?.value, '`range`') ?? this.text(members.get('version')?.value, '`version`');
    const type = this.text(members.get('type')?.value, '`type`');
    return { ...(range && { range }), ...(type && { type: type.value }), optional: members.get('optional')?.value.value === true };
  }

  private fields<K extends string>(
    members: ReadonlyMap<string, JsonMember>,
    what: string,
    keys: readonly K[],
    given: { readonly [name: string]: Node } = {},
  ): Texts<K> {
    const found: { [P in K]?: Located<string> } = {};
    for (const key of keys) {
      const value = this.text(given[key] ?? members.get(key)?.value, `\`${key}\` in \`${what}\``);
      if (value) found[key] = value;
    }
    return found;
  }
}

/** Objects and lists matter to no rule as values: their kind is enough. */
const plainValue = (node: Node): unknown => (node.type === 'object' ? {} : node.type === 'array' ? [] : (node.value as unknown));
