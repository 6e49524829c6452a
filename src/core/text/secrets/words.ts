import { span, type Span } from '../span';

export interface Word extends Span {
  readonly text: string;
  /** What ended the command before this word; else empty. */
  readonly before: '' | '|' | ';';
  readonly quoted: boolean;
}

/** Words as a shell splits them, of any text: quotes that their line does not close are characters. */
export function* wordsOf(text: string, { start, end }: Span): Generator<Word> {
  let before: Word['before'] = ';';
  for (let at = start; at < end;) {
    const unit = text.charAt(at);
    if (unit === '\\' && /[\r\n]/.test(text.charAt(at + 1))) at += text.charAt(at + 1) === '\r' ? 3 : 2;
    else if (unit === '\n' || unit === ';' || unit === '|' || unit === '&') {
      before = unit === '|' && text.charAt(at + 1) !== '|' && text.charAt(at - 1) !== '|' ? '|' : ';';
      at++;
    } else if (text.startsWith('<<<', at)) {
      yield { start: at, end: at + 3, text: '<<<', before, quoted: false };
      before = '';
      at += 3;
    } else if (/[\s(){}[\],<>`]/.test(unit)) at++;
    else {
      const word = wordAt(text, at, end);
      yield { ...word, before };
      before = '';
      at = word.next;
    }
  }
}

function wordAt(text: string, start: number, limit: number): Omit<Word, 'before'> & { readonly next: number } {
  const whole = quotedPart(text, start, limit);
  if (whole && (whole.end === limit || /[\s;|&)}\],<>]/.test(text.charAt(whole.end)))) {
    return { ...whole.span, text: text.slice(whole.span.start, whole.span.end), quoted: true, next: whole.end };
  }
  let end = start;
  while (end < limit && !/[\s;|&()<>`]/.test(text.charAt(end))) {
    const part = quotedPart(text, end, limit);
    if (part) end = part.end;
    else if (text.charAt(end) === '\\' && text.charAt(end + 1) === '\n') break;
    else if (text.startsWith('$(', end) || text.startsWith('${', end)) end = Math.min(limit, closed(text, end, limit));
    else if (text.charAt(end) === '\\') end += 2;
    else end++;
  }
  end = Math.max(start + 1, Math.min(end, limit));
  return { start, end, text: text.slice(start, end), quoted: false, next: end };
}

/** Characters that a quote may be away from its end. */
const furthestQuote = 4096;

function quotedPart(text: string, at: number, limit: number): { readonly span: Span; readonly end: number } | undefined {
  const quote = text.charAt(at);
  const escaped = quote === '\\' && text.charAt(at + 1) === '"';
  if (quote !== '"' && quote !== "'" && !escaped) return undefined;
  const mark = escaped ? '\\"' : quote;
  const start = at + mark.length;
  for (let end = start; end < Math.min(limit, at + furthestQuote); end++) {
    if (text.startsWith(mark, end)) return { span: span(start, end), end: end + mark.length };
    if (text.charAt(end) === '\\' && quote === '"') end++;
    else if (text.charAt(end) === '\n' && text.charAt(end - 1) !== '\\') return undefined;
  }
  return undefined;
}

/** The end of `$(…)` or `${…}` on its line, or the place behind its sign. */
function closed(text: string, at: number, limit: number): number {
  const close = text.charAt(at + 1) === '(' ? ')' : '}';
  for (let end = at + 2; end < Math.min(limit, at + 256); end++) {
    if (text.charAt(end) === close) return end + 1;
    if (text.charAt(end) === '\n') break;
  }
  return at + 2;
}
