import { span, type Span } from '../../text/span';

/** From the name to the secret if they stand on one line; else the secret alone. */
export function withName(text: string, name: Span | undefined, value: Span): Span {
  if (!name || name.start > value.start || value.start - name.start > 400) return value;
  return text.slice(name.start, value.start).includes('\n') ? value : span(name.start, value.end);
}

/** A value without the quotes around it. */
export function unquoted(text: string, { start, end }: Span): Span {
  const quote = text.charAt(start);
  const isQuoted = end - start >= 2 && (quote === '"' || quote === "'" || quote === '`') && text.charAt(end - 1) === quote;
  // Two texts in quotes, one behind the other, are no text in quotes.
  const isOne =
    isQuoted &&
    !text
      .slice(start + 1, end - 1)
      .replace(/\\./g, '')
      .includes(quote);
  return isOne ? span(start + 1, end - 1) : span(start, end);
}

export const said = (text: string, { start, end }: Span): string => text.slice(start, end);

/** Whether a line says, up to a place in it, that an example follows: `Example: …`, `examples = ["…`, `"examples": [`. */
export const isExampleBefore = (head: string): boolean => /\b[Ee]xamples?["']?\s{0,4}(?:[:=]|=>)[^\n]{0,120}$/.test(head);
