import type { StringToken, Strings } from './strings';

/** Languages in which only strings and comments are told apart. */
export type OtherLanguage = 'JavaScript' | 'PHP' | 'Ruby' | 'C#' | 'Go';

/** Characters of what is filled into a string: `${…}`. */
const maxHole = 400;

/** Where a string or comment ends that begins here. */
type Found = { readonly token: StringToken; readonly end: number } | { readonly end: number } | undefined;

const hashes: ReadonlySet<OtherLanguage> = new Set(['PHP', 'Ruby']);

/** What is filled into a string, as each language writes it. */
const holes = {
  JavaScript: /^\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/,
  PHP: /^(?:\{\$[^{}]*\}|\$\{[^{}]*\}|\$[A-Za-z_]\w*(?:->\w+|\[[^\]\n]*\])?)/,
  Ruby: /^#\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/,
  'C#': /^\{[^{}\n]*\}/,
} as const;

/** Strings and comments of a program. Never throws. */
export function stringsOf(text: string, language: OtherLanguage): Strings {
  const tokens: StringToken[] = [];
  const pieces: string[] = [];
  let done = 0;
  const mask = (from: number, to: number): void => {
    if (from < done || to <= from) return;
    pieces.push(text.slice(done, from), text.slice(from, to).replace(/[^\n]/g, ' '));
    done = to;
  };
  /** Bodies of Ruby begin in the line behind. */
  let waiting: { readonly start: number; readonly end: number; readonly word: string; readonly isRaw: boolean }[] = [];
  for (let at = 0; at < text.length;) {
    const char = text[at] ?? '';
    if (char === '\n' && waiting.length > 0) {
      let from = at + 1;
      for (const { start, end, word, isRaw } of waiting) {
        const close = new RegExp(`^[ \\t]*${word}[ \\t]*$`, 'm').exec(text.slice(from));
        const to = close ? from + close.index : text.length;
        tokens.push({ start, end, from, to, isRaw, isFormat: false, ...(!isRaw && { hole: holes.Ruby }) });
        from = close ? to + close[0].length : text.length;
      }
      mask(at + 1, from);
      at = from;
      waiting = [];
      continue;
    }
    if (language === 'Ruby' && char === '<') {
      const opened = /^<<[-~](["'`]?)([A-Z_]\w*)\1/.exec(text.slice(at, at + 60));
      if (opened) {
        waiting.push({ start: at, end: at + opened[0].length, word: opened[2] ?? '', isRaw: opened[1] === "'" });
        at += opened[0].length;
        continue;
      }
    }
    const found = foundAt(text, at, language);
    if (!found) at++;
    else {
      if ('token' in found) {
        tokens.push(found.token);
        mask(found.token.from, found.token.to);
      } else mask(at, found.end);
      at = Math.max(found.end, at + 1);
    }
  }
  pieces.push(text.slice(done));
  return { tokens: tokens.sort((a, b) => a.start - b.start), masked: pieces.join('') };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function foundAt(text: string, at: number, language: OtherLanguage): Found {
  const char = text[at] ?? '';
  if (char === '#' && hashes.has(language) && text[at + 1] !== '[' && /\s/.test(text[at - 1] ?? '\n')) return { end: lineEnd(text, at) };
  if (char === '/' && language !== 'Ruby') {
    if (text[at + 1] === '/') return { end: lineEnd(text, at) };
    if (text[at + 1] !== '*') return undefined;
    const end = text.indexOf('*/', at + 2);
    return { end: end < 0 ? text.length : end + 2 };
  }
  if (language === 'PHP' && char === '<') return heredoc(text, at);
  if (language === 'C#' && (char === '"' || char === '@' || char === '$')) return ofCSharp(text, at);
  if (char === '`') return language === 'JavaScript' || language === 'Go' ? quotedBy(text, at, char, language) : undefined;
  if (char === '%' && language === 'Ruby') return ofPercent(text, at);
  if (char === '"') return quotedBy(text, at, char, language);
  return char === "'" && language !== 'C#' && language !== 'Go' ? quotedBy(text, at, char, language) : undefined;
}

/** `"…"`, `'…'`, `` `…` ``. */
function quotedBy(text: string, at: number, quote: string, language: OtherLanguage): Found {
  const isRaw = language === 'Go' && quote === '`';
  const hole = holeOf(language, quote);
  const isLong = quote === '`' || language === 'PHP' || language === 'Ruby';
  for (let to = at + 1; to < text.length; to++) {
    const char = text[to];
    if (char === '\\' && !isRaw) to++;
    else if (char === quote) {
      const token = { start: at, end: to + 1, from: at + 1, to, isRaw, isFormat: false, ...(hole && { hole }) };
      return { token, end: to + 1 };
    } else if (char === '\n' && !isLong) return { end: to };
    else if (hole && /[#$]/.test(char ?? '')) to += Math.max(0, (hole.exec(text.slice(to, to + maxHole))?.[0].length ?? 0) - 1);
  }
  // Nothing behind is read: what looks for its end again and again would never be done.
  return { end: text.length };
}

function holeOf(language: OtherLanguage, quote: string): RegExp | undefined {
  if (language === 'JavaScript') return quote === '`' ? holes.JavaScript : undefined;
  if (language === 'PHP' || language === 'Ruby') return quote === '"' ? holes[language] : undefined;
  return undefined;
}

/** `%q(…)`, `%Q{…}`. */
function ofPercent(text: string, at: number): Found {
  const opened = /^%([qQ]?)([({[])/.exec(text.slice(at, at + 3));
  // Without a letter it may be a remainder: `a %(b)`.
  if (!opened || (opened[1] === '' && !/[\s(,=]/.test(text[at - 1] ?? ' '))) return undefined;
  const from = at + opened[0].length;
  const to = text.indexOf(opened[2] === '(' ? ')' : opened[2] === '{' ? '}' : ']', from);
  if (to < 0) return { end: text.length };
  const isRaw = opened[1] === 'q';
  return { token: { start: at, end: to + 1, from, to, isRaw, isFormat: false, ...(!isRaw && { hole: holes.Ruby }) }, end: to + 1 };
}

/** `<<<SQL`, and `<<<'SQL'` into which nothing is filled. */
function heredoc(text: string, at: number): Found {
  const opened = /^<<<[ \t]*(["']?)([A-Za-z_]\w*)\1[ \t]*\n/.exec(text.slice(at, at + 80));
  if (!opened) return undefined;
  const from = at + opened[0].length;
  const close = new RegExp(`^[ \\t]*${opened[2] ?? ''}\\b`, 'm').exec(text.slice(from));
  if (!close) return { end: text.length };
  const [to, end] = [from + close.index, from + close.index + close[0].length];
  const isRaw = opened[1] === "'";
  return { token: { start: at, end, from, to, isRaw, isFormat: false, ...(!isRaw && { hole: holes.PHP }) }, end };
}

/** `"…"`, `@"…"`, `$"…"`, `"""…"""`. */
function ofCSharp(text: string, at: number): Found {
  const opened = /^([$@]{0,2})("""|")/.exec(text.slice(at, at + 5));
  if (!opened) return undefined;
  const [whole, prefix = '', quote = ''] = opened;
  const from = at + whole.length;
  const isVerbatim = prefix.includes('@');
  const isRaw = isVerbatim || quote.length > 1;
  for (let to = from; to < text.length; to++) {
    if (text[to] === '\\' && !isRaw) to++;
    else if (isVerbatim && text.startsWith('""', to)) to++;
    else if (text.startsWith(quote, to)) {
      const hole = prefix.includes('$') ? { hole: holes['C#'] } : {};
      const end = to + quote.length;
      return { token: { start: at, end, from, to, isRaw, isFormat: false, ...(isVerbatim && { isDoubled: true }), ...hole }, end };
    } else if (text[to] === '\n' && !isRaw) return { end: to };
  }
  return { end: text.length };
}
