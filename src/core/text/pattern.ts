/** A regular expression as data files write it: `/pattern/flags`. @throws SyntaxError if it is none */
export function patternOf(written: string): RegExp {
  const [, pattern, flags] = /^\/(.+)\/([a-z]*)$/s.exec(written) ?? [];
  if (pattern === undefined) throw new SyntaxError(`${written} is not written as /pattern/flags`);
  return new RegExp(pattern, flags);
}

/** A text as the source of a pattern that finds nothing but it. */
export const literalPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
