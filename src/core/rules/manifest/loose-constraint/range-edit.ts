import type { Dependency } from '../../../package/manifest-dependencies';
import { span } from '../../../text/span';
import type { TextEdit } from '../../../text/edit';

/** The edit that gives a dependency the range, in whichever form the manifest names it; `undefined` if it cannot be told where. */
export function rangeEdit(text: string, { name, nameSpan, range, span: entry }: Dependency, value: string): TextEdit | undefined {
  const quoted = JSON.stringify(value);
  if (range) {
    const written = text.slice(range.span.start, range.span.end);
    if (written === JSON.stringify(range.value)) return { span: range.span, text: quoted };
    // Behind the name, in one text with it.
    return written === range.value ? { span: range.span, text: value } : undefined;
  }
  const written = text.slice(entry.start, entry.end);
  if (written === JSON.stringify(name)) return { span: entry, text: JSON.stringify(`${name} ${value}`) };
  if (written === 'null') return { span: entry, text: quoted };
  // A range that is null would be there twice.
  if (!written.startsWith('{') || /"(range|version)"/.test(written)) return undefined;
  const gap = /^\{(\s*)/.exec(written)?.[1] ?? '';
  // The name is a member of the entry: behind it. Otherwise the entry stands beside the name, and the range comes first in it.
  if (nameSpan.start > entry.start) return { span: span(nameSpan.end, nameSpan.end), text: `,${gap || ' '}"range": ${quoted}` };
  const first = entry.start + 1 + gap.length;
  if (text[first] === '}') return { span: entry, text: `{ "range": ${quoted} }` };
  return { span: span(first, first), text: `"range": ${quoted},${gap || ' '}` };
}
