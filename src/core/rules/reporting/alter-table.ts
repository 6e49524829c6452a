import { nextToken, type Token } from '../../parse/sql/lex';
import type { Span } from '../../text/span';

/** An `ALTER TABLE` as it is written. */
export interface AlterTable {
  /** To the name: `ALTER TABLE IF EXISTS ONLY shop.orders`. */
  readonly head: string;
  /** The table's name: `shop.orders`. */
  readonly name: string;
  readonly commands: readonly AlterCommand[];
}

/** One of the commands between its commas. */
export interface AlterCommand {
  readonly span: Span;
  readonly tokens: readonly Token[];
  /** Without comments, words in lower case, with one blank between tokens. */
  readonly plain: string;
}

/** More is no statement of a person. */
const maxTokens = 2000;

/** `undefined` if the statement is another one, or one in which something is filled in before it runs. */
export function readAlterTable(text: string, { start, end }: Span): AlterTable | undefined {
  const tokens: Token[] = [];
  for (let token = nextToken(text, start); token && token.end <= end; token = nextToken(text, token.end)) {
    if (tokens.length >= maxTokens || token.kind === 'variable' || token.kind === 'meta') return undefined;
    tokens.push(token);
  }
  const word = (at: number): string => wordOf(text, tokens[at]);
  if (word(0) !== 'alter' || word(1) !== 'table') return undefined;
  let at = 2;
  while (/^(if|exists|only)$/.test(word(at))) at++;
  const nameAt = tokens[at];
  if (!nameAt || !isName(nameAt)) return undefined;
  let last = nameAt;
  for (at++; tokens[at]?.kind === 'dot'; at += 2) last = tokens[at + 1] ?? last;
  const commands = commandsOf(text, tokens.slice(at));
  return { head: text.slice(start, last.end), name: text.slice(nameAt.start, last.end), commands };
}

function commandsOf(text: string, tokens: readonly Token[]): readonly AlterCommand[] {
  const groups: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'open') depth++;
    if (token.kind === 'close') depth--;
    if (token.kind === 'comma' && depth === 0) groups.push([]);
    else groups.at(-1)?.push(token);
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return [];
    const plain = group.map((token) => (token.kind === 'word' ? wordOf(text, token) : text.slice(token.start, token.end))).join(' ');
    return [{ span: { start: first.start, end: last.end }, tokens: group, plain }];
  });
}

const isName = ({ kind }: Token): boolean => kind === 'word' || kind === 'quoted';

/** In lower case; empty if it is no word. */
export const wordOf = (text: string, token: Token | undefined): string =>
  token?.kind === 'word' ? text.slice(token.start, token.end).toLowerCase() : '';

/** The longest name that a server keeps whole. */
const maxName = 63;

/** A name that is made of others, as the server would write it without quotes; `undefined` if it needs them, or is too long. */
export function madeName(...parts: readonly string[]): string | undefined {
  const name = parts.join('_');
  return /^[a-z_][a-z0-9_]*$/.test(name) && name.length <= maxName ? name : undefined;
}
