import { asking } from '../block';
import { splitPlain, type PlainStatement, type PlainToken } from './split';

/** What runs behind another statement of MySQL: texts that it prepares, and the bodies of procedures that the script calls. */
export interface Inner {
  readonly statements: readonly InnerStatement[];
  /** It runs a text that is put together when it runs: how that begins, as far as it is written. */
  readonly computed?: string;
}

export interface InnerStatement {
  readonly statement: PlainStatement;
  /** Something is asked before: a second run may leave it out. */
  readonly isGuarded: boolean;
}

type WordOf = (token: PlainToken | undefined) => string;

const mayHold = /\b(?:prepare|execute|call)\s/i;

/** Of the statements of one script, by the one that holds them. Linear in the length of the text. */
export function innerStatements(text: string, statements: readonly PlainStatement[]): ReadonlyMap<PlainStatement, Inner> {
  const found = new Map<PlainStatement, Inner>();
  if (!mayHold.test(text)) return found;
  const word: WordOf = (token) =>
    token?.kind === 'word' && token.end - token.start <= longestName ? text.slice(token.start, token.end).toLowerCase() : '';
  const firstOf = ({ tokens }: PlainStatement): string => word(tokens[0]);
  const called = new Set(statements.flatMap((one) => (firstOf(one) === 'call' ? [nameBehind(text, one.tokens, 0)] : [])));
  const prepares = statements.some((one) => preparing.test(firstOf(one)));
  for (const statement of statements) {
    const first = firstOf(statement);
    const inner =
      first === 'create'
        ? bodyOf(text, statement, called, word)
        : prepares && keeping.test(first)
          ? textsOf(text, statement, word)
          : nothing;
    if (inner.statements.length > 0 || inner.computed !== undefined) found.set(statement, inner);
  }
  return found;
}

const longestName = 64;
const preparing = /^(?:prepare|execute)$/;
/** Statements that may hold a text that is prepared. */
const keeping = /^(?:set|select|prepare|execute)$/;
const nothing: Inner = { statements: [] };

/** What may be run of a text, or stand in a body, and matters. */
const verb = /^(?:alter|create|drop|rename|truncate|update|delete|optimize)$/;
const joins = /^(?:concat|concat_ws|group_concat|replace|format|insert|lpad|substring)$/;
const asks = /^(?:if|ifnull|case|when|exists)$/;

/** `SET @ddl = IF(…, 'ALTER TABLE …', 'SELECT 1')`: texts that are whole statements, and those that are only parts. */
function textsOf(text: string, { tokens }: PlainStatement, word: WordOf): Inner {
  const strings = tokens.filter(({ kind }) => kind === 'string');
  const begins = strings.filter(({ start, end }) => isChange.test(text.slice(start + 1, Math.min(end, start + 40))));
  if (begins.length === 0) return nothing;
  const written = begins.map(({ start, end }) => text.slice(start + 1, end - 1));
  if (tokens.some((token) => joins.test(word(token))) || written.some((one) => /['"\\]/.test(one)))
    return computedBy(written.map((one) => one.trim().replace(/\s+/g, ' ').slice(0, longestStart)));
  const isGuarded = tokens.some((token) => asks.test(word(token)));
  return {
    statements: begins.flatMap(({ start, end }) =>
      splitPlain(text.slice(start + 1, end - 1), 'mysql').flatMap((piece) =>
        piece.kind === 'statement' ? [{ statement: moved(piece, start + 1), isGuarded }] : [],
      ),
    ),
  };
}

const isChange = /^\s*(?:alter|create|drop|rename|truncate|update|delete|optimize)\s/i;

/** Of a statement that is put together, so much is told. */
const longestStart = 60;

function computedBy(starts: readonly string[]): Inner {
  const start = starts.find((one) => !asking.test(one));
  return start === undefined ? nothing : { statements: [], computed: start };
}

/** The body of a procedure that the script calls itself. */
function bodyOf(text: string, { tokens }: PlainStatement, called: ReadonlySet<string>, word: WordOf): Inner {
  const routine = called.size === 0 ? -1 : tokens.slice(0, mostHead).findIndex((token) => word(token) === 'procedure');
  const begin = routine < 0 ? -1 : tokens.findIndex((token) => word(token) === 'begin');
  const [from, to] = [tokens[begin], tokens.findLast((token) => word(token) === 'end')];
  if (!from || !to || !called.has(nameBehind(text, tokens, routine))) return nothing;
  let isGuarded = false;
  let computed: string | undefined;
  const statements: InnerStatement[] = [];
  for (const piece of splitPlain(text.slice(from.end, to.start), 'mysql')) {
    if (piece.kind !== 'statement') continue;
    const whole = moved(piece, from.end);
    isGuarded ||= whole.tokens.some((token) => /^(?:if|case|handler|while|leave)$/.test(word(token)));
    const start = whole.tokens.findLastIndex((token, at) => opens.test(word(token)) && starts.test(word(whole.tokens[at + 1]))) + 1;
    const [first] = whole.tokens.slice(start);
    if (!first) continue;
    const own = { ...whole, span: { start: first.start, end: whole.span.end }, tokens: whole.tokens.slice(start) };
    if (verb.test(word(first))) statements.push({ statement: own, isGuarded });
    if (!keeping.test(word(first))) continue;
    const texts = textsOf(text, own, word);
    statements.push(...texts.statements.map((one) => ({ ...one, isGuarded: isGuarded || one.isGuarded })));
    computed ??= texts.computed;
  }
  return { statements, ...(computed !== undefined && { computed }) };
}

/** Words of a definition before the name. */
const mostHead = 12;
const opens = /^(?:then|else|do|loop|repeat|begin)$/;
const starts = /^(?:alter|create|drop|rename|truncate|update|delete|optimize|insert|set|select|prepare|execute|call)$/;

/** The last part of the name that follows a word: `CALL app.move_rows()`. */
function nameBehind(text: string, tokens: readonly PlainToken[], at: number): string {
  let next = at + 1;
  const isDot = (token: PlainToken | undefined) => token?.kind === 'sign' && text[token.start] === '.';
  while (/^(?:if|not|exists)$/i.test(text.slice(tokens[next]?.start, tokens[next]?.end))) next++;
  while (isDot(tokens[next + 1])) next += 2;
  const token = tokens[next];
  return token
    ? text
        .slice(token.start, token.end)
        .replace(/^`(.*)`$/, '$1')
        .toLowerCase()
    : '';
}

const moved = ({ kind, span, tokens }: PlainStatement, by: number): PlainStatement => ({
  kind,
  span: { start: span.start + by, end: span.end + by },
  tokens: tokens.map((token) => ({ ...token, start: token.start + by, end: token.end + by })),
});
