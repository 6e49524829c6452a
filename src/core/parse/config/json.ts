import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { span, type Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { ConfigContents, ConfigEntry, ConfigSection } from './contents';
import { jsonEditor } from './json-edit';
import { jsonFault } from './json-fault';
import type { ConfigLanguage } from './language';
import { joined } from './paths';

/** Nesting that the parser's recursion bears on every platform; configuration has a dozen levels. */
const maxDepth = 400;

/** JSON, with comments and trailing commas. */
function readJson(text: string): ConfigContents {
  const tooDeep = deepPlace(text);
  const errors: ParseError[] = [];
  const root = tooDeep ? undefined : parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const properties = new Map<ConfigEntry, Node>();
  const sections: ConfigSection[] = [];
  if (root) collect(root, '', properties, sections);
  const faults = tooDeep ? [{ code: 'too-deep', span: tooDeep, detail: `nested more than ${maxDepth} levels` }] : errors.map(faultOf);
  return {
    entries: [...properties.keys()],
    sections,
    faults,
    ...jsonEditor(text, root, (entry) => properties.get(entry), faults.length === 0),
  };
}

const nodeSpan = ({ offset, length }: Node): Span => span(offset, offset + length);

function faultOf({ error, offset, length }: ParseError): SyntaxFault {
  const words = printParseErrorCode(error);
  const detail = words.replace(/(?!^)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return { code: detail.toLowerCase().replaceAll(' ', '-'), span: span(offset, offset + length), detail };
}

function collect(node: Node, path: string, entries: Map<ConfigEntry, Node>, sections: ConfigSection[]): void {
  const children = node.children ?? [];
  if (node.type === 'array') {
    children.forEach((item, index) => {
      if (item.type === 'object' || item.type === 'array') collect(item, joined(path, String(index)), entries, sections);
    });
    return;
  }
  if (node.type !== 'object') return;
  for (const property of children) {
    const [name, value] = property.children ?? [];
    if (!name || !value) continue;
    const key = joined(path, String(name.value));
    if (value.type === 'object' || holdsMaps(value)) {
      sections.push({ key, keySpan: nodeSpan(name) });
      collect(value, key, entries, sections);
    } else entries.set({ key, keySpan: nodeSpan(name), value: getNodeValue(value), valueSpan: nodeSpan(value) }, property);
  }
}

const holdsMaps = (node: Node): boolean =>
  node.type === 'array' && (node.children ?? []).some((item) => item.type === 'object' || item.type === 'array');

/** Brackets, and what hides them. */
const brackets = /"(?:[^"\\\r\n]|\\[^])*"?|\/\/.*|\/\*[^]*?(?:\*\/|$)|[[\]{}]/g;

/** The bracket that opens one level too many. The parser recurses, and a full stack cannot be caught everywhere. */
function deepPlace(text: string): Span | undefined {
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(brackets)) {
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    if (depth > maxDepth) return span(index, index + 1);
  }
  return undefined;
}

export const jsonLanguage = {
  id: 'json',
  name: 'JSON',
  path: /\.jsonc?$/i,
  comment: /^[ \t]*\/\//,
  typed: true,
  certainFault: jsonFault,
  read: readJson,
} as const satisfies ConfigLanguage;
