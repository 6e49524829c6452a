import { span, type Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { ConfigEntry, ConfigSection } from './contents';
import { lineEnd } from './line-values';
import type { Container, Member, Scan } from './member-edit';
import { joined } from './paths';

export interface HoconScan extends Scan {
  /** Something was passed over that does not belong here: the file may be of another format. */
  readonly odd: boolean;
}

interface Reader {
  readonly text: string;
  at: number;
  odd: boolean;
  readonly members: Map<ConfigEntry, Member>;
  readonly sections: ConfigSection[];
  readonly containers: Container[];
  readonly faults: SyntaxFault[];
}

interface Key {
  readonly path: string;
  readonly span: Span;
  readonly home: string;
}

/** Nesting that is followed; configuration has a dozen levels. */
const maxDepth = 100;

/** UTF-16 units. Configuration of this size is generated. */
const maxLength = 2 * 1024 * 1024;

/** Lightbend's superset of JSON, read tolerantly. Substitutions and what is joined from several parts stay texts. */
export function scanHocon(text: string): HoconScan {
  const reader: Reader = { text, at: 0, odd: false, members: new Map(), sections: [], containers: [], faults: [] };
  if (text.length > maxLength) {
    reader.faults.push({ code: 'too-large', span: span(0, 1), detail: `more than ${maxLength} characters` });
    return reader;
  }
  skip(reader);
  const open = reader.at;
  const braced = text[open] === '{';
  if (braced) reader.at++;
  reader.containers.push({ key: '', indent: '', ...(!braced && { start: text.length }) });
  readMembers(reader, '', braced ? open : undefined, 0);
  skip(reader);
  if (reader.at < text.length) reader.odd = true;
  return reader;
}

/** Blanks, line ends, commas and comments. */
function skip(reader: Reader): void {
  const { text } = reader;
  for (; reader.at < text.length; reader.at++) {
    const unit = text.charAt(reader.at);
    if (unit === '#' || text.startsWith('//', reader.at)) reader.at = lineEnd(text, reader.at) - 1;
    else if (!/[\s,]/.test(unit)) return;
  }
}

function blanks(reader: Reader): void {
  while (/[ \t]/.test(reader.text.charAt(reader.at))) reader.at++;
}

/** @param open where the brace stands that closes them; absent: the file does */
function readMembers(reader: Reader, home: string, open: number | undefined, depth: number): void {
  const { text } = reader;
  for (;;) {
    skip(reader);
    if (reader.at >= text.length) {
      if (open !== undefined) fault(reader, 'close-brace-expected', open);
      return;
    }
    if (text[reader.at] === '}' && open !== undefined) {
      reader.at++;
      return;
    }
    const start = reader.at;
    if (isInclude(text, start)) reader.at = lineEnd(text, start);
    else if (!readMember(reader, home, depth)) {
      reader.odd = true;
      reader.at = Math.max(start + 1, endOfPart(text, reader.at));
    }
  }
}

const isInclude = (text: string, at: number): boolean => /^include[ \t]+(["(]|required|file|url|classpath)/.test(text.slice(at, at + 60));

/** Behind what cannot be read: the next place where a member may begin. */
function endOfPart(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/[\r\n,}]/.test(text.charAt(at))) at++;
  return at;
}

function readMember(reader: Reader, home: string, depth: number): boolean {
  const { text } = reader;
  const start = reader.at;
  const names = readPath(reader);
  if (!names) return false;
  const key = { path: joined(home, names.join('.')), span: span(start, reader.at), home };
  blanks(reader);
  const sign = /^(\+?=|:)/.exec(text.slice(reader.at, reader.at + 2))?.[0];
  if (sign === undefined && text[reader.at] !== '{') return false;
  reader.at += sign?.length ?? 0;
  if (sign !== undefined) while (/[\s]/.test(text.charAt(reader.at))) reader.at++;
  return readValue(reader, key, depth, false);
}

/** `a.b."c.d"`; what HOCON allows beyond that, blanks above all, other formats have as well. */
function readPath(reader: Reader): string[] | undefined {
  const names: string[] = [];
  for (;;) {
    const name = reader.text[reader.at] === '"' ? readQuoted(reader)?.value : readBare(reader);
    if (name === undefined) return undefined;
    names.push(name);
    if (reader.text[reader.at] !== '.') return names;
    reader.at++;
  }
}

function readBare(reader: Reader): string | undefined {
  const start = reader.at;
  while (/[\w$-]/.test(reader.text.charAt(reader.at))) reader.at++;
  return reader.at > start ? reader.text.slice(start, reader.at) : undefined;
}

/** On one line; `undefined` if it is not closed there. */
function readQuoted(reader: Reader): { readonly value: string } | undefined {
  const { text, at: start } = reader;
  let at = start + 1;
  while (at < text.length && !/["\r\n]/.test(text.charAt(at))) at += text[at] === '\\' ? 2 : 1;
  if (text[at] !== '"') return undefined;
  reader.at = at + 1;
  try {
    return { value: String(JSON.parse(text.slice(start, at + 1).replaceAll('\t', '\\t'))) };
  } catch {
    reader.odd = true;
    return { value: text.slice(start + 1, at) };
  }
}

/** Up to the end of the line, a comma or a closing bracket. An entry, unless it holds a map. */
function readValue(reader: Reader, key: Key, depth: number, inList: boolean): boolean {
  const { text } = reader;
  const start = reader.at;
  const parts: unknown[] = [];
  let isMap = false;
  let end = start;
  for (;;) {
    blanks(reader);
    const unit = text.charAt(reader.at);
    if (unit === '' || /[\r\n,}\]#]/.test(unit) || text.startsWith('//', reader.at)) break;
    if (unit === '{' || unit === '[') {
      if (depth >= maxDepth) {
        fault(reader, 'too-deep', reader.at);
        reader.at = text.length;
        return false;
      }
      const list = unit === '[' ? readList(reader, key, depth + 1) : undefined;
      if (unit === '{') readMap(reader, key, depth + 1);
      if (!list) isMap = true;
      else parts.push(list);
    } else parts.push(readScalar(reader, parts.length === 0));
    end = reader.at;
  }
  if (isMap) return true;
  if (!inList) {
    const value = parts.length === 1 ? parts[0] : text.slice(start, end);
    const valueSpan = span(start, end);
    if (parts.length === 0 && start > key.span.end && /[\r\n]/.test(text.slice(key.span.end, start))) return false;
    reader.members.set(
      { key: key.path, keySpan: key.span, value, valueSpan },
      { span: span(key.span.start, end), nameSpan: key.span, home: key.home },
    );
  }
  return true;
}

function readMap(reader: Reader, { path, span: keySpan }: Key, depth: number): void {
  const open = reader.at++;
  const { text } = reader;
  reader.sections.push({ key: path, keySpan });
  const indent = /^[ \t]*(?:\r\n|\n)([ \t]*)(?=[^\s}])/.exec(text.slice(open + 1, open + 200));
  const first = lineEnd(text, open) + (text[lineEnd(text, open)] === '\r' ? 2 : 1);
  reader.containers.push({ key: path, indent: indent?.[1] ?? '', ...(indent && { start: first }) });
  readMembers(reader, path, open, depth);
}

/** Its values, if none is a map or a list. */
function readList(reader: Reader, key: Key, depth: number): unknown[] | undefined {
  const { text } = reader;
  const open = reader.at++;
  const values: unknown[] = [];
  let holdsMaps = false;
  for (let index = 0; ; index++) {
    skip(reader);
    const unit = text.charAt(reader.at);
    if (unit === '' || unit === '}') {
      fault(reader, 'close-bracket-expected', open);
      return values;
    }
    if (unit === ']') {
      reader.at++;
      return holdsMaps ? undefined : values;
    }
    const start = reader.at;
    if (unit === '{' || unit === '[') {
      if (!holdsMaps) reader.sections.push({ key: key.path, keySpan: key.span });
      holdsMaps = true;
      readValue(reader, { ...key, path: joined(key.path, String(index)) }, depth, true);
    } else {
      while (!/[\r\n,}\]#]|^$/.test(text.charAt(reader.at)) && !text.startsWith('//', reader.at)) {
        values.push(readScalar(reader, true));
        blanks(reader);
      }
    }
    if (reader.at === start) reader.at++;
  }
}

/** @param first of its value: further ones are parts of one text */
function readScalar(reader: Reader, first: boolean): unknown {
  const { text } = reader;
  const start = reader.at;
  if (text.startsWith('"""', start)) {
    const close = text.indexOf('"""', start + 3);
    if (close < 0) fault(reader, 'unexpected-end-of-string', start);
    reader.at = close < 0 ? text.length : close + 3;
    return text.slice(start + 3, close < 0 ? text.length : close);
  }
  if (text[start] === '"') {
    const quoted = readQuoted(reader);
    if (quoted) return quoted.value;
    fault(reader, 'unexpected-end-of-string', start);
    reader.at = lineEnd(text, start);
    return text.slice(start + 1, reader.at);
  }
  if (text.startsWith('${', start)) {
    const close = text.indexOf('}', start);
    reader.at = close < 0 || close > lineEnd(text, start) ? lineEnd(text, start) : close + 1;
    return text.slice(start, reader.at);
  }
  while (
    reader.at < text.length &&
    !/[\r\n,{}[\]#"]/.test(text.charAt(reader.at)) &&
    !text.startsWith('//', reader.at) &&
    !text.startsWith('${', reader.at)
  )
    reader.at++;
  if (reader.at === start) reader.at++;
  const raw = text.slice(start, reader.at).trimEnd();
  reader.at = start + Math.max(raw.length, 1);
  if (/[;=`^?!@*&\\|<>()']/.test(raw)) reader.odd = true;
  return first ? plain(raw) : raw;
}

function plain(raw: string): unknown {
  if (raw === 'true' || raw === 'false') return raw === 'true';
  if (raw === 'null') return null;
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?([eE][+-]?\d{1,2})?$/.test(raw) ? Number(raw) : raw;
}

function fault({ faults }: Reader, code: string, at: number): void {
  if (faults.length === 0) faults.push({ code, span: span(at, at + 1), detail: code.replaceAll('-', ' ') });
}
