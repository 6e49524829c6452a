import { span, type Span } from '../span';
import { isSecretName } from './names';
import { isNoSecret, lineEnd, readQuoted, readValue } from './value';

const partOfName = /pass|pwd|kennwort|secret|token|credential|key|pw|psk|authorization|masterauth|primaryauth/i;

/** A name with one of these in it may be that of a secret. */
const telling = new RegExp(partOfName, 'gi');

const inName = /[\w.-]/;
const restOfName = /[\w.-]*/y;

/** `=`, `:`, `:=`, `=>` and their kin behind a name, its closing quote and its bracket. */
const assigns = /(?:\\*["'`])?[\])]?[ \t]{0,20}(?::=|=>|\+=|\?=|==?|:)(?!:)[ \t]{0,20}/y;

/** Between an option and its value: a blank, the end of a continued line, the next item of a list. */
const optionGap = /["']?(?:=|,?[ \t]{1,20}(?:\\\r?\n[ \t]{0,40})?|,?[ \t]{0,20}\r?\n[ \t]{0,40}(?:-[ \t]{1,8}(?=[^-\s])|(?=["'])))/y;

/** Words of SQL that a value in quotes follows. */
const inSql = /^(?:password|secret|passphrase)$/i;

const sqlGap = /[ \t]{1,20}(?=\\?["']|[NE]')/y;

const xmlGap = /[^<>"']{0,200}>/y;

/** A secret with the name that tells of it. */
export interface NamedSecret {
  readonly name: Span;
  /** Without its quotes. */
  readonly value: Span;
}

export const assignedSecrets = (text: string): Span[] => namedSecrets(text).map(({ value }) => value);

/** Secrets that a name before them tells: assignments, fields, elements, options. */
export function namedSecrets(text: string): NamedSecret[] {
  const found: NamedSecret[] = [];
  const script = text.startsWith('#!');
  const quotes = openQuotes(text);
  let done = 0;
  for (const { name, index } of tellingNames(text)) {
    if (index < done || !isSecretName(name)) continue;
    for (const value of valuesOf(text, { name, index, script, quotes })) {
      found.push({ name: span(index, index + name.length), value });
      done = value.end;
    }
  }
  return found;
}

/** The names in a text that may be those of secrets, whole. */
function* tellingNames(text: string): Generator<{ readonly name: string; readonly index: number }> {
  telling.lastIndex = 0;
  for (let match = telling.exec(text); match; match = telling.exec(text)) {
    let index = match.index;
    while (index > 0 && inName.test(text.charAt(index - 1))) index--;
    // Digits, dots and dashes begin no name.
    while (!/[A-Za-z_]/.test(text.charAt(index))) index++;
    restOfName.lastIndex = match.index;
    restOfName.test(text);
    const end = restOfName.lastIndex;
    const name = text.slice(index, end);
    if (partOfName.test(name.slice(-80))) yield { name, index };
    telling.lastIndex = end;
  }
}

interface Named {
  readonly name: string;
  readonly index: number;
  readonly script: boolean;
  readonly quotes: (at: number) => string;
}

function valuesOf(text: string, named: Named): Span[] {
  const { name, index } = named;
  const end = index + name.length;
  const before = text.charAt(index - 1);
  if (before === '{' && text.charAt(index - 2) === '$') return fallbackOf(text, end);
  if (before === '<' || (before === ':' && text.slice(Math.max(0, index - 40), index).includes('<'))) {
    const at = after(xmlGap, text, end);
    if (at !== undefined) return elementValue(text, at);
  }
  const equals = after(assigns, text, end);
  if (equals !== undefined) {
    const open = named.quotes(equals);
    // What looks like an opening quote closes the text that the name stands in.
    if (open !== '' && text.charAt(equals) === open) return [];
    if (before === '$' && !/["'@]/.test(text.charAt(equals))) return [];
    return valueAt(text, equals, named, open);
  }
  const gap = before === '-' ? after(optionGap, text, end) : inSql.test(name) ? after(sqlGap, text, end) : undefined;
  if (gap === undefined) return before === '-' ? [] : propertyOf(text, named);
  const open = named.quotes(gap);
  if (open !== '' && text.charAt(gap) === open) return [];
  const at = /^[NE]'/.test(text.slice(gap, gap + 2)) ? gap + 1 : gap;
  const value = readValue(text, at);
  return text.charAt(value.span.start) === '-' ? [] : secretIn(text, value.span);
}

function valueAt(text: string, from: number, named: Named, open: string): Span[] {
  const at = skipTag(text, from);
  const scheme = /authorization$/i.test(named.name)
    ? /^["']?(?:bearer|basic|token|digest|negotiate|apikey|splunk)[ \t]{1,8}/i.exec(text.slice(at, at + 30))
    : null;
  if (scheme) return secretIn(text, readValue(text, at + scheme[0].length).span);
  const first = text.charAt(at);
  if (first === '[' || (first === '(' && !/^\((?:redacted)/.test(text.slice(at, at + 12)))) return listOf(text, at);
  if (first === '{' && text.charAt(at + 1) !== '{') return [];
  // `pass=`openssl rand -hex 16``: what a command prints.
  if (first === '`' && /^`(?!echo|printf)[\w./-]{1,80}[ \t]/.test(text.slice(at, at + 90))) return [];
  if (text.startsWith('$(', at)) return echoed(text, at);
  const quoted = readQuoted(text, /^[NEbru]["']/.test(text.slice(at, at + 2)) ? at + 1 : at);
  if (quoted) {
    const inside = text.slice(quoted.span.start, quoted.span.start + 2);
    return inside === '$('
      ? echoed(text, quoted.span.start)
      : inside === '${'
        ? fallbackIn(text, quoted.span)
        : secretIn(text, readValue(text, quoted.span.start - (quoted.end - quoted.span.end)).span);
  }
  if (text.startsWith('${', at)) return fallbackIn(text, span(at, lineEnd(text, at, 400)));
  const start = named.index - 1;
  if (open !== '' && text.charAt(start) === open) {
    const close = text.indexOf(open, at);
    const whole = span(at, close < 0 ? lineEnd(text, at) : Math.min(close, lineEnd(text, at)));
    if (!/[=&;]/.test(text.slice(whole.start, whole.end).replace(/(?<!=)=+$/, ''))) return secretIn(text, whole);
  }
  return lineValue(text, at, named, open) ?? secretIn(text, readValue(text, at).span);
}

/** A value without quotes that has its line for itself, and the lines that it goes on over. */
function lineValue(text: string, at: number, { index, script, name }: Named, open: string): Span[] | undefined {
  const lineStart = startOfLine(text, index);
  if (lineStart === undefined || open !== '') return undefined;
  const head = text.slice(lineStart, index);
  if (!/^\s*(?:-\s+)*(?:export\s+|set\s+)?["'$]?$/.test(head)) return undefined;
  const gap = text.slice(index + name.length, at);
  const yaml = /:\s*$/.test(gap.replace(/[|>!].*/s, '')) && !gap.includes('=');
  const spaced = /\s/.test(gap);
  if (!spaced && (script || !/[a-z]/.test(name)) && text.charAt(at) !== '\n') return undefined;
  const end = lineEnd(text, at);
  const rest = text.slice(at, Math.min(end, at + 4096));
  const block = yaml && /^[|>][-+\d]{0,3}\s*(?:#.*)?$/.test(rest);
  const last = script && !block ? end : furtherLines(text, end, indentOf(text, lineStart), block || rest === '');
  if (block) return last > end ? [span(Math.min(end + 1, last), last)] : [];
  const comment = /\s[#;]\s/.exec(rest);
  const whole = trimmed(text, span(at, last > end ? last : comment ? at + comment.index : end));
  const own = text.slice(whole.start, whole.end);
  if (/["'][,;]?$/.test(own) && !/^["']/.test(own)) return undefined;
  return secretIn(text, trimmed(text, span(whole.start, /[,;]$/.test(own) ? whole.end - 1 : whole.end)));
}

/** Where the lines end that are further in than the key and are no keys or items of their own. */
function furtherLines(text: string, end: number, indent: number, whole: boolean): number {
  let last = end;
  for (let at = nextLine(text, end); at < text.length;) {
    const stop = lineEnd(text, at);
    const line = text.slice(at, Math.min(stop, at + 200));
    const continued = text.charAt(last - 1) === '\\';
    if (line.trim() === '' ? !whole : indentOf(text, at) <= indent && !continued) break;
    if (!continued && !(whole && last > end) && /^\s*(?:[#;[{}\]]|-\s|["']?[\w.$-]+["']?\s*[:=](?:\s|[^=\s]))/.test(line)) break;
    if (line.trim() !== '') last = stop;
    const next = nextLine(text, stop);
    if (next <= at) break;
    at = next;
  }
  return last;
}

/** Unless the line begins too far away for a key to be the first thing on it. */
function startOfLine(text: string, at: number): number | undefined {
  const from = Math.max(0, at - 200);
  const before = text.slice(from, at).lastIndexOf('\n');
  return before < 0 && from > 0 ? undefined : from + before + 1;
}

const nextLine = (text: string, end: number): number => (text.charAt(end) === '\r' ? end + 2 : end + 1);

function indentOf(text: string, lineStart: number): number {
  let at = lineStart;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at - lineStart;
}

/** `db.password x` and `requirepass x`: a name and a value alone on a line. */
function propertyOf(text: string, { name, index, script }: Named): Span[] {
  const start = startOfLine(text, index);
  if (script || start === undefined || !/^\s*(?:ENV\s+|setenv\s+)?$/.test(text.slice(start, index))) return [];
  const end = lineEnd(text, index, 4096);
  const [, gap = '', value] = /^(\s{1,40})(?!--)(\S+)\s*$/.exec(text.slice(index + name.length, Math.min(end, index + 4096))) ?? [];
  const at = index + name.length + gap.length;
  return value === undefined ? [] : secretIn(text, readQuoted(text, at)?.span ?? span(at, at + value.length));
}

/** What stands in for a variable that is not set: `${PASSWORD:-x}`. */
function fallbackOf(text: string, end: number): Span[] {
  const [, sign = '', value = ''] = /^(:?[-=])([^}\n]{3,256})\}/.exec(text.slice(end, end + 260)) ?? [];
  const at = end + sign.length;
  return value === '' ? [] : secretIn(text, readQuoted(text, at)?.span ?? span(at, at + value.length));
}

function fallbackIn(text: string, whole: Span): Span[] {
  const [head] = /^\$\{\w{1,80}/.exec(text.slice(whole.start, whole.end)) ?? [];
  return head === undefined ? [] : fallbackOf(text, whole.start + head.length);
}

/** `$(echo x | base64 -d)` is no reference: the value is there. */
function echoed(text: string, at: number): Span[] {
  const [all, head = ''] =
    /^(\$\(\s*(?:echo|printf)\s+(?:-\w+\s+)*(?:["']?%s(?:\\n|\r?\n)?["']?\s+)?)[^)\n]{3,}/.exec(text.slice(at, at + 400)) ?? [];
  if (all !== undefined) return secretIn(text, readValue(text, at + head.length).span);
  const [before] = /^\$\([^)\n]{0,200}<<<\s*/.exec(text.slice(at, at + 400)) ?? [];
  return before === undefined ? [] : secretIn(text, readValue(text, at + before.length).span);
}

/** Texts in quotes, and words, of a list in brackets. */
function listOf(text: string, at: number): Span[] {
  const found: Span[] = [];
  const limit = Math.min(text.length, at + 16_384);
  for (let next = at + 1; next < limit;) {
    const unit = text.charAt(next);
    if (unit === ']' || unit === ')') break;
    const value = /[\s,]/.test(unit) ? undefined : readValue(text, next);
    if (value) found.push(...secretIn(text, value.span));
    next = Math.max(next + 1, value?.end ?? 0);
  }
  return found;
}

function elementValue(text: string, at: number): Span[] {
  const data = '<![CDATA[';
  const start = text.startsWith(data, at) ? at + data.length : at;
  const rest = text.slice(start, start + 65_536);
  const length = rest.indexOf(start > at ? ']]>' : '<');
  const end = length < 0 ? start + rest.length : start + length;
  // What no end tag follows is a placeholder such as <password>, unless it never ends.
  if (start === at && (length < 0 ? end === text.length : text.charAt(end + 1) !== '/')) return [];
  return secretIn(text, trimmed(text, span(start, end)));
}

/** `!!binary` and `!!str` say how the value is written. */
const skipTag = (text: string, at: number): number => at + (/^!!\w+\s+/.exec(text.slice(at, at + 20))?.[0].length ?? 0);

export const secretIn = (text: string, { start, end }: Span): Span[] => (isNoSecret(text.slice(start, end)) ? [] : [span(start, end)]);

function trimmed(text: string, { start, end }: Span): Span {
  const own = text.slice(start, end);
  const from = start + (own.length - own.trimStart().length);
  return span(from, Math.max(from, start + own.trimEnd().length));
}

function after(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The quote that is open at a place of its line. Places are asked in their order, so a line is walked once. */
function openQuotes(text: string): (at: number) => string {
  let next = 0;
  let open = '';
  return (at) => {
    for (; next < at; next++) {
      const unit = text.charAt(next);
      if (unit === '\n') open = '';
      else if (unit === '\\') next++;
      else if (unit === open) open = '';
      else if (open === '' && (unit === '"' || (unit === "'" && !/\w/.test(text.charAt(next - 1))))) open = unit;
    }
    return open;
  };
}
