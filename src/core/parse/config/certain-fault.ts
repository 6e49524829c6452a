import { parseTree, type ParseError } from 'jsonc-parser';
import type { SyntaxFault } from '../fault';
import type { ConfigFile } from './config';
import { lineEnd } from './line-values';

/** Something fills the file in before it is read: Jinja, Go, ERB, autoconf, Velocity. */
const template = /\{\{|\{%|<%|@[A-Z][A-Z0-9_]*@|^[ \t]*#(if|set|foreach)[ \t]*\(/m;

/** Limits of this reader, not faults of the file. */
const ownLimits: ReadonlySet<string> = new Set(['too-large', 'too-deep']);

/** The first fault of a file, if every reader would stumble over it. */
export function certainFault(text: string, { format, faults }: ConfigFile): SyntaxFault | undefined {
  const [first] = faults.filter(({ code, detail }) => !(code === 'bad-indent' && /^Flow /.test(detail)));
  if (!first || ownLimits.has(first.code) || template.test(text)) return undefined;
  if (format === 'json') return isJsonLines(text) ? undefined : first;
  return isShallowQuote(text, first) ? undefined : first;
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

/** libyaml reads a quoted text whose further lines are not indented; YAML 1.2 does not allow that. */
function isShallowQuote(text: string, { code, detail, span: { start } }: SyntaxFault): boolean {
  const quote = /^Missing closing (["'])/.exec(detail)?.[1];
  if (code !== 'missing-char' || quote === undefined) return false;
  const open = text.lastIndexOf(quote, start);
  let close = open + 1;
  while (open >= 0 && close < text.length && text[close] !== quote) close += quote === '"' && text[close] === '\\' ? 2 : 1;
  return close < text.length && /^[ \t]*([,\]}:]|#|$)/.test(text.slice(close + 1, lineEnd(text, close + 1)));
}
