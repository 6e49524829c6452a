import { span } from '../../../text/span';
import { fileSpan, type MappedText } from '../../mapped-text';
import { headOf, routines, type Head } from '../head';
import type { Token, TokenKind } from '../lex';
import type { ParsedPart, SqlItem, SqlPart, SqlStatement } from '../items';
import { noFacts, type SqlFacts } from '../statement-facts';
import { innerStatements } from './inner';
import { readPlain } from './read';
import { splitPlain, type PlainCommand, type PlainStatement, type PlainToken, type TolerantDialect } from './split';

/** Reads a script of MySQL or SQLite, or one part of a session, by its words: never throws, and knows no faults. */
export function parsePlain(mapped: MappedText, origin: SqlPart['origin'], dialect: TolerantDialect): ParsedPart {
  const { text } = mapped;
  const part: SqlPart = { origin, quoting: mapped.quoting, span: fileSpan(mapped, span(0, text.length)) };
  const inFile = (head: Head): Head => ({
    ...head,
    span: fileSpan(mapped, head.span),
    keywords: fileSpan(mapped, head.keywords),
    name: fileSpan(mapped, head.name),
  });
  const pieces = splitPlain(text, dialect);
  const inner = dialect === 'mysql' ? innerStatements(text, pieces.filter(isStatement)) : undefined;
  const itemOf = (piece: PlainStatement, more: Partial<SqlFacts> | undefined): SqlStatement => {
    const tokens = piece.tokens.slice(0, headTokens).map((token) => tokenOf(text, token));
    const change = headOf(text, tokens);
    const routine = change ? undefined : headOf(text, tokens, routines);
    return {
      kind: 'statement',
      span: fileSpan(mapped, piece.span),
      change: change && !change.temporary ? inFile(change) : undefined,
      routine: routine && inFile(routine),
      facts: { ...noFacts, ...readPlain(text, piece, dialect), ...more },
      conditions: 0,
      part,
    };
  };
  const items = pieces.flatMap((piece): SqlItem | readonly SqlItem[] => {
    if (piece.kind === 'command') return commandOf(piece, mapped, part);
    const held = inner?.get(piece);
    if (!held) return itemOf(piece, undefined);
    const own = itemOf(piece, held.computed === undefined ? undefined : { computed: held.computed });
    return [own, ...held.statements.map(({ statement, isGuarded }) => heldIn(itemOf(statement, undefined), own, isGuarded))];
  });
  return { items, faults: [], dialect };
}

const isStatement = (piece: PlainStatement | PlainCommand): piece is PlainStatement => piece.kind === 'statement';

const heldIn = (item: SqlStatement, { span: outer }: SqlStatement, isGuarded: boolean): SqlStatement => ({
  ...item,
  inside: outer,
  ...(isGuarded &&
    item.facts.steps && { facts: { ...item.facts, steps: item.facts.steps.map((step) => ({ ...step, repeats: true as const })) } }),
});

const headTokens = 64;

const signs: ReadonlyMap<string, TokenKind> = new Map([
  ['(', 'open'],
  [')', 'close'],
  ['.', 'dot'],
  [',', 'comma'],
  [';', 'semicolon'],
]);

const kinds = { word: 'word', name: 'quoted', string: 'string', number: 'number' } as const;

const tokenOf = (text: string, { kind, start, end }: PlainToken): Token => ({
  kind: kind === 'sign' ? (signs.get(text[start] ?? '') ?? 'operator') : kinds[kind],
  start,
  end,
});

function commandOf({ name, argument, span: at }: PlainCommand, mapped: MappedText, part: SqlPart): SqlItem {
  const place = fileSpan(mapped, at);
  if (name !== 'source' && name !== 'read') return { kind: 'command', name, argument, span: place, conditions: 0, part };
  return { kind: 'include', path: argument.replace(/^(['"])(.*)\1$/, '$2'), computed: mapped.computed, span: place };
}
