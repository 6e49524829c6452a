import { span, type Span } from '../span';

/** Values that are longer are not asked whether they stand for another: they are secrets. */
const longestReference = 400;

/** How far the end of a reference is looked for, and how far a value goes that does not end. */
const furthest = 65_536;

const variable =
  /^(?:\$[\w{(@:#?!*-]|`|%\w+%|%[-0-9.]*[sdq]|\{\{|\{%|<[^<>]*>$|#\{|@[\w.-]+@$|__\w+__$|\[[\w -]*\]$|\$\[|\{\$|!(?:ref|sub|vault|reference|env)\b|secretKeyRef|&[\w.-]+;?\s?$|\*\w+$)/i;

const elsewhere =
  /^(?:(?:https?|file|vault|ssm|op|env|secret|gs|s3|keyring|arn:aws|sops):|(?:~|\.{1,2})?(?:\/[\w.@{}$-]+){2,}\/?$|[a-z]:\\|@?\/run\/|\.{0,2}\/[\w-]+\.\w{1,5}$)/i;

const code =
  /^(?:(?:process|os|self|this|config|settings|env|args|request|req|options|opts|var|local|data|module|params|system|vars|each|input|event)\??[.[]|[\w.:]{1,80}\(|new |lambda\b|ENV\[|ENC\[)/;

const wordsForNone =
  /^(?:null|nullptr|asn1_novalue|none|nil|undefined|true|false|yes|no|on|off|string|str|text|bool|boolean|int|integer|number|any|object|required|optional|prompt|ask|disabled|enabled|varchar|char|void|unset|empty|not|is|redacted|masked|hidden|\(redacted\)|\[redacted\]|your[-_ ].{0,60}|x{3,}|[*•.…?_-]+)$/i;

/** Whether a value only stands for a secret that is elsewhere: a variable, a placeholder, a file, nothing. */
export function isNoSecret(value: string): boolean {
  if (variable.test(value.slice(0, longestReference)) && !/^\$(?:1|2[abxy]?|5|6|7|y|argon2\w*)\$/.test(value)) return true;
  if (value.length > longestReference) return false;
  const own = value.trim();
  return own.length < 3 || wordsForNone.test(own) || elsewhere.test(own) || code.test(own);
}

export interface ReadValue {
  /** Without its quotes. */
  readonly span: Span;
  /** Offset of what comes after it, and after its quotes. */
  readonly end: number;
}

/**
 * The value that begins at `at`, in quotes of any kind or as one word: up to a blank or what ends a command or a field.
 * Words go on behind a backslash, over the end of the line as well.
 */
export function readValue(text: string, at: number): ReadValue {
  const quoted = readQuoted(text, at);
  // Behind an escaped quote goes on what stands around the value: `sed "s/pw=.*/pw=\"$PW\"/"`.
  // `value="…"/>`: the end of a tag.
  if (quoted && (text.charAt(at) === '\\' || !partOfWord.test(text.charAt(quoted.end)) || text.startsWith('/>', quoted.end))) return quoted;
  let end = quoted ? quoted.end : at;
  const limit = Math.min(text.length, at + furthest);
  while (end < limit) {
    const unit = text.charAt(end);
    if (unit === '\\') {
      const next = text.charAt(end + 1);
      if (next === '"' || next === "'") break;
      end += 2;
      if (next === '\r') end++;
      if (next === '\r' || next === '\n') while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end++;
    } else if (unit === '"' || unit === "'") {
      // In the middle of a word a quote opens one more part of it, or ends what stands around the word.
      const part = end === at || quoted ? readQuoted(text, end) : undefined;
      if (!part) break;
      end = part.end;
    } else if (endOfWord.test(unit) || (unit === ',' && nextField.test(text.slice(end + 1, end + 42)))) break;
    else end++;
  }
  end = Math.min(end, text.length);
  return { span: span(at, end), end };
}

const partOfWord = /[\w'"$@!%^*+/~-]/;
const endOfWord = /[\s;&|)}\]<>`]/;
const nextField = /^(?:\s|$|["'{[]|[\w.-]{1,40}["']?\s?[:=])/;

const opening = /\\*(?:"""|'''|["'`])/y;

/** A value in quotes, from the quote at `at`; escaped quotes end at quotes escaped alike, unfinished ones with the line. */
export function readQuoted(text: string, at: number): ReadValue | undefined {
  opening.lastIndex = at;
  const [plain] = opening.exec(text) ?? [];
  if (plain === undefined) return undefined;
  const doubled = plain === "'" && text.charAt(at + 1) === "'" && /[^\s'";,)&|]/.test(text.charAt(at + 2) || ' ');
  const quote = doubled ? "''" : plain;
  const start = at + quote.length;
  const limit = Math.min(text.length, start + furthest);
  for (let end = start; end < limit; end++) {
    const unit = text.charAt(end);
    if (text.startsWith(quote, end)) {
      const after = end + quote.length;
      // Written twice it is one quote of the value.
      if (quote !== "'" || text.charAt(after) !== "'") return { span: span(start, end), end: after };
      end++;
    } else if (unit === '\\' && quote.length === 1 && quote !== "'") end++;
  }
  const line = lineEnd(text, start);
  return { span: span(start, line), end: line };
}

/** Where a line ends, or the place `most` characters on. */
export function lineEnd(text: string, at: number, most = furthest): number {
  const rest = text.slice(at, at + most);
  const length = rest.indexOf('\n');
  const own = at + (length < 0 ? rest.length : length);
  return own > at && text.charAt(own - 1) === '\r' ? own - 1 : own;
}
