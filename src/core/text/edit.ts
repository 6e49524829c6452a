import type { Span } from './span';

/** Replace `span` by `text`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * Applies edits that do not overlap (see `core/fix` for choosing them). Insertions at one place keep their order.
 * @throws RangeError if two edits overlap or one lies outside the text: that is a mistake of the caller.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < at || edit.span.end > text.length) {
      throw new RangeError(`edit at ${edit.span.start} overlaps another or lies outside the text`);
    }
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
