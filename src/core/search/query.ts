/** What to look for, as people type it. */
export interface SearchQuery {
  readonly pattern: string;
  readonly isRegExp: boolean;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
}

const wordCharacter = /\w/;

/**
 * A global expression; `^` and `$` are ends of lines.
 * @throws SyntaxError for an expression that is none.
 */
export function compileQuery({ pattern, isRegExp, matchCase, wholeWord }: SearchQuery): RegExp {
  const source = isRegExp ? pattern : pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const left = isRegExp || wordCharacter.test(pattern[0] ?? '') ? '\\b' : '';
  const right = isRegExp || wordCharacter.test(pattern.at(-1) ?? '') ? '\\b' : '';
  // Only property escapes need the stricter syntax of the flag.
  const unicode = isRegExp && /\\[pP]\{|\\u\{/.test(pattern) ? 'u' : '';
  return new RegExp(wholeWord ? `${left}(?:${source})${right}` : source, `gm${matchCase ? '' : 'i'}${unicode}`);
}

/** Bytes that every UTF-8 or Latin-1 text with a match holds; `undefined` if none are known. */
export function needleOf({ pattern, isRegExp, matchCase }: SearchQuery): Uint8Array | undefined {
  const needle = isRegExp ? literalStart(pattern) : pattern;
  const ascii = /^[\x00-\x7f]+$/.test(needle);
  return matchCase && ascii ? new TextEncoder().encode(needle) : undefined;
}

/** What each match of an expression begins with, as far as that is plain; its last character may be quantified. */
function literalStart(pattern: string): string {
  if (pattern.includes('|')) return '';
  const [start = ''] = /^[\w "#%&',/:;<=>@~-]*/.exec(pattern) ?? [];
  return /[*?{]/.test(pattern[start.length] ?? '') ? start.slice(0, -1) : start;
}
