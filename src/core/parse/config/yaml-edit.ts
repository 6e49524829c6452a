import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { TextEdit } from '../../text/edit';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import { span } from '../../text/span';
import type { ConfigEditor, ConfigEntry } from './contents';
import { lineEnd } from './line-values';
import { inSequence } from './move';
import { below, locate, segmentsOf } from './paths';
import { readDocuments, type YamlDocument } from './yaml-documents';
import { nameOf, type YamlMap, type YamlPair } from './yaml-nodes';
import { removePair } from './yaml-remove';
import { ownEnd, yamlKey, yamlMember, yamlValue } from './yaml-words';

/** @param sound the text parsed without faults: otherwise nothing is changed */
export function yamlEditor(
  text: string,
  documents: readonly YamlDocument[],
  pairOf: (entry: ConfigEntry) => YamlPair | undefined,
  sound: boolean,
): ConfigEditor {
  const editable = (entry: ConfigEntry): YamlPair | undefined => (sound && !entry.inherited ? pairOf(entry) : undefined);
  return {
    insert(key, value) {
      const raw = yamlValue(value);
      return sound && raw !== undefined ? insertMember(text, documents, key, raw, '') : [];
    },
    remove(entry) {
      const pair = editable(entry);
      return pair ? removePair(text, documents, pair) : [];
    },
    rename(entry, key) {
      const pair = editable(entry);
      return pair ? renamePair(text, documents, pair, entry, key) : [];
    },
    replace(entry, value) {
      const pair = editable(entry);
      const quoted = typeof value === 'string' && text[entry.valueSpan.start] === '"';
      const raw = quoted ? JSON.stringify(value) : yamlValue(value);
      if (!pair || raw === undefined) return [];
      const { start, end } = entry.valueSpan;
      if (start < end) return [{ span: entry.valueSpan, text: raw }];
      const colon = /^[ \t]*:/.exec(text.slice(pair.key.range[1], pair.key.range[1] + 80))?.[0].length;
      return colon === undefined ? [] : [at(pair.key.range[1] + colon, ` ${raw}`)];
    },
  };
}

const at = (offset: number, text: string): TextEdit => ({ span: span(offset, offset), text });

/** A map that can take members: `pair` opens it; without `map` it has none yet. */
interface Place {
  readonly map?: YamlMap;
  readonly pair?: YamlPair;
}

function* children({ map }: Place): Iterable<{ name: string; map?: Place }> {
  for (const pair of map?.items ?? []) {
    const { key, value } = pair;
    const name = nameOf(key);
    if (name === undefined) continue;
    const empty = !value || (isScalar(value) && value.value === null && !value.source);
    const inner: Place | undefined = isMap(value) ? { pair, map: value } : empty ? { pair } : undefined;
    yield { name, ...(inner && { map: inner }) };
  }
}

function insertMember(
  text: string,
  documents: readonly YamlDocument[],
  key: string,
  raw: string,
  comment: string,
  newline = lineEndOf(text),
): readonly TextEdit[] {
  const filled = documents.filter(({ contents }) => contents && !(isScalar(contents) && !contents.source));
  if (filled.length === 0) {
    const member = yamlMember(segmentsOf(key), raw + comment, { newline, indent: '', step: '  ' });
    return [at(text.length, `${text === '' || /[\r\n]$/.test(text) ? '' : newline}${member}${newline}`)];
  }
  let best: { map: Place; rest: string } | undefined;
  for (const { contents } of filled) {
    if (!isMap(contents)) continue;
    const place = locate<Place>({ map: contents }, key, children);
    if (!place) return [];
    if (!best || place.rest.length < best.rest.length) best = place;
  }
  if (!best) return [];
  const { map, pair } = best.map;
  const flat = [...children(best.map)].some(({ name }) => name.includes('.'));
  const path = flat ? [best.rest] : segmentsOf(best.rest);
  const style = { newline, step: stepOf(text, filled) };
  if (map?.flow) return comment ? [] : insertInFlow(text, map, yamlMember(path, raw, undefined));
  const last = map?.items.at(-1);
  const indent = last ? columnOf(text, last) : pair && columnOf(text, pair) + style.step;
  if (indent === undefined) return [];
  const member = yamlMember(path, raw + comment, { ...style, indent });
  const end = last ? ownEnd(text, last.value ?? last.key) : (pair?.key.range[1] ?? 0);
  const edge = lineEnd(text, end);
  return [at(edge, `${newline}${indent}${member}`)];
}

function insertInFlow(text: string, map: YamlMap, member: string): readonly TextEdit[] {
  const last = map.items.at(-1);
  const open = map.range[0];
  if (!last) return /^\{\s*\}$/.test(text.slice(open, map.range[1])) ? [{ span: span(open, map.range[1]), text: `{ ${member} }` }] : [];
  const end = ownEnd(text, last.value ?? last.key);
  const line = lineSpanAt(text, last.key.range[0]).start;
  const lead = text.slice(line, last.key.range[0]);
  return [at(end, /^[ \t]+$/.test(lead) ? `,${lineEndOf(text)}${lead}${member}` : `, ${member}`)];
}

/** The blanks that a further key of the same map starts with. */
const columnOf = (text: string, { key }: YamlPair): string => ' '.repeat(key.range[0] - lineSpanAt(text, key.range[0]).start);

/** How much deeper the first nested block map starts than the map around it. */
function stepOf(text: string, documents: readonly YamlDocument[]): string {
  for (const { contents } of documents) {
    for (const pair of isMap(contents) ? contents.items : []) {
      const inner = isMap(pair.value) && !pair.value.flow ? pair.value.items[0] : undefined;
      const step = inner ? columnOf(text, inner).length - columnOf(text, pair).length : 0;
      if (step > 0) return ' '.repeat(step);
    }
  }
  return '  ';
}

function renamePair(
  text: string,
  documents: readonly YamlDocument[],
  pair: YamlPair,
  { key: oldKey }: ConfigEntry,
  key: string,
): readonly TextEdit[] {
  const oldName = nameOf(pair.key) ?? '';
  const parent = oldKey.slice(0, Math.max(0, oldKey.length - oldName.length - 1));
  const rest = below(parent, key);
  if (rest !== undefined && (!rest.includes('.') || oldName.includes('.'))) {
    return [{ span: span(pair.key.range[0], pair.key.range[1]), text: yamlKey(rest) }];
  }
  const { value } = pair;
  const [start, end] = value?.range ?? [0, 0];
  const raw = text.slice(start, end);
  if (!value || raw === '' || /[\r\n]/.test(raw) || (!isScalar(value) && !isFlowList(value))) return [];
  const comment = /^[ \t]+#.*/.exec(text.slice(end, lineEnd(text, end)))?.[0] ?? '';
  return inSequence(text, removePair(text, documents, pair), (left) =>
    insertMember(left, readDocuments(left).documents, key, raw, comment, lineEndOf(text)),
  );
}

const isFlowList = (node: ParsedNode): boolean => isSeq(node) && node.flow === true;
