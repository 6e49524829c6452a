import type { Node } from 'jsonc-parser';
import { readManifest, type Manifest } from '../package/manifest';
import type { Span } from '../text/span';
import type { ConfigFile } from './config/config';

/** Manifests in other languages than JSON, where one lies. */
const place = /^(?:.*\.zip »\/)?(?:[^/]+\/)?(?:(?:upgrade|release|package)[-_.]?)?manifest\.(ya?ml|toml|xml|properties|ini)$/i;

/** Keys of other things that have the name of a manifest: of clusters, mobile applications, and the web. */
const ofOthers = new Set(['apiVersion', 'kind', 'manifest_version', 'applications', 'start_url']);

/**
 * The manifest that a configuration is by its place, and by telling name and version. `undefined`: it is none. Spans are the file's, as far as the
 * language has them: of a list all its items stand where the list does.
 */
export function manifestIn(path: string, configs: readonly ConfigFile[]): Manifest | undefined {
  const [config, ...others] = configs;
  if (!config || others.length > 0 || !place.test(path)) return undefined;
  const root: Folder = { members: new Map(), key: undefined };
  for (const { key, keySpan, value, valueSpan } of config.entries) put(root, key.split('.'), keySpan, value, valueSpan);
  const [only] = root.members.values();
  const top = root.members.size === 1 && only && 'members' in only ? only : root;
  const has = (...names: readonly string[]): boolean => names.some((name) => top.members.has(name));
  if (!has('name', 'product') || !has('version') || [...top.members.keys()].some((name) => ofOthers.has(name))) return undefined;
  return readManifest(nodeOf(top));
}

interface Leaf {
  readonly key: Span;
  readonly value: unknown;
  readonly at: Span;
}
interface Folder {
  readonly key: Span | undefined;
  readonly members: Map<string, Leaf | Folder>;
}

function put({ members }: Folder, [name = '', ...rest]: readonly string[], key: Span, value: unknown, at: Span): void {
  if (rest.length === 0) {
    if (!members.has(name)) members.set(name, { key, value, at });
    return;
  }
  const known = members.get(name);
  const inner = known && 'members' in known ? known : { key, members: new Map<string, Leaf | Folder>() };
  if (inner !== known) members.set(name, inner);
  put(inner, rest, key, value, at);
}

/** As the reader of JSON would have it: folders of numbers are lists. */
function nodeOf(one: Leaf | Folder): Node {
  if (!('members' in one)) return valueNode(one.value, one.at);
  const members = [...one.members];
  const inner = members.map(([, member]) => nodeOf(member));
  const start = Math.min(...inner.map(({ offset }) => offset));
  const end = Math.max(...inner.map(({ offset, length }) => offset + length));
  const at = { offset: start, length: end - start };
  if (members.every(([name]) => /^\d+$/.test(name))) return { type: 'array', ...at, children: inner };
  const children = members.map(([name, member], index): Node => {
    const value = inner[index] as Node;
    const key = member.key ?? { start, end: start };
    const keyNode: Node = { type: 'string', offset: key.start, length: key.end - key.start, value: name };
    return {
      type: 'property',
      offset: key.start,
      length: Math.max(0, value.offset + value.length - key.start),
      children: [keyNode, value],
    };
  });
  return { type: 'object', ...at, children };
}

function valueNode(value: unknown, { start, end }: Span): Node {
  const at = { offset: start, length: end - start };
  if (Array.isArray(value)) return { type: 'array', ...at, children: value.map((item) => valueNode(item, { start, end })) };
  if (typeof value === 'boolean' || typeof value === 'number')
    return { type: typeof value === 'boolean' ? 'boolean' : 'number', ...at, value };
  if (value === null || value === undefined) return { type: 'null', ...at, value: null };
  return { type: 'string', ...at, value: typeof value === 'string' ? value : JSON.stringify(value) };
}
