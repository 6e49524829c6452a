import { span, type Span } from '../../text/span';
import type { ConfigEntry } from '../config/contents';
import { joined } from '../config/paths';

/** Comments, texts, and the words and signs between them, of PHP, JavaScript, Python, Ruby, Lua, Groovy and HCL. */
const part =
  /(?<blank>\s+|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|#[^\n]*|--[^\n]*)|(?<text>"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')|(?<sign>=>|===?|:=|[!<>]=|[-+*/.]=|[[\](){},:;=.])|(?<word>\$?[A-Za-z_][\w-]*|[^\s\w])|(?<number>-?\d[\w.]*)/y;

/** Names that hold the settings of a program, and are no part of their keys. */
const holder =
  /^(?:\$\w+|this|self|module|exports|default|return|config|conf|cfg|settings?|options?|env|properties|params|node|[a-z]+_rails|CONFIG|SETTINGS)$/;

interface Token {
  readonly kind: 'text' | 'sign' | 'word' | 'number';
  readonly raw: string;
  readonly at: Span;
}

/** What is open: its bracket, and the key that all in it stands below. */
interface Open {
  readonly close: string;
  readonly key: string;
}

const closes = new Map([
  ['{', '}'],
  ['[', ']'],
  ['(', ')'],
]);

/** Tokens of one file: who writes more has no settings. */
const most = 50_000;

/**
 * The settings that a program gives values as literals: `'hybrid' => ['mode' => 'auto']`, `$config['hybrid']['mode'] = 'auto'`,
 * `hybrid { mode = "auto" }`. What it works out is nobody's to know.
 */
export function programSettings(text: string, open: string): readonly ConfigEntry[] {
  const tokens = tokensOf(text);
  const found: ConfigEntry[] = [];
  const around: Open[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind === 'sign') {
      const close = closes.get(token.raw);
      if (close !== undefined) around.push({ close, key: keyAround(around) });
      else if (token.raw === around.at(-1)?.close) around.pop();
      continue;
    }
    const named = nameAt(tokens, at);
    if (!named || around.length > deepest) continue;
    const key = joined(keyAround(around), named.key);
    const { value, close } = valueAt(tokens, named.next);
    const given = tokens[value];
    if (close !== undefined) around.push({ close, key });
    else if (given && named.key !== '') found.push({ key, keySpan: named.at, value: valueOf(given, open), valueSpan: given.at });
    at = value;
  }
  return found;
}

const keyAround = (around: readonly Open[]): string => around.at(-1)?.key ?? '';

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length && tokens.length < most;) {
    part.lastIndex = at;
    const { blank, text: quoted, sign, word, number } = part.exec(text)?.groups ?? {};
    const raw = blank ?? quoted ?? sign ?? word ?? number ?? text.charAt(at);
    const where = span(at, at + raw.length);
    at = where.end;
    if (quoted !== undefined) tokens.push({ kind: 'text', raw, at: where });
    else if (sign !== undefined) tokens.push({ kind: 'sign', raw, at: where });
    else if (word !== undefined) tokens.push({ kind: 'word', raw, at: where });
    else if (number !== undefined) tokens.push({ kind: 'number', raw, at: where });
  }
  return tokens;
}

interface Named {
  readonly key: string;
  /** Of its last part. */
  readonly at: Span;
  /** The sign that gives it a value, or the bracket that opens what belongs to it. */
  readonly next: number;
}

/** Parts of one name, and what is open around it. */
const deepest = 32;
/** Labels of one block. */
const mostLabels = 4;

const gives = new Set(['=', '=>', ':', ':=']);

const plain = ({ kind, raw }: Token): string => (kind === 'text' ? raw.slice(1, -1) : raw);

/** A name that is given a value: one word, a way of words (`config.hybrid.mode`, `$c['hybrid']['mode']`), or the head of a block. */
function nameAt(tokens: readonly Token[], at: number): Named | undefined {
  const first = tokens[at] as Token;
  const segments = [plain(first)];
  let last = first;
  let next = at + 1;
  while (segments.length < deepest) {
    const [sign, name, close] = [tokens[next], tokens[next + 1], tokens[next + 2]];
    if (sign?.raw === '.' && name?.kind === 'word') next += 2;
    else if (sign?.raw === '[' && name?.kind === 'text' && close?.raw === ']') next += 3;
    else break;
    segments.push(plain(name));
    last = name;
  }
  if (first.kind === 'word' && holder.test(segments[0] ?? '')) segments.shift();
  const key = segments.filter((segment) => segment !== 'exports').join('.');
  const sign = tokens[next];
  if (sign?.kind === 'sign' && gives.has(sign.raw)) return { key, at: last.at, next };
  // `return [`, `export default {`.
  if (key === '' && (sign?.raw === '[' || sign?.raw === '{')) return { key, at: last.at, next };
  // A block, perhaps with labels: `listener "tcp" {`.
  let head = next;
  while (tokens[head]?.kind === 'text' && head < next + mostLabels) head++;
  return first.kind === 'word' && /^[\w-]+$/.test(first.raw) && tokens[head]?.raw === '{' ? { key, at: last.at, next: head } : undefined;
}

/** Where the value of a name stands; with the bracket that closes it if it holds others. */
function valueAt(tokens: readonly Token[], sign: number): { readonly value: number; readonly close?: string | undefined } {
  const closeAt = (at: number): string | undefined => closes.get(tokens[at]?.raw ?? '');
  if (closeAt(sign) !== undefined) return { value: sign, close: closeAt(sign) };
  let value = sign + 1;
  // `array(`, `new Map(`: of what makes it only the bracket counts.
  while (maker.test(tokens[value]?.raw ?? '') && value < sign + 4) value++;
  return { value, close: closeAt(value) };
}

const maker = /^(?:array|dict|new|map|table)$/i;

/** What is worked out is open. */
const valueOf = (token: Token, open: string): unknown =>
  token.kind === 'text' || token.kind === 'number'
    ? plain(token)
    : /^(?:true|false|null|nil|None|on|off|yes|no)$/i.test(token.raw)
      ? token.raw.toLowerCase()
      : open;
