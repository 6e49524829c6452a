import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';
import { own } from '../../text/own';
import { span, type Span } from '../../text/span';
import type { SyntaxFault } from '../fault';

/** An element with its places. Names are without their namespace's prefix. */
export interface XmlNode {
  readonly name: string;
  /** Of the name in the start tag. */
  readonly nameSpan: Span;
  readonly span: Span;
  /** Between the tags; empty behind the slash of an element without content. */
  readonly inside: Span;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  /** Of an element without elements. */
  readonly text: string;
}

export interface XmlAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  /** Quotes included. */
  readonly valueSpan: Span;
}

/** UTF-16 units. Configuration of this size is generated. */
const maxLength = 2 * 1024 * 1024;

/** Nesting that the parser's recursion bears; configuration has a dozen levels. */
const maxDepth = 200;

/** The parser stops at the first fault. No external file or entity is ever looked up. */
export function readXmlTree(text: string): { readonly root?: XmlNode; readonly faults: readonly SyntaxFault[] } {
  const first = span(0, Math.min(1, text.length));
  if (text.length > maxLength) return { faults: [{ code: 'too-large', span: first, detail: `more than ${maxLength} characters` }] };
  if (isTooDeep(text)) return { faults: [{ code: 'too-deep', span: first, detail: `nested more than ${maxDepth} levels` }] };
  const { plain, places } = withoutReturns(text);
  try {
    const { root } = parseXml(plain, { includeOffsets: true, ignoreUndefinedEntities: true });
    const at = (offset: number): number => places?.[offset] ?? Math.min(offset, text.length);
    return { ...(root && { root: nodeOf(root, plain, at) }), faults: [] };
  } catch (error) {
    const { pos, message } = error as { pos?: unknown; message?: unknown };
    const start = Math.min(places?.[Number(pos)] ?? (Number(pos) || 0), text.length);
    const detail = String(message).split(' (line ', 1)[0] ?? '';
    return { faults: [{ code: 'xml', span: span(start, Math.min(start + 1, text.length)), detail }] };
  }
}

/** Start tags without their end tags; what is commented out counts as well. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0;) {
    const next = text.indexOf('<', at + 1);
    const tag = startTag.exec(text.slice(at, next < 0 ? text.length : next))?.[0];
    if (text[at + 1] === '/') depth--;
    else if (tag !== undefined && !tag.endsWith('/>')) depth++;
    if (depth > maxDepth) return true;
    at = next;
  }
  return false;
}

const startTag = /^<[^!?/\s](?:"[^"]*"|'[^']*'|[^"'>])*>/;

/** With LF alone, as the parser makes it first, but in linear time; `places` are offsets in the text by offsets in `plain`. */
function withoutReturns(text: string): { readonly plain: string; readonly places?: Uint32Array } {
  if (!text.includes('\r')) return { plain: text };
  const places = new Uint32Array(text.length + 1);
  let length = 0;
  for (let at = 0; at < text.length; at++) if (text[at] !== '\r' || text[at + 1] !== '\n') places[length++] = at;
  places[length] = text.length;
  return { plain: text.replace(/\r\n?/g, '\n'), places: places.slice(0, length + 1) };
}

/** The parser has guaranteed that the tag is well formed. */
const attribute = /\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')/y;

function nodeOf(element: XmlElement, plain: string, at: (offset: number) => number): XmlNode {
  const start = element.start;
  const end = Math.min(element.end, plain.length);
  const nameEnd = start + 1 + element.name.length;
  const attributes: XmlAttribute[] = [];
  let behind = nameEnd;
  for (;;) {
    attribute.lastIndex = behind;
    const match = attribute.exec(plain);
    if (!match) break;
    behind = attribute.lastIndex;
    const [, name = '', raw = ''] = match;
    const nameAt = match.index + match[0].length - match[0].trimStart().length;
    const valueAt = behind - raw.length;
    if (/^xmlns(:|$)|^xsi:/.test(name)) continue;
    attributes.push({
      name: localName(name),
      nameSpan: span(at(nameAt), at(nameAt + name.length)),
      value: own(element.attributes, name) ?? '',
      valueSpan: span(at(valueAt), at(behind)),
    });
  }
  const open = plain.indexOf('>', behind) + 1;
  const close = plain[open - 2] === '/' ? open : plain.lastIndexOf('</', end - 1);
  const elements = element.children.filter((child) => child instanceof XmlElement);
  return {
    name: localName(element.name),
    nameSpan: span(at(start + 1), at(nameEnd)),
    span: span(at(start), at(end)),
    inside: span(at(open), at(Math.max(open, close))),
    attributes,
    children: elements.map((child) => nodeOf(child, plain, at)),
    text:
      elements.length > 0
        ? ''
        : element.children
            .map((child) => (child instanceof XmlText ? child.text : ''))
            .join('')
            .trim(),
  };
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
