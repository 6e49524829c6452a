import { isScalar, isSeq, parseDocument } from 'yaml';
import { span, type Span } from '../../text/span';
import { lineSpanAt } from '../../text/lines';
import type { ConfigEntry } from '../config/contents';
import { innerText } from '../config/inner-text';
import { MappedTextBuilder, type MappedText } from '../mapped-text';

/** A text of a file of settings, and where it stands. */
export interface Written {
  readonly text: string;
  readonly placeOf: (at: Span) => Span;
}

/** What an entry says, if that is text. */
export function writtenIn(file: string, { value, valueSpan }: Pick<ConfigEntry, 'value' | 'valueSpan'>): Written | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value), placeOf: () => valueSpan };
  return typeof value === 'string' ? textAt(file, valueSpan, value) : undefined;
}

/** The items of a list of texts, or the one text that stands in its place. */
export function itemsIn(file: string, entry: Pick<ConfigEntry, 'value' | 'valueSpan'>): readonly Written[] {
  const { value, valueSpan } = entry;
  if (!Array.isArray(value)) return [writtenIn(file, entry) ?? []].flat();
  const places = placesOfItems(file, valueSpan);
  return value.flatMap((item: unknown, index) => {
    if (typeof item !== 'string' && typeof item !== 'number') return [];
    return [textAt(file, places[index] ?? valueSpan, String(item))];
  });
}

function textAt(file: string, at: Span, value: string): Written {
  const raw = file.slice(at.start, at.end);
  const from = [0, 1].find((skip) => raw.startsWith(value, skip) && raw.length === value.length + 2 * skip);
  if (from === undefined) return innerText(file, at, value);
  return { text: value, placeOf: ({ start, end }) => span(at.start + from + start, at.start + from + end) };
}

/** Of a list that is read again by itself, with its first line where it stands. */
function placesOfItems(file: string, { start, end }: Span): readonly Span[] {
  const column = start - lineSpanAt(file, start).start;
  const list = parseDocument(' '.repeat(column) + file.slice(start, end), { logLevel: 'silent', strict: false }).contents;
  if (!isSeq(list)) return [];
  return list.items.map((item) => {
    const [from, to] = (isScalar(item) ? item.range : undefined) ?? [column, column + end - start];
    return span(from - column + start, to - column + start);
  });
}

/** A piece of a command: text of the file, or what stands for something of it. */
export type Piece = Written | { readonly text: string; readonly for: Span };

/** Puts a command together. What a template fills in is something that the shell would fill in. */
export function commandOf(pieces: readonly Piece[], known: ReadonlyMap<string, string> = new Map()): MappedText {
  const builder = new MappedTextBuilder();
  for (const piece of pieces) {
    for (let at = 0; at < piece.text.length;) {
      const hole = piece.text[at] === '{' ? template.exec(piece.text.slice(at, at + longest)) : null;
      const length = hole?.[0].length ?? 1;
      const place = 'for' in piece ? piece.for : piece.placeOf(span(at, at + length));
      const value = hole ? (known.get((hole[1] ?? '').replace(/^-|-$/g, '').trim()) ?? unknownValue) : (piece.text[at] ?? '');
      if (!hole && place.end - place.start === 1) builder.copy(value, place.start);
      else for (const char of value) builder.escape(char, place.start, place.end - place.start);
      at += length;
    }
  }
  return builder.build(undefined);
}

/** `{{ name }}` of Jinja and Helm. */
const template = /^\{\{([^{}]*)\}\}/;
const longest = 300;
/** What stands for a value that only the template's engine knows. */
export const unknownValue = '${template}';
