import type { Span } from '../text/span';

/** How text must be written to arrive unchanged, for one layer of quoting around it. */
export type Quoting = 'single' | 'double' | 'heredoc';

/** A stretch of decoded text that stands in the file as it is, or (length 1) as an escape of another length. */
interface Segment {
  readonly decoded: number;
  readonly length: number;
  readonly file: number;
  readonly fileLength: number;
}

/** Text as a program receives it, that still knows where in the file every character stands. */
export interface MappedText {
  readonly text: string;
  readonly segments: readonly Segment[];
  /** Layers of quoting around all of it, innermost first; `undefined` if they differ within the text. */
  readonly quoting: readonly Quoting[] | undefined;
  /** Holds expansions, which are blanked with underscores. */
  readonly computed: boolean;
}

/** `file`: where the text begins in its file, in which it stands as it is. */
export const plainText = (text: string, file = 0): MappedText => ({
  text,
  segments: [{ decoded: 0, length: text.length, file, fileLength: text.length }],
  quoting: [],
  computed: false,
});

/** Where a stretch of decoded text stands in the file. */
export function fileSpan({ segments }: MappedText, { start, end }: Span): Span {
  const first = segments[segmentAt(segments, start)];
  const from = first ? first.file + Math.min(start - first.decoded, first.fileLength) : 0;
  if (end <= start) return { start: from, end: from };
  const index = segmentAt(segments, end - 1);
  const last = segments[index];
  if (!last) return { start: from, end: from };
  const wholeSegment = end - last.decoded >= last.length;
  return { start: from, end: last.file + (wholeSegment ? last.fileLength : end - last.decoded) };
}

/** The index of the segment that holds `offset`. */
function segmentAt(segments: readonly Segment[], offset: number): number {
  let low = 0;
  let high = segments.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.decoded ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** What a program receives of what stands in a stretch of the file. */
export const textWithin = ({ text, segments }: MappedText, { start, end }: Span): string =>
  segments
    .map(({ decoded, length, file, fileLength }) => {
      const isWhole = file >= start && file + fileLength <= end;
      if (isWhole || length !== fileLength) return isWhole ? text.slice(decoded, decoded + length) : '';
      return text.slice(decoded + Math.max(0, start - file), decoded + Math.max(0, Math.min(length, end - file)));
    })
    .join('');

/** Puts a mapped text together, piece by piece. */
export class MappedTextBuilder {
  private text = '';
  private readonly segments: Segment[] = [];
  computed = false;

  /** Text that stands in the file as it is. */
  copy(text: string, file: number): void {
    if (text === '') return;
    const last = this.segments.at(-1);
    if (last && last.length === last.fileLength && last.file + last.length === file) {
      this.segments[this.segments.length - 1] = { ...last, length: last.length + text.length, fileLength: last.length + text.length };
    } else this.segments.push({ decoded: this.text.length, length: text.length, file, fileLength: text.length });
    this.text += text;
  }

  /** A character that is escaped in the file. */
  escape(char: string, file: number, fileLength: number): void {
    this.segments.push({ decoded: this.text.length, length: 1, file, fileLength });
    this.text += char;
  }

  build(quoting: readonly Quoting[] | undefined): MappedText {
    return { text: this.text, segments: this.segments, quoting, computed: this.computed };
  }
}

/** The text as it must be written inside these layers of quoting (innermost first). */
export const quoted = (text: string, quoting: readonly Quoting[]): string => quoting.reduce((inner, layer) => quoters[layer](inner), text);

const quoters: Readonly<Record<Quoting, (text: string) => string>> = {
  single: (text) => text.replaceAll("'", "'\\''"),
  double: (text) => text.replace(/[\\"$`]/g, '\\$&'),
  heredoc: (text) => text.replace(/\\(?=[\\$`])|[$`]/g, '\\$&'),
};

/** What arrives of text that stands inside these layers; `undefined` where something is filled in on the way. */
export function unquoted(text: string, quoting: readonly Quoting[]): string | undefined {
  let inner: string | undefined = text;
  for (const layer of [...quoting].reverse()) inner = inner === undefined ? undefined : unquoters[layer](inner);
  return inner;
}

const unescaped = (text: string, escapes: RegExp): string | undefined =>
  /[$`]/.test(text.replace(escapes, '')) ? undefined : text.replace(escapes, '$1');

const unquoters: Readonly<Record<Quoting, (text: string) => string | undefined>> = {
  single: (text) => text.replaceAll("'\\''", "'"),
  double: (text) => unescaped(text, /\\(?:([\\"$`])|\n)/g),
  heredoc: (text) => unescaped(text, /\\(?:([\\$`])|\n)/g),
};

/** A stretch of a text, with its places. */
export const cut = (outer: MappedText, start: number, end = outer.text.length): MappedText =>
  start === 0 && end === outer.text.length ? outer : through(outer, plainText(outer.text.slice(start, end), start));

/** `inner` was cut out of `outer.text`: the same text with places in the outer's file. */
export function through(outer: MappedText, inner: MappedText): MappedText {
  if (outer.segments.length === 1 && outer.segments[0]?.file === 0) return { ...inner, computed: inner.computed || outer.computed };
  const builder = new MappedTextBuilder();
  for (let at = 0; at < inner.text.length; at++) {
    const within = fileSpan(inner, { start: at, end: at + 1 });
    const { start, end } = fileSpan(outer, within);
    const char = inner.text[at] ?? '';
    if (end - start === 1) builder.copy(char, start);
    else builder.escape(char, start, end - start);
  }
  const quoting = inner.quoting && outer.quoting && [...inner.quoting, ...outer.quoting];
  return { ...builder.build(quoting), computed: inner.computed || outer.computed };
}
