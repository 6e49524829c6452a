/** A string of a program, and where what is in it begins and ends. */
export interface StringToken {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  /** Backslashes are themselves. */
  readonly isRaw: boolean;
  /** `f"…{x}…"`. */
  readonly isFormat: boolean;
  /** `qw(a b)`. */
  readonly isWords?: boolean;
  /** Backticks. */
  readonly isCommand?: boolean;
  /** What is filled in, from where it begins: `#{table}`. */
  readonly hole?: RegExp;
  /** A quote is written twice. */
  readonly isDoubled?: boolean;
}

export interface Strings {
  readonly tokens: readonly StringToken[];
  /** The text, as long as before: blanks in the place of comments and of what strings hold. */
  readonly masked: string;
}

/** Strings and comments of a program. Never throws. */
export function readStrings(text: string, language: 'Python' | 'Perl'): Strings {
  const next = language === 'Python' ? pythonAt : perlAt;
  const tokens: StringToken[] = [];
  const pieces: string[] = [];
  let done = 0;
  const mask = (from: number, to: number): void => {
    pieces.push(text.slice(done, from), text.slice(from, to).replace(/[^\n]/g, ' '));
    done = to;
  };
  for (let at = 0; at < text.length;) {
    const found = next(text, at);
    if (found === undefined) at++;
    else if (typeof found === 'number') {
      mask(at, found);
      at = found;
    } else {
      tokens.push(found);
      mask(found.from, found.to);
      at = found.end;
    }
  }
  pieces.push(text.slice(done));
  return { tokens, masked: pieces.join('') };
}

/** A string that begins here, where a comment ends that begins here, or nothing of either. */
type Found = StringToken | number | undefined;

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

function pythonAt(text: string, at: number): Found {
  const char = text[at];
  if (char === '#') return lineEnd(text, at);
  if (char !== '"' && char !== "'") return undefined;
  const prefix = /(?<!\w)[rbuf]{0,2}$/i.exec(text.slice(Math.max(0, at - 3), at))?.[0] ?? '';
  const isLong = text.startsWith(char.repeat(3), at);
  const from = at + (isLong ? 3 : 1);
  const to = closing(text, from, isLong ? char.repeat(3) : char, isLong);
  // What never ends is not looked through again from each of its quotes.
  if (to === undefined) return isLong ? text.length : lineEnd(text, at);
  return { start: at - prefix.length, end: to + (isLong ? 3 : 1), from, to, isRaw: /r/i.test(prefix), isFormat: /f/i.test(prefix) };
}

const pairs: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['{', '}'],
  ['[', ']'],
  ['<', '>'],
  ['/', '/'],
  ['|', '|'],
  ['!', '!'],
]);

/** Characters of one `q(…)`. */
const maxQuoted = 4000;

function perlAt(text: string, at: number): Found {
  const char = text[at] ?? '';
  const before = text[at - 1] ?? '\n';
  if (char === '#') return /\s/.test(before) ? lineEnd(text, at) : undefined;
  if (before === '\n' && char === '=' && /^=[a-z]/.test(text.slice(at, at + 2))) {
    const end = text.indexOf('\n=cut', at);
    return end < 0 ? text.length : lineEnd(text, end + 1);
  }
  if (before === '\n' && char === '_' && /^__(END|DATA)__/.test(text.slice(at, at + 9))) return text.length;
  if (char === 'q' && /[^\w$@%&>{]/.test(before)) {
    const quote = /^q([qwx]?)\s*([({[</|!])/.exec(text.slice(at, at + 12));
    const close = pairs.get(quote?.[2] ?? '');
    if (!quote || close === undefined) return undefined;
    const from = at + quote[0].length;
    const to = text.slice(from, from + maxQuoted).indexOf(close);
    if (to < 0) return undefined;
    const is = { isRaw: quote[1] === '' || quote[1] === 'w', isFormat: false, isWords: quote[1] === 'w', isCommand: quote[1] === 'x' };
    return { start: at, end: from + to + 1, from, to: from + to, ...is };
  }
  if (!/["'`]/.test(char) || /[\\$&]/.test(before) || (char === "'" && /\w/.test(before))) return undefined;
  const to = closing(text, at + 1, char, false);
  if (to === undefined) return undefined;
  return { start: at, end: to + 1, from: at + 1, to, isRaw: char === "'", isFormat: false, isCommand: char === '`' };
}

/** Where a string ends; one in plain quotes ends in its line. */
function closing(text: string, from: number, quote: string, isLong: boolean): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at;
    else if (text[at] === '\n' && !isLong) return undefined;
  }
  return undefined;
}
