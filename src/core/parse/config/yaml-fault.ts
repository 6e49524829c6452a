import { span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import { lineEnd } from './line-values';

/** The fault, unless common readers accept beyond the standard what stands there. */
export function yamlFault(text: string, fault: SyntaxFault): SyntaxFault | undefined {
  const { code, detail } = fault;
  if (code === 'bad-indent' && /^Flow /.test(detail)) return closesFlow(text, fault.span.start) ? undefined : fault;
  const quote = /^Missing closing (["'])/.exec(detail)?.[1];
  if (code !== 'missing-char' || quote === undefined) return fault;
  const open = text.lastIndexOf(quote, fault.span.start - 1);
  return endsAt(text, quoteEnd(text, open)) ? undefined : { code, detail, span: span(open, open + 1) };
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
