import type { TextEdit } from '../../text/edit';
import { lineEndOf } from '../../text/lines';
import { span } from '../../text/span';
import type { ConfigEditor, ConfigEntry } from './contents';
import type { LineFormat } from './line-values';
import { lineKey, lineValue, type Quote } from './line-words';
import { readLines, type ConfigLine } from './lines';
import { inSequence } from './move';
import { below, segmentsOf, sharedSegments } from './paths';

export function lineEditor(
  text: string,
  format: LineFormat,
  lines: readonly ConfigLine[],
  lineOf: (entry: ConfigEntry) => ConfigLine | undefined,
): ConfigEditor {
  return {
    insert(key, value) {
      const place = placeFor(text, lines, key);
      const raw = lineValue(value, format, place?.like ? quoteOf(text, place.like) : '');
      return place && raw !== undefined ? insertLine(text, format, place, raw) : [];
    },
    remove(entry) {
      const line = lineOf(entry);
      return line ? removeLine(text, line) : [];
    },
    rename(entry, key) {
      const line = lineOf(entry);
      if (!line || lines.some((other) => other.kind === 'entry' && other.key === key)) return [];
      const rest = below(line.section, key);
      const name = rest === undefined ? undefined : lineKey(rest, format);
      if (name !== undefined) return [{ span: line.keySpan, text: name }];
      const raw = text.slice(line.valueSpan.start, line.span.end).trimEnd();
      return inSequence(text, removeLine(text, line), (left) => {
        const place = placeFor(left, readLines(left, format), key);
        return place ? insertLine(left, format, place, raw) : [];
      });
    },
    replace(entry, value) {
      const line = lineOf(entry);
      const raw = line && lineValue(value, format, quoteOf(text, line));
      if (!line || raw === undefined) return [];
      const between = text.slice(line.keySpan.end, line.valueSpan.start);
      const bare = format === 'ini' && !/[=:]/.test(between) ? ' = ' : '';
      return [{ span: bare ? span(line.keySpan.end, line.valueSpan.end) : line.valueSpan, text: bare + raw }];
    },
  };
}

interface Place {
  readonly after: number;
  /** Key within its section. */
  readonly name: string;
  /** A section to open before the line. */
  readonly header?: string;
  /** The entry whose style the new line takes. */
  readonly like?: ConfigLine;
}

/** Behind its nearest relative in the section that its name belongs to; a new section stands behind its relatives. */
function placeFor(text: string, lines: readonly ConfigLine[], key: string): Place | undefined {
  const entries = lines.filter(({ kind }) => kind === 'entry');
  const headers = lines.filter(({ kind }) => kind === 'section');
  if (entries.some((entry) => entry.key === key)) return undefined;
  const fallback = entries.at(-1);
  const open = [...headers].reverse().filter(({ key: name }) => name && below(name, key) !== undefined);
  const home = open.sort((a, b) => b.key.length - a.key.length)[0];
  const siblings = entries.filter(({ section }) => section === (home?.key ?? ''));
  const nearest = closest(siblings, key);
  if (home) {
    const last = closest(
      siblings.filter(({ span: at }) => at.start > home.span.start),
      key,
    );
    const like = nearest ?? fallback;
    return { after: (last ?? home).span.end, name: below(home.key, key) ?? key, ...(like && { like }) };
  }
  if (nearest && (headers.length === 0 || sharedSegments(nearest.key, key) > 0))
    return { after: nearest.span.end, name: key, like: nearest };
  if (headers.length === 0) return { after: text.length, name: key };
  const segments = segmentsOf(key);
  const name = segments.pop() ?? key;
  if (segments.length === 0) return nearest && { after: nearest.span.end, name, like: nearest };
  const header = segments.join('.');
  const relative = closest(headers, header) ?? headers.at(-1);
  const last = lines.filter((line) => line.kind !== 'other' && line.section === relative?.key).at(-1);
  return { after: (last ?? lines.at(-1))?.span.end ?? text.length, name, header, ...(fallback && { like: fallback }) };
}

/** Of those that share the most leading segments, the last. */
function closest(lines: readonly ConfigLine[], key: string): ConfigLine | undefined {
  let best: ConfigLine | undefined;
  for (const line of lines) if (!best || sharedSegments(line.key, key) >= sharedSegments(best.key, key)) best = line;
  return best;
}

function insertLine(text: string, format: LineFormat, { after, name, header, like }: Place, raw: string): readonly TextEdit[] {
  const key = lineKey(name, format);
  if (key === undefined || (header !== undefined && !/^[\w.-]+$/.test(header))) return [];
  const newline = lineEndOf(text);
  const opening = header === undefined ? '' : `${after > 0 ? newline : ''}[${header}]${newline}`;
  const line = opening + leadOf(text, like) + key + separatorOf(text, format, key, like) + raw;
  const atEnd = after === text.length && after > 0 && !/[\r\n]$/.test(text);
  return [{ span: span(after, after), text: atEnd ? newline + line : line + newline }];
}

const leadOf = (text: string, like: ConfigLine | undefined): string => (like ? text.slice(like.span.start, like.keySpan.start) : '');

/** As its neighbour has it; where those stand in a column, in that column. */
function separatorOf(text: string, format: LineFormat, key: string, like: ConfigLine | undefined): string {
  const between = like ? text.slice(like.keySpan.end, like.valueSpan.start) : '';
  const [, gap = '', sign = '', rest = ''] = /^([ \t]*)([=:])([ \t]*)$/.exec(between) ?? [];
  if (!like || !sign) return format === 'ini' ? ' = ' : '=';
  const column = like.keySpan.end - like.keySpan.start + gap.length;
  const aligned = /^ {2,}$/.test(gap) ? ' '.repeat(Math.max(1, column - key.length)) : gap;
  return aligned + sign + (rest || (like.value === '' && format === 'ini' ? gap && ' ' : ''));
}

function quoteOf(text: string, { valueSpan }: ConfigLine): Quote {
  const first = text[valueSpan.start];
  return (first === '"' || first === "'") && text[valueSpan.end - 1] === first ? first : '';
}

/** With its line end; of a last line that has none, the one before goes. */
function removeLine(text: string, line: ConfigLine): readonly TextEdit[] {
  const { start, end } = line.span;
  const before = /[\r\n]$/.test(text.slice(start, end))
    ? 0
    : (/(\r\n|\r|\n)$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0);
  return [{ span: span(start - before, end), text: '' }];
}
