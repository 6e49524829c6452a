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
  const ascii = /^[\x00-\x7f]*$/.test(pattern);
  return isRegExp || !matchCase || !ascii ? undefined : new TextEncoder().encode(pattern);
}
