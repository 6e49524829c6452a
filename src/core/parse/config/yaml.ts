import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { span, type Span } from '../../text/span';
import type { ConfigContents, ConfigEntry, ConfigSection } from './contents';
import type { ConfigLanguage } from './language';
import { joined } from './paths';
import { readDocuments } from './yaml-documents';
import { yamlEditor } from './yaml-edit';
import { yamlFault } from './yaml-fault';
import { nameOf, type YamlMap, type YamlPair } from './yaml-nodes';
import { ownEnd } from './yaml-words';

/** Entries that aliases and merge keys may add to a file: they multiply, a file's own entries do not. */
const maxInherited = 2000;

/** YAML 1.2, any number of documents; keys of all documents are listed together. */
export function readYaml(text: string): ConfigContents & { readonly pairOf: (entry: ConfigEntry) => YamlPair | undefined } {
  const { documents, faults } = readDocuments(text);
  const pairs = new Map<ConfigEntry, YamlPair | undefined>();
  const sections: ConfigSection[] = [];
  const walker: Walker = { text, pairs, sections, anchors: new Map(), open: new Set(), inherited: 0 };
  for (const { contents } of documents) {
    walker.anchors.clear();
    if (contents) walk(contents, '', false, walker);
  }
  const pairOf = (entry: ConfigEntry): YamlPair | undefined => pairs.get(entry);
  return {
    entries: [...pairs.keys()],
    sections,
    faults,
    pairOf,
    ...yamlEditor(text, documents, pairOf, faults.length === 0),
  };
}

interface Walker {
  readonly text: string;
  /** The items of a list that holds maps as well have none. */
  readonly pairs: Map<ConfigEntry, YamlPair | undefined>;
  readonly sections: ConfigSection[];
  readonly anchors: Map<string, ParsedNode>;
  /** Aliases that are being followed: an anchor may hold its own alias. */
  readonly open: Set<ParsedNode>;
  inherited: number;
}

function walk(node: ParsedNode, path: string, inherited: boolean, walker: Walker): void {
  remember(node, walker);
  if (isAlias(node)) return follow(node.source, walker, (target) => walk(target, path, true, walker));
  if (isSeq(node)) {
    node.items.forEach((item, index) => {
      const child = item;
      if (isMap(child) || isSeq(child) || isAlias(child)) walk(child, joined(path, String(index)), inherited, walker);
      else listed(child, joined(path, String(index)), inherited, walker);
    });
  }
  if (isMap(node)) walkMap(node, path, inherited, new Set(), walker);
}

/** A plain item beside maps: `- /etc:/host/etc` in a list whose other items are volumes in the long form. */
function listed(item: ParsedNode, path: string, inherited: boolean, walker: Walker): void {
  remember(item, walker);
  if (inherited && walker.inherited++ > maxInherited) return;
  const valueSpan = span(item.range[0], ownEnd(walker.text, item));
  walker.pairs.set(
    { key: path, keySpan: span(item.range[0], item.range[0]), value: plainValue(item), valueSpan, ...(inherited && { inherited: true }) },
    undefined,
  );
}

function walkMap(map: YamlMap, path: string, inherited: boolean, taken: Set<string>, walker: Walker): void {
  remember(map, walker);
  const own = map.items.map((pair) => ({ pair, name: nameOf(pair.key) }));
  const merged: ParsedNode[] = [];
  const before = new Set(taken);
  for (const { name } of own) if (name !== undefined && name !== '<<') taken.add(name);
  for (const { pair, name } of own) {
    if (name === '<<' && pair.value) merged.push(...(isSeq(pair.value) ? pair.value.items : [pair.value]));
    else if (name !== undefined && !before.has(name)) visit(pair, name, path, inherited, walker);
  }
  for (const source of merged) {
    const merge = (target: ParsedNode) => isMap(target) && walkMap(target, path, true, taken, walker);
    if (isAlias(source)) follow(source.source, walker, merge);
    else merge(source);
  }
}

function visit(pair: YamlPair, name: string, path: string, inherited: boolean, walker: Walker): void {
  const { key, value } = pair;
  if (inherited && walker.inherited++ > maxInherited) return;
  const path2 = joined(path, name);
  const target = value && isAlias(value) ? (walker.anchors.get(value.source) ?? value) : value;
  if (value && target && (isMap(target) || holdsMaps(target))) {
    walker.sections.push({ key: path2, keySpan: spanOf(key) });
    walk(value, path2, inherited, walker);
    return;
  }
  if (value) remember(value, walker);
  const end = value?.range[0] ?? key.range[1];
  walker.pairs.set(
    {
      key: path2,
      keySpan: spanOf(key),
      value: plainValue(target),
      valueSpan: value ? span(value.range[0], ownEnd(walker.text, value)) : span(end, end),
      ...(inherited && { inherited: true }),
    },
    pair,
  );
}

function follow(name: string, walker: Walker, then: (target: ParsedNode) => unknown): void {
  const target = walker.anchors.get(name);
  if (!target || walker.open.has(target) || walker.inherited > maxInherited) return;
  walker.inherited++;
  walker.open.add(target);
  then(target);
  walker.open.delete(target);
}

function remember(node: ParsedNode, { anchors }: Walker): void {
  if (!isAlias(node) && node.anchor) anchors.set(node.anchor, node);
}

const holdsMaps = (node: ParsedNode): boolean => isSeq(node) && node.items.some((item) => isMap(item) || isSeq(item) || isAlias(item));

const plainValue = (node: ParsedNode | null | undefined): unknown => {
  if (isScalar(node)) return node.value;
  return isSeq(node) ? node.items.map((item) => (isScalar(item) ? item.value : null)) : null;
};

const spanOf = ({ range }: ParsedNode): Span => span(range[0], range[1]);

/** How cloud-init knows its own (cloud-init, "User data formats"). */
export const isCloudConfig = (text: string): boolean => /^#cloud-config\s/.test(text.slice(0, 20));

export const yamlLanguage = {
  id: 'yaml',
  name: 'YAML',
  path: /\.ya?ml$/i,
  isCertain: isCloudConfig,
  comment: /^[ \t]*#/,
  marks: true,
  typed: true,
  certainFault: yamlFault,
  read: readYaml,
} as const satisfies ConfigLanguage;
