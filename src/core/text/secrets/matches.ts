const none: readonly never[] = [];

/** As `matchAll`, for patterns that mostly find nothing: it copies the pattern first, which takes longer than to look through a short text. */
export const matchesOf = (text: string, pattern: RegExp): readonly RegExpExecArray[] =>
  text.search(pattern) < 0 ? none : [...text.matchAll(pattern)];
