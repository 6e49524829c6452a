import { span, type Span } from '../../text/span';
import type { Token } from './lex';

/** The beginning of a statement that changes the schema. */
export interface Head {
  /** Keywords and object on one line: `ALTER TABLE events`. */
  readonly title: string;
  /** From the verb to the name of the object. */
  readonly span: Span;
  /** From the verb to the kind of object: `ALTER TABLE`. */
  readonly keywords: Span;
  /** The object's name with its schema; empty if it has none. */
  readonly name: Span;
  readonly temporary: boolean;
}

const modifiers = new Set([
  'or',
  'replace',
  'global',
  'local',
  'unlogged',
  'unique',
  'materialized',
  'foreign',
  'recursive',
  'constraint',
  'event',
]);
const kinds = new Set(['table', 'index', 'type', 'sequence', 'view', 'domain', 'schema', 'trigger', 'policy', 'rule', 'statistics']);
/** What a schema also holds, and whose change locks nobody out. */
export const routines: ReadonlySet<string> = new Set(['function', 'procedure', 'aggregate']);
const fillers = new Set(['if', 'not', 'exists', 'only', 'concurrently']);

/** `undefined` if the statement is no `CREATE`, `ALTER` or `DROP` of one of `wanted`: something that is part of the schema. */
export function headOf(text: string, tokens: readonly Token[], wanted: ReadonlySet<string> = kinds): Head | undefined {
  const word = (index: number): string => {
    const token = tokens[index];
    return token?.kind === 'word' ? text.slice(token.start, token.end).toLowerCase() : '';
  };
  if (!['create', 'alter', 'drop'].includes(word(0))) return undefined;
  let at = 1;
  let temporary = false;
  while (modifiers.has(word(at)) || word(at) === 'temp' || word(at) === 'temporary') {
    temporary ||= word(at).startsWith('temp');
    at++;
  }
  const last = word(at - 1);
  if (!wanted.has(word(at)) || last === 'event') return undefined;
  const keywords = span(tokens[0]?.start ?? 0, tokens[at]?.end ?? 0);
  at++;
  while (fillers.has(word(at))) at++;
  // An index without a name: its table says more than nothing.
  if (word(at) === 'on') at += word(at + 1) === 'only' ? 2 : 1;
  let end = tokens[at - 1]?.end ?? 0;
  const nameStart = tokens[at]?.start ?? end;
  const isName = (index: number): boolean => ['word', 'quoted', 'variable', 'operator'].includes(tokens[index]?.kind ?? '');
  while (isName(at)) {
    end = tokens[at]?.end ?? end;
    const joined = tokens[at + 1];
    if (joined?.start === end && isName(at + 1)) at++;
    else if (joined?.kind === 'dot' && isName(at + 2)) at += 2;
    else break;
  }
  const found = span(tokens[0]?.start ?? 0, end);
  const title = text.slice(found.start, Math.min(found.end, found.start + 200)).replace(/\s+/g, ' ');
  return { title, span: found, keywords, name: span(Math.min(nameStart, end), end), temporary };
}
