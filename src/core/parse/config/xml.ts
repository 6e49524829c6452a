import type { TextEdit } from '../../text/edit';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import { span, type Span } from '../../text/span';
import type { ConfigContents, ConfigEntry } from './contents';
import type { ConfigLanguage } from './language';
import { afterBreak, lineEnd } from './line-values';
import { below, sharedSegments } from './paths';
import { xmlFault } from './xml-fault';
import { xmlKeys, type XmlKeys, type XmlMember } from './xml-keys';
import { readXmlTree } from './xml-tree';

function readXml(text: string): ConfigContents {
  const { root, faults } = readXmlTree(text);
  const keys = xmlKeys(text, root);
  const { members, sections } = keys;
  return {
    entries: [...members.keys()],
    sections,
    faults,
    insert: (key, value) => insertLike(text, keys, key, value),
    remove(entry) {
      const member = members.get(entry);
      return member ? removeMember(text, member, entry) : [];
    },
    rename(entry, key) {
      const member = members.get(entry);
      const name = member && below(member.home, key);
      return member && name !== undefined ? renameMember(text, member, name) : [];
    },
    replace(entry, value) {
      const raw = written(text, entry.valueSpan, value);
      return members.has(entry) && raw !== undefined ? [{ span: entry.valueSpan, text: raw }] : [];
    },
  };
}

/** In the quotes that stand there; `undefined` where more than a text stands. */
function written(text: string, { start, end }: Span, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  if (text[start - 1] !== '=' && text[start - 1] !== '>' && !/\s/.test(text.charAt(start - 1))) return undefined;
  const quote = /^["']/.exec(text.slice(start, end))?.[0] ?? '';
  if (text.slice(start, end).includes('<') || /[\r\n]/.test(String(value))) return undefined;
  return quote + escaped(String(value), quote) + quote;
}

const escaped = (value: string, quote: string): string =>
  value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(quote || '\0', quote === '"' ? '&quot;' : '&apos;');

function renameMember(text: string, { kind, node, nameSpan }: XmlMember, name: string): readonly TextEdit[] {
  if (kind === 'property') return /^[\w.:/-]+$/.test(name) ? [{ span: nameSpan, text: name }] : [];
  if (!/^[A-Za-z_][\w-]*$/.test(name)) return [];
  const local = (at: Span): Span => span(at.start + text.slice(at.start, at.end).indexOf(':') + 1, at.end);
  const edits = [{ span: local(nameSpan), text: name }];
  if (kind === 'attribute' || node.inside.end === node.span.end) return edits;
  const tag = span(node.inside.end + 2, node.inside.end + 2 + nameSpan.end - nameSpan.start);
  return [...edits, { span: local(tag), text: name }];
}

function removeMember(text: string, { kind, node }: XmlMember, { keySpan, valueSpan }: ConfigEntry): readonly TextEdit[] {
  if (kind === 'attribute') {
    const blanks = /(?<!\s)\s+$/.exec(text.slice(Math.max(0, keySpan.start - 200), keySpan.start))?.[0].length ?? 0;
    return [{ span: span(keySpan.start - blanks, valueSpan.end), text: '' }];
  }
  if (!ownsLines(text, node.span)) return [{ span: node.span, text: '' }];
  return [{ span: span(lineSpanAt(text, node.span.start).start, afterBreak(text, lineEnd(text, node.span.end))), text: '' }];
}

const ownsLines = (text: string, { start, end }: Span): boolean =>
  /^[ \t]*$/.test(text.slice(lineSpanAt(text, start).start, start)) && /^[ \t]*$/.test(text.slice(end, lineEnd(text, end)));

/** As its nearest relative is written, and behind it: with another key and value, and without what describes that one. */
function insertLike(text: string, { members }: XmlKeys, key: string, value: unknown): readonly TextEdit[] {
  let like: ConfigEntry | undefined;
  for (const [entry, member] of members) {
    const rest = below(member.home, key);
    const fits = rest !== undefined && (member.kind === 'property' || (member.kind === 'element' && /^[A-Za-z_][\w-]*$/.test(rest)));
    if (fits && (!like || sharedSegments(entry.key, key) >= sharedSegments(like.key, key))) like = entry;
  }
  const member = like && members.get(like);
  const raw = like && written(text, like.valueSpan, value);
  if (!like || !member || raw === undefined || [...members.keys()].some((entry) => entry.key === key)) return [];
  const { node, home } = member;
  const edits = [{ span: like.valueSpan, text: raw }, ...renameMember(text, member, below(home, key) ?? key)];
  if (edits.length === 1 || node.children.some(({ name }) => !/(name|key|value)$/i.test(name))) return [];
  const copy = edits
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (left, { span: at, text: by }) => left.slice(0, at.start - node.span.start) + by + left.slice(at.end - node.span.start),
      text.slice(node.span.start, node.span.end),
    );
  const lead = text.slice(lineSpanAt(text, node.span.start).start, node.span.start);
  const gap = ownsLines(text, node.span) ? lineEndOf(text) + lead : '';
  return [{ span: span(node.span.end, node.span.end), text: gap + copy }];
}

export const xmlLanguage = {
  id: 'xml',
  name: 'XML',
  path: /\.xml$/i,
  isCertain: (text) => /^\s*<[?!A-Za-z]/.test(text.slice(0, 1000)) && readXmlTree(text).faults.length === 0,
  comment: /^[ \t]*<!--.*-->[ \t]*$/,
  marks: true,
  typed: false,
  certainFault: xmlFault,
  read: readXml,
} as const satisfies ConfigLanguage;
