import { parseTree, type ParseError } from 'jsonc-parser';
import { span, type Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { ConfigFile } from './config';
import { lineEnd } from './line-values';

/** Something fills the file in before it is read: Jinja, Go, ERB, autoconf, Velocity. */
const template = /\{\{|\{%|<%|@[A-Z][A-Z0-9_]*@|^[ \t]*#(if|set|foreach)[ \t]*\(/m;

/** Limits of this reader, not faults of the file. */
const ownLimits: ReadonlySet<string> = new Set(['too-large', 'too-deep']);

/** The first fault of a file, if every reader would stumble over it. Further ones are mostly its consequences. */
export function certainFault(text: string, { format, faults: [first] }: ConfigFile): SyntaxFault | undefined {
  if (!first || ownLimits.has(first.code) || template.test(text)) return undefined;
  const { code, detail } = first;
  const placed = { code, detail, span: visible(text, first.span) };
  if (format === 'json') return isJsonLines(text) ? undefined : placed;
  if (code === 'bad-indent' && /^Flow /.test(detail)) return closesFlow(text, first.span.start) ? undefined : placed;
  const quote = /^Missing closing (["'])/.exec(detail)?.[1];
  if (code !== 'missing-char' || quote === undefined) return placed;
  const open = text.lastIndexOf(quote, first.span.start - 1);
  return endsAt(text, quoteEnd(text, open)) ? undefined : { code, detail, span: span(open, open + 1) };
}

/** What is missing at the end of the file is shown on its last character. */
function visible(text: string, { start, end }: Span): Span {
  const last = Math.max(0, text.trimEnd().length - 1);
  return start > last ? span(last, last + 1) : span(start, Math.max(end, start + 1));
}

/** Records one below the other, each complete by itself. */
function isJsonLines(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => /^\s*[[{]/.test(line) && isJson(line));
}

function isJson(line: string): boolean {
  const errors: ParseError[] = [];
  parseTree(line, errors);
  return errors.length === 0;
}

/** libyaml reads quoted texts and lists in brackets whose further lines are not indented; YAML 1.2 does not allow them. */
function closesFlow(text: string, from: number): boolean {
  let depth = 1;
  for (let at = from; at < text.length && depth > 0; at++) {
    const unit = text.charAt(at);
    if (unit === '#' && /\s/.test(text.charAt(at - 1))) at = lineEnd(text, at);
    else if ((unit === '"' || unit === "'") && /[\s,:[{]/.test(text.charAt(at - 1))) at = quoteEnd(text, at);
    else if (unit === '[' || unit === '{') depth++;
    else if (unit === ']' || unit === '}') depth--;
    if (depth === 0) return endsAt(text, at);
  }
  return false;
}

/** Offset of the quote that closes the one at `open`; the text's length if there is none. */
function quoteEnd(text: string, open: number): number {
  const quote = text.charAt(open);
  let close = open + 1;
  while (close < text.length && text[close] !== quote) close += quote === '"' && text[close] === '\\' ? 2 : 1;
  return Math.min(close, text.length);
}

const endsAt = (text: string, close: number): boolean =>
  close < text.length && /^[ \t]*([,\]}:]|#|$)/.test(text.slice(close + 1, lineEnd(text, close + 1)));
