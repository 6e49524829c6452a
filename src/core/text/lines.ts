import type { Span } from './span';

/** 0-based; `character` counts UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Offsets at which lines start. Lines end at LF, CR LF or a lone CR, as in VS Code. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}

export const rangeOf = (starts: readonly number[], at: Span): Range => ({
  start: positionAt(starts, at.start),
  end: positionAt(starts, at.end),
});

/** The line that holds `offset`, without its line end. */
export function lineSpanAt(text: string, offset: number): Span {
  let start = Math.min(offset, text.length);
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return { start, end };
}

/** The line end that a text uses: that of its first line. */
export const lineEndOf = (text: string): '\n' | '\r\n' => (/\r\n|\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n');
