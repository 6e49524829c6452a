import { literalPattern } from '../text/pattern';

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
  const source = isRegExp ? pattern : literalPattern(pattern);
  const left = isRegExp || wordCharacter.test(pattern[0] ?? '') ? '\\b' : '';
  const right = isRegExp || wordCharacter.test(pattern.at(-1) ?? '') ? '\\b' : '';
  // Only property escapes need the stricter syntax of the flag.
  const unicode = isRegExp && /\\[pP]\{|\\u\{/.test(pattern) ? 'u' : '';
  return new RegExp(wholeWord ? `${left}(?:${source})${right}` : source, `gm${matchCase ? '' : 'i'}${unicode}`);
}

/** Every UTF-8 or Latin-1 text with a match holds all of these bytes; none if no such bytes are known. */
export function needlesOf({ pattern, isRegExp, matchCase }: SearchQuery): Uint8Array[] {
  if (!matchCase) return [];
  const literals = isRegExp ? literalsOf(pattern) : [pattern];
  return literals.filter((literal) => /^[\x00-\x7f]+$/.test(literal)).map((literal) => new TextEncoder().encode(literal));
}

/** A class, an escape or a character, and how often it may come. */
const atom = /(\[(?:\\.|[^\]\\])*\]?|\\?.)((?:[*+?]|\{[^}]*\}?)\??)?/gs;
const plain = /^(?:\\\W|[^\\[.^$])$/s;
/** What follows is no longer known: it may be optional, or a part of the escape. */
const unknown = /^(?:[()]|\\[^dswb\W])/i;

/** The plain parts that each match of an expression holds, up to its first group. */
function literalsOf(pattern: string): string[] {
  if (pattern.includes('|')) return [];
  const literals: string[] = [];
  let literal = '';
  for (const [, part = '', often = ''] of pattern.matchAll(atom)) {
    if (unknown.test(part)) break;
    const isPlain = plain.test(part);
    if (isPlain && (often === '' || often.startsWith('+'))) literal += part.slice(-1);
    if (isPlain && often === '') continue;
    literals.push(literal);
    literal = '';
  }
  return [...literals, literal];
}
