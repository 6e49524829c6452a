import { parseTOML, type AST } from 'toml-eslint-parser';
import { span, type Span } from '../../text/span';
import type { ConfigEntry, ConfigSection } from './contents';
import type { ConfigLanguage } from './language';
import { afterBreak, lineEnd } from './line-values';
import { memberContents, type Container, type Member, type Scan } from './member-edit';
import { deepest } from './nesting';
import { joined } from './paths';

/** UTF-16 units. Configuration of this size is generated. */
const maxLength = 2 * 1024 * 1024;

/** Nesting that the parser's recursion bears; configuration has a dozen levels. */
const maxDepth = 100;

interface Found {
  readonly text: string;
  readonly members: Map<ConfigEntry, Member>;
  readonly sections: ConfigSection[];
  readonly containers: Container[];
}

/** TOML 1.0. The parser stops at the first fault, and then nothing is listed. */
function scanToml(text: string): Scan {
  const found: Found = { text, members: new Map(), sections: [], containers: [] };
  const whole = span(0, Math.min(text.length, 1));
  if (text.length > maxLength)
    return { ...found, faults: [{ code: 'too-large', span: whole, detail: `more than ${maxLength} characters` }] };
  if (deepest(text) > maxDepth)
    return { ...found, faults: [{ code: 'too-deep', span: whole, detail: `nested more than ${maxDepth} levels` }] };
  try {
    const [table] = parseTOML(text, { tomlVersion: '1.0' }).body;
    const hasTables = table.body.some(({ type }) => type === 'TOMLTable');
    found.containers.push({ key: '', indent: '', ...(!hasTables && { start: text.length }) });
    for (const node of table.body) {
      if (node.type === 'TOMLTable') readTable(node, found);
      else readPair(node, '', found);
    }
    return { ...found, faults: [] };
  } catch (error) {
    const { index, message } = error as { index?: unknown; message?: unknown };
    const at = Math.min(typeof index === 'number' ? index : 0, text.length);
    return {
      ...found,
      members: new Map(),
      sections: [],
      faults: [{ code: 'toml', span: span(at, Math.min(at + 1, text.length)), detail: String(message) }],
    };
  }
}

function readTable({ key, resolvedKey, body, range }: AST.TOMLTable, found: Found): void {
  const name = resolvedKey.join('.');
  const first = body[0];
  const lead = first && /(?<![ \t])[ \t]*$/.exec(found.text.slice(0, first.range[0]).slice(-80))?.[0];
  found.sections.push({ key: name, keySpan: spanOf(key) });
  const start = afterBreak(found.text, lineEnd(found.text, key.range[1]));
  found.containers.push({
    key: name,
    indent: lead ?? /(?<![ \t])[ \t]*$/.exec(found.text.slice(0, range[0]).slice(-80))?.[0] ?? '',
    start,
  });
  for (const pair of body) readPair(pair, name, found);
}

function readPair(pair: AST.TOMLKeyValue, home: string, found: Found): void {
  const { key, value } = pair;
  const path = joined(home, key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value)).join('.'));
  if (value.type === 'TOMLInlineTable' || (value.type === 'TOMLArray' && holdsTables(value))) {
    found.sections.push({ key: path, keySpan: spanOf(key) });
    readInside(value, path, found);
    return;
  }
  const entry = { key: path, keySpan: spanOf(key), value: plainValue(value, found.text), valueSpan: spanOf(value) };
  found.members.set(entry, { span: spanOf(pair), nameSpan: spanOf(key), home });
}

function readInside(node: AST.TOMLContentNode, path: string, found: Found): void {
  if (node.type === 'TOMLInlineTable') {
    found.containers.push({ key: path, indent: '' });
    for (const pair of node.body) readPair(pair, path, found);
  }
  if (node.type === 'TOMLArray') node.elements.forEach((element, index) => readInside(element, joined(path, String(index)), found));
}

const holdsTables = ({ elements }: AST.TOMLArray): boolean => elements.some(({ type }) => type !== 'TOMLValue');

/** Dates as written. */
function plainValue(node: AST.TOMLContentNode, text: string): unknown {
  if (node.type === 'TOMLArray') return node.elements.map((element) => plainValue(element, text));
  if (node.type === 'TOMLInlineTable') return null;
  if (node.kind === 'string' || node.kind === 'boolean') return node.value;
  const raw = text.slice(node.range[0], node.range[1]);
  return (node.kind === 'integer' && Number.isSafeInteger(node.value)) || (node.kind === 'float' && Number.isFinite(node.value))
    ? node.value
    : raw;
}

const spanOf = ({ range: [start, end] }: { readonly range: readonly [number, number] }): Span => span(start, end);

const bareKey = (key: string): string | undefined => (/^[\w-]+(\.[\w-]+)*$/.test(key) ? key : undefined);

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const words = {
  key: bareKey,
  value: (value: unknown) => (isPlain(value) || (Array.isArray(value) && value.every(isPlain)) ? JSON.stringify(value) : undefined),
  sign: ' = ',
  comma: '',
  tail: /^[ \t]*(,[ \t]*)?(#.*)?$/,
  header: (key: string) => bareKey(key) && `[${key}]`,
};

export const tomlLanguage = {
  id: 'toml',
  name: 'TOML',
  path: /\.toml$/i,
  isCertain(text) {
    const { faults, members } = scanToml(text);
    return faults.length === 0 && members.size > 0;
  },
  comment: /^[ \t]*#/,
  typed: true,
  certainFault: (_text, fault) => fault,
  read: (text) => memberContents(text, scanToml, words),
} as const satisfies ConfigLanguage;
