import type { TextEdit } from '../../text/edit';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import { contains, overlaps, span, type Span } from '../../text/span';
import type { ConfigFile } from './config';
import type { ConfigEntry } from './contents';
import { languageOf } from './languages';
import { afterBreak, lineEnd } from './line-values';

/** A setting that is switched off: it speaks for itself. */
const switchedOff = /^[ \t]*[#;!/]+[ \t]*"?[\w.-]+"?[ \t]*[=:]/;

/** Lines above an entry that are looked at; longer comments head a whole part of the file. */
const maxBlock = 20;

/**
 * Edits that remove an entry along with the comment that is about it alone: directly above, and nothing below that it
 * could be about as well. Two blank lines that meet become one.
 */
export function removeWithComment(text: string, file: ConfigFile, entry: ConfigEntry): readonly TextEdit[] {
  const edits = file.remove(entry);
  const [edit] = edits;
  const line = lineSpanAt(text, entry.keySpan.start);
  if (!edit || edits.length > 1 || edit.text !== '' || edit.span.start !== line.start) return edits;
  const block = commentAbove(text, file, line);
  const own = block && belongs(text, file, entry, block, edit.span.end) ? block.start : line.start;
  return [{ span: span(withoutDoubleBlank(text, own, edit.span.end), edit.span.end), text: '' }];
}

function commentAbove(text: string, { format, entries }: ConfigFile, line: Span): Span | undefined {
  const { comment } = languageOf(format);
  const indent = indentAt(text, line.start);
  let start = line.start;
  for (let count = 0; start > 0; count++) {
    const above = lineSpanAt(text, start - (text[start - 1] === '\n' && text[start - 2] === '\r' ? 2 : 1));
    const content = text.slice(above.start, above.end);
    if (!comment.test(content) || indentAt(text, above.start) !== indent || switchedOff.test(content)) break;
    if (count === maxBlock) return undefined;
    start = above.start;
  }
  // At the top it is about the file, and inside of a text it is no comment.
  const found = span(start, line.start);
  const nothing = start === line.start || start === 0 || entries.some(({ valueSpan }) => overlaps(valueSpan, found));
  return nothing ? undefined : found;
}

function belongs(text: string, { entries, sections }: ConfigFile, entry: ConfigEntry, block: Span, end: number): boolean {
  const words = new Set(text.slice(block.start, block.end).split(/[^\w-]+/));
  const named = ({ key }: { readonly key: string }): boolean => words.has(lastSegment(key));
  if (entries.some((other) => lastSegment(other.key) !== lastSegment(entry.key) && lastSegment(other.key).length > 3 && named(other)))
    return false;
  if (named(entry)) return true;
  const next = text.slice(end, lineEnd(text, end));
  const opens = sections.some(({ keySpan }) => contains(span(end, end + next.length), keySpan)) && /^\s*\[/.test(next);
  return next.trim() === '' || opens || indentAt(text, end).length < indentAt(text, block.start).length;
}

function withoutDoubleBlank(text: string, start: number, end: number): number {
  const newline = lineEndOf(text);
  const blankAbove = text.slice(0, start).endsWith(newline + newline);
  const blankBelow = end >= text.length || lineEnd(text, end) === end;
  return blankAbove && blankBelow && afterBreak(text, start - newline.length) === start ? start - newline.length : start;
}

const lastSegment = (key: string): string => key.slice(key.lastIndexOf('.') + 1);
const indentAt = (text: string, start: number): string => /^[ \t]*/.exec(text.slice(start, start + 200))?.[0] ?? '';
