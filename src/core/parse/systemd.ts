import type { Span } from '../text/span';
import type { SyntaxFault } from './fault';

export interface UnitFile {
  readonly sections: readonly UnitSection[];
  readonly faults: readonly SyntaxFault[];
  /** There are more faults than those that are listed. */
  readonly faultsCut: boolean;
  /** It is not a file of its own: a script writes it there. `expands`: the shell puts values for `$variables` in it. */
  readonly written?: { readonly to: string; readonly expands: boolean };
}

export interface UnitSection {
  readonly name: string;
  /** The header, brackets included. */
  readonly span: Span;
  readonly directives: readonly UnitDirective[];
}

export interface UnitDirective {
  readonly key: string;
  readonly keySpan: Span;
  /** Continuation lines joined as systemd does: a space for the backslash, no indentation, comments left out. */
  readonly value: string;
  /** From the value's first to its last character; empty for an assignment that resets a list. */
  readonly valueSpan: Span;
  /** The value's words, quotes removed, escapes and specifiers (`%i`) as written. */
  readonly words: readonly UnitWord[];
}

export interface UnitWord {
  readonly value: string;
  /** Quotes included. */
  readonly span: Span;
}

/** More faults than this say nothing new. */
const maxFaults = 50;

/** A logical line: its characters, and where each stands in the file. */
interface Piece {
  readonly text: string;
  readonly offset: number;
}

/**
 * Reads a unit file or drop-in as systemd's own reader does (systemd.syntax(7)). Never throws; lines that systemd would
 * ignore become faults: `unit-section`, `unit-assignment` and `unit-outside`.
 */
export function parseUnit(text: string, from = 0): UnitFile {
  const sections: { name: string; span: Span; directives: UnitDirective[] }[] = [];
  const faults: SyntaxFault[] = [];
  let faultsCut = false;
  for (const pieces of logicalLines(text, from)) {
    const line = joined(pieces);
    const fault = (code: string, detail: string) => {
      if (faults.length < maxFaults) faults.push({ code, span: line.spanOf(0, line.text.length), detail });
      else faultsCut = true;
    };
    const equals = line.text.indexOf('=');
    const key = line.text.slice(0, Math.max(equals, 0)).trimEnd();
    const section = sections[sections.length - 1];
    if (line.text.startsWith('[')) {
      if (!line.text.endsWith(']')) fault('unit-section', 'a section header ends with a bracket');
      else sections.push({ name: line.text.slice(1, -1), span: line.spanOf(0, line.text.length), directives: [] });
    } else if (key === '')
      fault('unit-assignment', equals < 0 ? 'a line is a section, a comment or Key=Value' : 'the key before the equals sign is missing');
    else if (!section) fault('unit-outside', 'this assignment stands before the first section');
    else section.directives.push(directive(line, key, equals));
  }
  return { sections, faults, faultsCut };
}

/** The words of a list directive in effect: an empty assignment drops what came before it. */
export function wordsOf(unit: UnitFile, section: string, key: string): readonly UnitWord[] {
  let words: readonly UnitWord[] = [];
  for (const { name, directives } of unit.sections) {
    if (name !== section) continue;
    for (const found of directives) if (found.key === key) words = found.value === '' ? [] : [...words, ...found.words];
  }
  return words;
}

function directive(line: JoinedLine, key: string, equals: number): UnitDirective {
  let start = equals + 1;
  while (start < line.text.length && isSpace(line.text[start])) start++;
  return {
    key,
    keySpan: line.spanOf(0, key.length),
    value: line.text.slice(start),
    valueSpan: line.spanOf(start, line.text.length),
    words: wordSpans(line.text, start).map(({ value, from, to }) => ({ value, span: line.spanOf(from, to) })),
  };
}

function wordSpans(text: string, start: number): { value: string; from: number; to: number }[] {
  const words: { value: string; from: number; to: number }[] = [];
  let at = start;
  for (;;) {
    while (at < text.length && isSpace(text[at])) at++;
    if (at >= text.length) return words;
    const from = at;
    const parts: string[] = [];
    let quote: string | undefined;
    let literal = at;
    for (; at < text.length && (quote || !isSpace(text[at])); at++) {
      const unit = text[at];
      if (unit === '\\') at++;
      else if (quote ? unit === quote : unit === '"' || unit === "'") {
        parts.push(text.slice(literal, at));
        literal = at + 1;
        quote = quote ? undefined : unit;
      }
    }
    at = Math.min(at, text.length);
    parts.push(text.slice(literal, at));
    words.push({ value: parts.join(''), from, to: at });
  }
}

/** Lines with their continuations; comments and blank lines left out. */
function* logicalLines(text: string, from: number): Generator<readonly Piece[]> {
  let pending: Piece[] = [];
  let at = from;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    let start = at;
    while (start < lineEnd && isSpace(text[start])) start++;
    at = text[lineEnd] === '\r' && text[lineEnd + 1] === '\n' ? lineEnd + 2 : lineEnd + 1;
    if (start < lineEnd && (text[start] === '#' || text[start] === ';')) continue;
    const content = text.slice(start, lineEnd);
    if (endsEscaped(content)) {
      pending.push({ text: `${content.slice(0, -1)} `, offset: start });
      continue;
    }
    pending.push({ text: content, offset: start });
    if (pending.some((piece) => piece.text.trim() !== '')) yield pending;
    pending = [];
  }
  if (pending.some((piece) => piece.text.trim() !== '')) yield pending;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** An odd number of backslashes stands at the end. */
function endsEscaped(line: string): boolean {
  let count = 0;
  while (line[line.length - 1 - count] === '\\') count++;
  return count % 2 === 1;
}

interface JoinedLine {
  readonly text: string;
  /** File span of a stretch of `text`. */
  spanOf(start: number, end: number): Span;
}

function joined(pieces: readonly Piece[]): JoinedLine {
  const whole = pieces.map(({ text }) => text).join('');
  const lead = whole.length - whole.trimStart().length;
  const text = whole.trim();
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  const offsetAt = (position: number): number => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return (pieces[low]?.offset ?? 0) + position - (starts[low] ?? 0);
  };
  return {
    text,
    spanOf(start, end) {
      const from = offsetAt(lead + start);
      return { start: from, end: end > start ? offsetAt(lead + end - 1) + 1 : from };
    },
  };
}

const isSpace = (unit: string | undefined): boolean => unit === ' ' || unit === '\t';
