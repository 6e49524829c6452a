import { isMap, isSeq, type ParsedNode } from 'yaml';
import type { TextEdit } from '../../text/edit';
import { lineSpanAt } from '../../text/lines';
import { span } from '../../text/span';
import { afterBreak, lineEnd } from './line-values';
import type { YamlDocument } from './yaml-documents';
import type { YamlMap, YamlPair } from './yaml-nodes';
import { ownEnd } from './yaml-words';

/** The map that holds a pair, and the pair that opens that map. */
interface Home {
  readonly map: YamlMap;
  readonly opener?: YamlPair;
}

/** A block map cannot be empty, so the last member takes the key of its map along. */
export function removePair(text: string, documents: readonly YamlDocument[], pair: YamlPair): readonly TextEdit[] {
  const home = homeOf(documents, pair);
  if (!home) return [];
  const { map, opener } = home;
  if (map.flow) return removeFromFlow(text, map, pair);
  if (map.items.length === 1 && opener) return removePair(text, documents, opener);
  const start = pair.key.range[0];
  const line = lineSpanAt(text, start).start;
  const end = lineEnd(text, pair.value ? Math.max(ownEnd(text, pair.value), pair.key.range[1]) : pair.key.range[1]);
  if (!/^[ \t]*$/.test(text.slice(line, start))) return removeFirstOfItem(text, map, pair, end);
  const after = afterBreak(text, end);
  const before = after > end ? 0 : (/(\r\n|\r|\n)$/.exec(text.slice(Math.max(0, line - 2), line))?.[0].length ?? 0);
  return [{ span: span(line - before, after), text: '' }];
}

/** `- name: x` keeps its dash: the next member moves up to it. */
function removeFirstOfItem(text: string, map: YamlMap, pair: YamlPair, end: number): readonly TextEdit[] {
  const next = map.items[map.items.indexOf(pair) + 1];
  if (!next || text.slice(end, next.key.range[0]).trim()) return [];
  return [{ span: span(pair.key.range[0], next.key.range[0]), text: '' }];
}

function removeFromFlow(text: string, map: YamlMap, pair: YamlPair): readonly TextEdit[] {
  const index = map.items.indexOf(pair);
  const next = map.items[index + 1];
  const previous = map.items[index - 1];
  const start = next || !previous ? pair.key.range[0] : ownEnd(text, previous.value ?? previous.key);
  const end = next ? next.key.range[0] : ownEnd(text, pair.value ?? pair.key);
  const around = text.slice(start, pair.key.range[0]) + text.slice(ownEnd(text, pair.value ?? pair.key), end);
  return /[^\s,]/.test(around) ? [] : [{ span: span(start, end), text: '' }];
}

function homeOf(documents: readonly YamlDocument[], wanted: YamlPair): Home | undefined {
  const open: { node: ParsedNode | null; opener?: YamlPair }[] = documents.map(({ contents }) => ({ node: contents }));
  for (let top = open.pop(); top; top = open.pop()) {
    const { node, opener } = top;
    if (isSeq(node)) for (const item of node.items) open.push({ node: item });
    if (!isMap(node)) continue;
    const map = node;
    if (map.items.includes(wanted)) return { map, ...(opener && { opener }) };
    for (const pair of map.items) open.push({ node: pair.value, opener: pair });
  }
  return undefined;
}
