import { groupBy } from '../groups';

const none: readonly never[] = [];

/** As `matchAll`, for patterns that mostly find nothing: it copies the pattern first, which takes longer than to look through a short text. */
export const matchesOf = (text: string, pattern: RegExp): readonly RegExpExecArray[] =>
  text.search(pattern) < 0 ? none : [...text.matchAll(pattern)];

/** Characters of a text that one pattern of many looks through faster than many patterns do. */
const short = 1000;

/**
 * Those of `patterns` that may find something in a text: in a short one mostly none, which one look tells for all that have the same flags.
 * A pattern that refers to its own groups by number asks for itself.
 */
export function telling(patterns: readonly RegExp[]): (text: string) => readonly RegExp[] {
  const flagsOf = ({ flags }: RegExp): string => flags.replace(/[dgy]/g, '');
  const groups = groupBy(patterns, (pattern) => (/\\\d/.test(pattern.source) ? `${flagsOf(pattern)} ${pattern.source}` : flagsOf(pattern)));
  const looks = [...groups].map(([key, own]) => ({
    own,
    any: new RegExp(own.map(({ source }) => `(?:${source})`).join('|'), key.split(' ')[0]),
  }));
  return (text) => (text.length > short ? patterns : looks.flatMap(({ own, any }) => (any.test(text) ? own : [])));
}
