/** Kinds of tokens, as psql's own scanner tells them apart. */
export type TokenKind =
  | 'word'
  | 'quoted'
  | 'string'
  | 'number'
  | 'variable'
  | 'meta'
  | 'separator'
  | 'semicolon'
  | 'open'
  | 'close'
  | 'dot'
  | 'comma'
  | 'operator'
  | 'backtick';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/**
 * The token at or after `from`, white space and comments skipped; `undefined` at the end of the text. Literals that are never
 * closed reach the end of the text, as they do in psql. Every call looks at each character once.
 */
export function nextToken(text: string, from: number): Token | undefined {
  const start = skipBlank(text, from);
  if (start >= text.length) return undefined;
  const token = (kind: TokenKind, end: number): Token => ({ kind, start, end });
  const char = text[start] ?? '';
  if (isWordStart(text.charCodeAt(start))) {
    const prefixed = literalPrefix(text, start);
    if (prefixed) return prefixed;
    return token('word', endOfWord(text, start + 1));
  }
  switch (char) {
    case "'":
      return token('string', endOfQuoted(text, start + 1, "'", false));
    case '"':
      return token('quoted', endOfQuoted(text, start + 1, '"', false));
    case '$':
      return token(...dollar(text, start));
    case ':':
      return token(...colon(text, start));
    case '\\':
      // psql sends \; and \: as they are, without ending the statement
      return text[start + 1] === ';' || text[start + 1] === ':' ? token('separator', start + 2) : token('meta', start + 1);
    case '`':
      return token('backtick', start + 1);
  }
  if (isDigit(text.charCodeAt(start))) return token('number', endOfNumber(text, start));
  return token(punctuation.get(char) ?? 'operator', start + 1);
}

const punctuation: ReadonlyMap<string, TokenKind> = new Map(
  Object.entries({ ';': 'semicolon', '(': 'open', ')': 'close', '.': 'dot', ',': 'comma' }),
);

/** Where the word that starts before `at` ends. */
function endOfWord(text: string, at: number): number {
  let end = at;
  while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
  return end;
}

export function skipBlank(text: string, from: number): number {
  let at = from;
  for (; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === 32 || (code >= 9 && code <= 13)) at++;
    else if (code === 45 && text.charCodeAt(at + 1) === 45) at = endOfLine(text, at);
    else if (code === 47 && text.charCodeAt(at + 1) === 42) at = endOfComment(text, at + 2);
    else break;
  }
  return at;
}

export function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function endOfComment(text: string, from: number): number {
  let depth = 1;
  let at = from;
  while (at < text.length && depth > 0) {
    if (text[at] === '*' && text[at + 1] === '/') {
      depth--;
      at += 2;
    } else if (text[at] === '/' && text[at + 1] === '*') {
      depth++;
      at += 2;
    } else at++;
  }
  return at;
}

/** Behind the quote that ends what begins at `from`, behind its own quote; a doubled one is part of it. */
export function endOfQuoted(text: string, from: number, quote: string, escapes: boolean): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && escapes) at++;
    else if (char === quote) {
      if (text[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return text.length;
}

/** `E'…'`, `B'…'`, `X'…'`, `N'…'`, `U&'…'` and `U&"…"`. */
function literalPrefix(text: string, start: number): Token | undefined {
  const letter = text[start]?.toLowerCase() ?? '';
  if ('ebxn'.includes(letter) && text[start + 1] === "'") {
    return { kind: 'string', start, end: endOfQuoted(text, start + 2, "'", letter === 'e') };
  }
  const quote = text[start + 2];
  if (letter === 'u' && text[start + 1] === '&' && (quote === "'" || quote === '"')) {
    return { kind: quote === '"' ? 'quoted' : 'string', start, end: endOfQuoted(text, start + 3, quote, false) };
  }
  return undefined;
}

/** `$1`, or a dollar quote with its body. */
function dollar(text: string, start: number): [TokenKind, number] {
  let at = start + 1;
  if (isDigit(text.charCodeAt(at))) return ['number', endOfNumber(text, at)];
  if (isWordStart(text.charCodeAt(at))) while (isWordPart(text.charCodeAt(at)) && text[at] !== '$') at++;
  if (text[at] !== '$') return ['operator', start + 1];
  const tag = text.slice(start, at + 1);
  const close = text.indexOf(tag, at + 1);
  return ['string', close < 0 ? text.length : close + tag.length];
}

/** A psql variable, a cast or an assignment. */
function colon(text: string, start: number): [TokenKind, number] {
  const next = text[start + 1] ?? '';
  if (next === ':' || next === '=') return ['operator', start + 2];
  if (next === "'" || next === '"') {
    const end = endOfVariable(text, start + 2);
    return end > start + 2 && text[end] === next ? ['variable', end + 1] : ['operator', start + 1];
  }
  if (next === '{' && text[start + 2] === '?') {
    const end = endOfVariable(text, start + 3);
    return end > start + 3 && text[end] === '}' ? ['variable', end + 1] : ['operator', start + 1];
  }
  const end = endOfVariable(text, start + 1);
  return end > start + 1 ? ['variable', end] : ['operator', start + 1];
}

function endOfVariable(text: string, from: number): number {
  let end = from;
  while (end < text.length && isWordPart(text.charCodeAt(end)) && text[end] !== '$') end++;
  return end;
}

function endOfNumber(text: string, from: number): number {
  let end = from;
  while (end < text.length && (isDigit(text.charCodeAt(end)) || isLetter(text.charCodeAt(end)))) end++;
  return end;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isWordStart = (code: number): boolean => isLetter(code) || code === 95 || code >= 128;
const isWordPart = (code: number): boolean => isWordStart(code) || isDigit(code) || code === 36;
