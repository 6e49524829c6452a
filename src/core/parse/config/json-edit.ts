import { parseTree, type Node } from 'jsonc-parser';
import type { TextEdit } from '../../text/edit';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import { span } from '../../text/span';
import type { ConfigEditor, ConfigEntry } from './contents';
import { tailAfter } from './json-tokens';
import { inSequence } from './move';
import { below, locate, segmentsOf } from './paths';

/** @param sound the text parsed without faults: otherwise nothing is inserted or moved */
export function jsonEditor(
  text: string,
  root: Node | undefined,
  propertyOf: (entry: ConfigEntry) => Node | undefined,
  sound: boolean,
): ConfigEditor {
  return {
    insert(key, value) {
      const raw = JSON.stringify(value) as string | undefined;
      return sound && raw !== undefined ? insertMember(text, root, key, raw, '') : [];
    },
    remove(entry) {
      const property = propertyOf(entry);
      return property && sound ? removeMember(text, property) : [];
    },
    rename(entry, key) {
      const property = propertyOf(entry);
      return property && sound ? renameMember(text, root, property, entry.key, key) : [];
    },
    replace(entry, value) {
      const raw = JSON.stringify(value) as string | undefined;
      return propertyOf(entry) && raw !== undefined ? [{ span: entry.valueSpan, text: raw }] : [];
    },
  };
}

const endOf = (node: Node): number => node.offset + node.length;
const indentBefore = (text: string, offset: number): string | undefined => {
  const before = text.slice(lineSpanAt(text, offset).start, offset);
  return /^\s*$/.test(before) ? before : undefined;
};

function insertMember(text: string, root: Node | undefined, key: string, raw: string, comment: string): readonly TextEdit[] {
  const newline = lineEndOf(text);
  if (!root) {
    const member = memberText(segmentsOf(key), raw, { newline, indent: '  ', step: '  ', colon: ': ' });
    const gap = text === '' || /[\r\n]$/.test(text) ? '' : newline;
    return [{ span: span(text.length, text.length), text: `${gap}{${newline}  ${member}${newline}}${newline}` }];
  }
  if (root.type !== 'object') return [];
  const place = locate(root, key, members);
  if (!place) return [];
  const { map, rest } = place;
  const names = [...members(map)];
  const path = names.some(({ name }) => name.includes('.')) ? [rest] : segmentsOf(rest);
  const style = { newline, step: stepOf(text, root), colon: colonOf(text, root) };
  const last = map.children?.at(-1);
  if (!last) return insertFirst(text, map, path, raw + comment, style);
  const indent = indentBefore(text, last.offset);
  const member = memberText(path, raw, { ...style, indent });
  const { comma, end } = tailAfter(text, endOf(last));
  if (indent === undefined && comment.includes('//')) return [];
  if (indent === undefined) return [at(endOf(last), `,${style.colon.includes(' ') ? ' ' : ''}${member}${comment}`)];
  if (comma !== undefined) return comma < end ? [at(end, `${newline}${indent}${member},${comment}`)] : [];
  const line = `${newline}${indent}${member}${comment}`;
  return end === endOf(last) ? [at(end, `,${line}`)] : [at(endOf(last), ','), at(end, line)];
}

function insertFirst(text: string, map: Node, path: readonly string[], raw: string, style: Omit<Style, 'indent'>): readonly TextEdit[] {
  const close = endOf(map) - 1;
  const minified = !/[\r\n]/.test(text.trimEnd()) && text.trim() !== '{}';
  if (minified) return [at(close, memberText(path, raw, { ...style, indent: undefined }))];
  const outer = /^\s*/.exec(text.slice(lineSpanAt(text, map.offset).start))?.[0].replace(/[\r\n].*/s, '') ?? '';
  const indent = outer + style.step;
  const member = indent + memberText(path, raw, { ...style, indent });
  const inside = text.slice(map.offset + 1, close);
  if (!inside.trim()) return [{ span: span(map.offset + 1, close), text: `${style.newline}${member}${style.newline}${outer}` }];
  const braceLine = indentBefore(text, close);
  return braceLine === undefined ? [] : [at(close - braceLine.length, `${member}${style.newline}`)];
}

interface Style {
  readonly newline: string;
  /** Of the member's own line; `undefined`: it shares a line. */
  readonly indent: string | undefined;
  readonly step: string;
  readonly colon: string;
}

function memberText(path: readonly string[], raw: string, style: Style): string {
  const [name = '', ...rest] = path;
  const head = JSON.stringify(name) + style.colon;
  if (rest.length === 0) return head + raw;
  const { newline, indent, step, colon } = style;
  if (indent === undefined) {
    const gap = colon.includes(' ') ? ' ' : '';
    return `${head}{${gap}${memberText(rest, raw, style)}${gap}}`;
  }
  return `${head}{${newline}${indent}${step}${memberText(rest, raw, { ...style, indent: indent + step })}${newline}${indent}}`;
}

function removeMember(text: string, property: Node): readonly TextEdit[] {
  const siblings = property.parent?.children ?? [];
  const index = siblings.indexOf(property);
  const next = siblings[index + 1];
  const previous = siblings[index - 1];
  const { comma, end, endsLine } = tailAfter(text, endOf(property));
  const indent = indentBefore(text, property.offset);
  const wholeLine = indent !== undefined && endsLine && (comma === undefined || comma < end);
  const edits: TextEdit[] = [];
  if (comma === undefined && previous) {
    const before = tailAfter(text, endOf(previous)).comma;
    if (before !== undefined) edits.push({ span: span(before, before + 1), text: '' });
  }
  if (wholeLine) {
    const lineEnd = /^(\r\n|\n|\r)?/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
    return [...edits, { span: span(property.offset - indent.length, end + lineEnd), text: '' }];
  }
  if (comma !== undefined && next) {
    const gap = text.slice(comma + 1, next.offset);
    if (!gap.trim() && !/[\r\n]/.test(text.slice(endOf(property), next.offset)))
      return [{ span: span(property.offset, next.offset), text: '' }];
    return [
      { span: span(property.offset, endOf(property)), text: '' },
      { span: span(comma, comma + 1), text: '' },
    ];
  }
  if (comma !== undefined) edits.push({ span: span(comma, comma + 1), text: '' });
  return [...edits, { span: span(property.offset, endOf(property)), text: '' }];
}

function renameMember(text: string, root: Node | undefined, property: Node, oldKey: string, key: string): readonly TextEdit[] {
  const [name, value] = property.children ?? [];
  if (!name || !value || !root) return [];
  const oldName = String(name.value);
  const parent = oldKey.slice(0, Math.max(0, oldKey.length - oldName.length - 1));
  const rest = below(parent, key);
  const inPlace = rest !== undefined && (!rest.includes('.') || oldName.includes('.'));
  if (inPlace && [...members(property.parent ?? root)].some((sibling) => sibling.name === rest)) return [];
  if (inPlace) return [{ span: span(name.offset, endOf(name)), text: JSON.stringify(rest) }];
  const { comma = endOf(value), end } = tailAfter(text, endOf(property));
  const trailing = text.slice(endOf(value), Math.max(end, comma)).replace(',', '').trim();
  const comment = trailing ? ` ${trailing}` : '';
  const raw = text.slice(value.offset, endOf(value));
  return inSequence(text, removeMember(text, property), (left) => insertMember(left, parseTree(left), key, raw, comment));
}

function* members(map: Node): Iterable<{ name: string; map?: Node }> {
  for (const property of map.children ?? []) {
    const [name, value] = property.children ?? [];
    if (name) yield { name: String(name.value), ...(value?.type === 'object' && { map: value }) };
  }
}

const at = (offset: number, text: string): TextEdit => ({ span: span(offset, offset), text });

const stepOf = (text: string, root: Node): string => {
  const first = root.children?.[0];
  return (first && indentBefore(text, first.offset)) || '  ';
};

const colonOf = (text: string, root: Node): string => {
  const [name, value] = root.children?.[0]?.children ?? [];
  const between = name && value ? text.slice(endOf(name), value.offset) : '';
  return /^ ?: ?$/.test(between) ? between : ': ';
};
