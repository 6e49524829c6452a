import { lineStarts, positionAt, type Position } from '../text/lines';
import { span, type Span } from '../text/span';

export interface TextMatch {
  readonly start: Position;
  readonly end: Position;
  /** The line of the start, without its indentation and shortened around the match. */
  readonly line: string;
  /** The match in `line`, as far as it is there. */
  readonly highlight: Span;
  /** The lines around it, shortened; absent at the ends of the text. */
  readonly before?: string;
  readonly after?: string;
}

export interface SearchLimits {
  /** Matches per text. */
  readonly matches: number;
  /** Characters of a line that are shown. */
  readonly line: number;
}

export interface TextMatches {
  readonly matches: readonly TextMatch[];
  /** There are more than the limit. */
  readonly more: boolean;
}

/** All matches of a global expression that are not empty, in their order. */
export function searchText(text: string, pattern: RegExp, limits: SearchLimits): TextMatches {
  const matches: TextMatch[] = [];
  let places: ((offset: number) => Position) | undefined;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const { index } = found;
    const { length } = found[0];
    if (length === 0) {
      pattern.lastIndex++;
      continue;
    }
    if (matches.length >= limits.matches) return { matches, more: true };
    places ??= placesIn(text);
    matches.push({ start: places(index), end: places(index + length), ...excerpt(text, index, length, limits.line) });
  }
  return { matches, more: false };
}

/** Positions of offsets that do not fall: what lies between them is looked at once. */
function placesIn(text: string): (offset: number) => Position {
  if (text.includes('\r')) {
    const starts = lineStarts(text);
    return (offset) => positionAt(starts, offset);
  }
  let line = 0;
  let start = 0;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      line++;
      start = next + 1;
      next = text.indexOf('\n', start);
    }
    return { line, character: offset - start };
  };
}

function excerpt(text: string, index: number, length: number, width: number): Omit<TextMatch, 'start' | 'end'> {
  const start = lineStart(text, index);
  const end = lineEnd(text, index);
  let from = start;
  while (from < index && (text[from] === ' ' || text[from] === '\t')) from++;
  // A long line is shown from a little before the match.
  if (index + length - from > width) from = Math.max(from, index - Math.floor(width / 4));
  const to = Math.min(end, from + width);
  const cut = from > start && text.slice(start, from).trim() !== '' ? '…' : '';
  const shift = cut.length - from;
  const around = neighbours(text, start, end, width);
  return {
    line: cut + text.slice(from, to) + (to < end ? '…' : ''),
    highlight: span(index + shift, Math.min(index + length, to) + shift),
    ...around,
  };
}

function neighbours(text: string, start: number, end: number, width: number): Pick<TextMatch, 'before' | 'after'> {
  const above = text[start - 1] === '\n' && text[start - 2] === '\r' ? start - 2 : start - 1;
  const below = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  const shown = (from: number, to: number) => text.slice(from, Math.min(to, from + width));
  return {
    ...(above >= 0 && { before: shown(lineStart(text, above), above) }),
    ...(below < text.length && { after: shown(below, lineEnd(text, below)) }),
  };
}

/** Further away a line end is not looked for: minified files are one line. */
const maxLine = 10_000;

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && offset - at < maxLine && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && at - offset < maxLine && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
