import { span, type Span } from '../../text/span';
import type { ConfigEntry, ConfigSection } from './contents';
import { joined } from './paths';
import type { XmlAttribute, XmlNode } from './xml-tree';
import { groupBy } from '../../text/groups';

/** What an entry of an XML file is written in. */
export interface XmlMember {
  readonly kind: 'property' | 'element' | 'attribute';
  readonly node: XmlNode;
  /** The key as written, where it can be given another one. */
  readonly nameSpan: Span;
  /** Key of what holds it. */
  readonly home: string;
}

export interface XmlKeys {
  readonly members: Map<ConfigEntry, XmlMember>;
  readonly sections: ConfigSection[];
}

/** Roots that say that a file is configuration, and not of what. */
const plainRoot = /^(configuration|config|conf|settings|properties|options|preferences|root|beans)$/i;

/** Elements that are a key and a value, whatever they are called. */
const pairName = /^(property|prop|param|parameter|add|entry|setting|option|env|variable|system-?property)$/i;

const besides = /^(description|final|type|source|comment)$/i;

/** Elements and attributes as dotted keys; a pair of name and value as the key that it means. */
export function xmlKeys(text: string, root: XmlNode | undefined): XmlKeys {
  const keys: XmlKeys = { members: new Map(), sections: [] };
  if (!root) return keys;
  const pair = pairOf(text, root);
  if (pair) addPair(root, pair, '', keys);
  else visit(text, root, plainRoot.test(root.name) ? '' : root.name, '', keys);
  return keys;
}

interface Pair {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/** `<add key="a" value="b"/>`, `<entry key="a">b</entry>`, `<property><name>a</name><value>b</value></property>`. */
function pairOf(text: string, node: XmlNode): Pair | undefined {
  const { attributes, children } = node;
  const key = attributes.find(({ name }) => name === 'key') ?? attributes.find(({ name }) => name === 'name');
  if (key && pairName.test(node.name)) {
    const value = attributes.find(({ name }) => name === 'value');
    const named = { name: key.value, nameSpan: innerSpan(key) };
    if (value) return { ...named, value: value.value, valueSpan: value.valueSpan };
    const [only] = children;
    if (children.length === 0) return node.span.end === node.inside.end ? undefined : { ...named, ...textOf(text, node) };
    return children.length === 1 && only?.name === 'value' && only.children.length === 0 ? { ...named, ...textOf(text, only) } : undefined;
  }
  const names = children.filter(({ name }) => /(^|-)(name|key)$/i.test(name));
  const values = children.filter(({ name }) => /(^|-)value$/i.test(name));
  const [name, value] = [names[0], values[0]];
  const others = children.some((child) => child !== name && child !== value && !besides.test(child.name));
  if (!name || !value || others || name.children.length + value.children.length > 0 || name.text === '') return undefined;
  return { name: name.text, nameSpan: textOf(text, name).valueSpan, ...textOf(text, value) };
}

function textOf(text: string, { inside, text: value }: XmlNode): { value: string; valueSpan: Span } {
  const raw = text.slice(inside.start, inside.end);
  const start = inside.start + (raw.trim() === '' ? 0 : raw.length - raw.trimStart().length);
  return { value, valueSpan: span(start, start + raw.trim().length) };
}

const innerSpan = ({ valueSpan }: XmlAttribute): Span => span(valueSpan.start + 1, valueSpan.end - 1);

function addPair(node: XmlNode, { name, nameSpan, value, valueSpan }: Pair, home: string, { members }: XmlKeys): void {
  members.set({ key: joined(home, name), keySpan: nameSpan, value, valueSpan }, { kind: 'property', node, nameSpan, home });
}

/** @param owner what pairs below belong to: `ds` for those in `<bean id="ds">` */
function visit(text: string, node: XmlNode, path: string, owner: string, keys: XmlKeys): void {
  const { members, sections } = keys;
  if (path !== '' && (node.children.length > 0 || node.attributes.length > 0)) sections.push({ key: path, keySpan: node.nameSpan });
  for (const { name, nameSpan, value, valueSpan } of node.attributes)
    members.set({ key: joined(path, name), keySpan: nameSpan, value, valueSpan }, { kind: 'attribute', node, nameSpan, home: path });
  const pairs = new Map(node.children.flatMap((child) => (([pair]) => (pair ? [[child, pair] as const] : []))([pairOf(text, child)])));
  const places = segmentsOf(node.children.filter((child) => !pairs.has(child)));
  for (const child of node.children) {
    const pair = pairs.get(child);
    const segment = places.get(child) ?? child.name;
    const key = joined(path, segment);
    if (pair) addPair(child, pair, owner, keys);
    else if (child.children.length > 0) visit(text, child, key, identityOf(child) ?? owner, keys);
    else {
      if (child.text !== '' || child.attributes.length === 0) {
        const entry = { key, keySpan: child.nameSpan, ...textOf(text, child) };
        members.set(entry, { kind: 'element', node: child, nameSpan: child.nameSpan, home: path });
      }
      if (child.attributes.length > 0) visit(text, child, key, owner, keys);
    }
  }
}

const identityOf = ({ attributes }: XmlNode): string | undefined =>
  (attributes.find(({ name }) => name === 'id') ?? attributes.find(({ name }) => name === 'name'))?.value || undefined;

/** Elements of one name are told apart by their own names where each has another, by their number otherwise. */
function segmentsOf(nodes: readonly XmlNode[]): Map<XmlNode, string> {
  const segments = new Map<XmlNode, string>();
  for (const [name, group] of groupBy(nodes, (node) => node.name)) {
    const own = group.map(identityOf);
    const distinct = own.every((identity) => identity !== undefined) && new Set(own).size === own.length;
    group.forEach((node, index) => segments.set(node, group.length === 1 ? name : `${name}.${(distinct && own[index]) || String(index)}`));
  }
  return segments;
}
