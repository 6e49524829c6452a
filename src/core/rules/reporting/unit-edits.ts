import type { UnitSection } from '../../parse/systemd';
import type { Subject } from '../../subject/subject';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import type { FileEdit } from '../finding';

/** A line of its own below a place: with the indentation of that line, as here-documents have it. */
export function lineBelow({ path, text }: Subject<'unit'>, offset: number, line: string): FileEdit {
  const { start, end } = lineSpanAt(text, offset);
  const indent = /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? '';
  return { path, span: { start: end, end }, text: `${lineEndOf(text)}${indent}${line}` };
}

/** Where a section ends, blank lines behind it left out. */
export const endOfSection = ({ span, directives }: UnitSection): number => {
  const last = directives.at(-1);
  return last ? Math.max(last.keySpan.end, last.valueSpan.end) : span.end;
};
