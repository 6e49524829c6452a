import { span, type Span } from '../../text/span';

export type LineFormat = 'ini' | 'properties' | 'env';

interface ReadValue {
  readonly value: string;
  /** Quotes and continued lines included, a comment behind it not. */
  readonly span: Span;
  /** In the last line of the value. */
  readonly end: number;
}

/** More lines than this do not continue one value. */
const maxContinued = 1000;

/** @param indent of the key's line: lines that are indented more may continue an INI value */
export function readValue(text: string, start: number, format: LineFormat, indent: number): ReadValue {
  if (format === 'env') return envValue(text, start);
  let end = lineEnd(text, start);
  const empty = start === end;
  for (let lines = 0; lines < maxContinued && end < text.length; lines++) {
    const next = continues(text, start, end)
      ? lineEnd(text, afterBreak(text, end))
      : format === 'ini'
        ? continuedEnd(text, end, indent, empty)
        : undefined;
    if (next === undefined) break;
    end = next;
  }
  const raw = text.slice(start, end);
  if (format === 'properties') return { value: unescaped(raw), span: span(start, end), end };
  const kept = iniValue(raw);
  return { value: unquoted(kept).replace(/\\?(\r\n|\r|\n)[ \t]*/g, '\n'), span: span(start, start + kept.length), end };
}

/** An odd number of backslashes before the line's end. */
function continues(text: string, start: number, end: number): boolean {
  let count = 0;
  while (end - count > start && text[end - count - 1] === '\\') count++;
  return count % 2 === 1;
}

/** Where a line ends, with those that continue it. */
export function logicalEnd(text: string, start: number): number {
  let end = lineEnd(text, start);
  for (let lines = 0; lines < maxContinued && end < text.length && continues(text, start, end); lines++)
    end = lineEnd(text, afterBreak(text, end));
  return end;
}

/** Blank lines and comments that may stand inside of a value. */
const maxSkipped = 10;

/** Where the next line of an INI value ends, if the value goes on. */
function continuedEnd(text: string, end: number, indent: number, empty: boolean): number | undefined {
  for (let skipped = 0, next = afterBreak(text, end); skipped < maxSkipped && next < text.length; skipped++) {
    const nextEnd = lineEnd(text, next);
    const line = text.slice(next, nextEnd);
    if (!/^[ \t]*([#;]|$)/.test(line)) return isContinuation(line, indent, empty) ? nextEnd : undefined;
    next = afterBreak(text, nextEnd);
  }
  return undefined;
}

/** Indented by this much more than its key, a line stands below the value. */
const farIndent = 6;

/** Some readers let keys be indented: what looks like one goes on with a value that has not begun, or far to the right. */
function isContinuation(line: string, indent: number, empty: boolean): boolean {
  const lead = widthOf(/^[ \t]*/.exec(line)?.[0] ?? '');
  if (lead <= indent || /^[ \t]*\[/.test(line)) return false;
  return empty || lead - indent >= farIndent || !/^[ \t]*[\w.$@*/+-]+[ \t]*[=:]/.test(line);
}

export const widthOf = (blanks: string): number => blanks.replaceAll('\t', ' '.repeat(8)).length;

/** Without the comment that follows a quoted text, or a blank and `#` or `;`. */
function iniValue(raw: string): string {
  const quoted = /^("(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')(?=[ \t]*([#;]|$))/.exec(raw)?.[0];
  if (quoted !== undefined) return quoted;
  const comment = /^[#;]|[ \t][#;]/.exec(raw.split(/[\r\n]/, 1)[0] ?? '');
  return (comment && !/[\r\n]/.test(raw) ? raw.slice(0, comment.index) : raw).trimEnd();
}

const unquoted = (raw: string): string => {
  const quote = raw.charAt(0);
  return (quote === '"' || quote === "'") && raw.length > 1 && raw.endsWith(quote) ? raw.slice(1, -1) : raw;
};

const escapes: ReadonlyMap<string, string> = new Map(Object.entries({ t: '\t', n: '\n', r: '\r', f: '\f' }));

/** As `java.util.Properties` reads: continued lines lose their indentation, `\uXXXX` and the usual escapes count. */
export const unescaped = (raw: string): string =>
  raw.replace(/\\(?:(\r\n|\r|\n)[ \t\f]*|u([0-9a-fA-F]{4})|([\s\S]))/g, (_, lineBreak?: string, hex?: string, letter?: string) => {
    if (lineBreak !== undefined) return '';
    return hex === undefined ? (escapes.get(letter ?? '') ?? letter ?? '') : String.fromCharCode(parseInt(hex, 16));
  });

/** As systemd and dotenv read: quotes may span lines; outside of them a backslash continues the line. */
function envValue(text: string, start: number): ReadValue {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    let at = start + 1;
    while (at < text.length && text[at] !== quote) at += quote === '"' && text[at] === '\\' ? 2 : 1;
    if (at < text.length && /^[ \t]*(#.*)?$/.test(text.slice(at + 1, lineEnd(text, at + 1)))) {
      const value = text.slice(start + 1, at);
      return { value: quote === '"' ? value.replace(/\\(["\\$`])/g, '$1') : value, span: span(start, at + 1), end: at + 1 };
    }
  }
  let end = lineEnd(text, start);
  for (let lines = 0; lines < maxContinued && end < text.length && continues(text, start, end); lines++)
    end = lineEnd(text, afterBreak(text, end));
  const line = text.slice(start, end);
  const comment = line.search(/[ \t]#/);
  const raw = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  return { value: raw.replace(/\\(\r\n|\r|\n)/g, ''), span: span(start, start + raw.length), end };
}

export function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

export const afterBreak = (text: string, end: number): number =>
  text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : Math.min(end + 1, text.length);
