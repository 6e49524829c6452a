import { signs } from './signs';

const none: readonly never[] = [];

/** As `matchAll`, for patterns that mostly find nothing: it copies the pattern first, which takes longer than to look through a short text. */
export const matchesOf = (text: string, pattern: RegExp): readonly RegExpExecArray[] =>
  text.search(pattern) < 0 ? none : [...text.matchAll(pattern)];

/** A pattern, and words without which it finds nothing, as `signs` wants them; `''`: it has none. */
export type Sought = readonly [words: string, pattern: RegExp];

/** Those of the patterns that may find something in a text. */
export function telling(sought: readonly Sought[]): (text: string) => readonly RegExp[] {
  const all = sought.map(([words, pattern]) => ({ pattern, may: words === '' ? () => true : signs(words) }));
  return (text) => all.filter(({ may }) => may(text)).map(({ pattern }) => pattern);
}
