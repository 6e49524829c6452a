import { span, type Span } from '../../text/span';
import { afterBreak, lineEnd } from './line-values';

/** A text that is the value of an entry, and where its characters stand in the file. */
export interface InnerText {
  readonly text: string;
  placeOf(at: Span): Span;
  /** Start of the file's line that holds an offset of the text. */
  lineOf(offset: number): number;
  /** The stretch of the file that the text is written in, with another text; absent if it is not written as it reads. */
  readonly write?: (text: string) => { readonly span: Span; readonly text: string };
}

export function innerText(outer: string, at: Span, value: string): InnerText {
  return blockText(outer, at, value) ?? quotedText(outer, at, value) ?? hiddenText(at, value);
}

/** All of it is somewhere in the value. */
const hiddenText = (at: Span, text: string): InnerText => ({ text, placeOf: () => at, lineOf: () => at.start });

interface Line {
  /** In the inner text. */
  readonly start: number;
  /** In the file: of the line, and of what it holds. */
  readonly line: number;
  readonly content: number;
}

/** YAML's `|`: each line as it is, behind the same indentation. */
function blockText(outer: string, at: Span, value: string): InnerText | undefined {
  if (!/^\|[-+1-9]{0,2}[ \t]*(#.*)?$/.test(outer.slice(at.start, lineEnd(outer, at.start)))) return undefined;
  const first = afterBreak(outer, lineEnd(outer, at.start));
  const indent = /^(?:[ \t]*(?:\r\n|\n))*( +)/.exec(outer.slice(first, at.end))?.[1] ?? '';
  if (indent === '') return undefined;
  const lines: Line[] = [];
  const parts: string[] = [];
  let length = 0;
  for (let line = first; line < at.end;) {
    const next = afterBreak(outer, lineEnd(outer, line));
    const blank = /^ */.exec(outer.slice(line, Math.min(line + indent.length, lineEnd(outer, line))))?.[0].length ?? 0;
    const part = outer.slice(line + blank, next);
    lines.push({ start: length, line, content: line + blank });
    parts.push(part);
    length += part.length;
    line = next;
  }
  const text = parts.join('');
  if (text.replaceAll('\r\n', '\n').trimEnd() !== value.trimEnd()) return undefined;
  const end = lines.length === 0 ? first : afterBreak(outer, lineEnd(outer, at.end));
  const lineAt = (offset: number): Line => {
    let [low, high] = [0, lines.length];
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((lines[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return lines[low] ?? { start: 0, line: first, content: first };
  };
  const place = (offset: number): number => {
    const { start, content } = lineAt(offset);
    return Math.min(content + offset - start, outer.length);
  };
  return {
    text,
    // The end of a span that reaches to a line's end stays there.
    placeOf: ({ start, end: to }) => span(place(start), to > start ? place(to - 1) + 1 : place(start)),
    lineOf: (offset) => lineAt(offset).line,
    write: (changed) => ({ span: span(first, end), text: changed.replace(/^(?=[^\r\n])/gm, indent) }),
  };
}

/** One line in quotes, as JSON has it: places are known, but edits would be written in escapes. */
function quotedText(outer: string, { start, end }: Span, value: string): InnerText | undefined {
  const raw = outer.slice(start, end);
  if (!raw.startsWith('"') || !isJsonOf(raw, value)) return undefined;
  const places: number[] = [];
  let at = 1;
  while (at < raw.length - 1) {
    places.push(start + at);
    at += raw[at] !== '\\' ? 1 : raw[at + 1] === 'u' ? 6 : 2;
  }
  const place = (offset: number): number => places[offset] ?? end - 1;
  return { text: value, placeOf: (of) => span(place(of.start), place(of.end)), lineOf: place };
}

function isJsonOf(raw: string, value: string): boolean {
  try {
    return JSON.parse(raw) === value;
  } catch {
    return false;
  }
}
