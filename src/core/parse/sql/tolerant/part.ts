import { span } from '../../../text/span';
import { fileSpan, type MappedText } from '../../mapped-text';
import { headOf, routines, type Head } from '../head';
import type { Token, TokenKind } from '../lex';
import type { ParsedPart, SqlItem, SqlPart } from '../items';
import { noFacts } from '../statement-facts';
import { readPlain } from './read';
import { splitPlain, type PlainCommand, type PlainToken, type TolerantDialect } from './split';

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
  const items = splitPlain(text, dialect).map((piece): SqlItem => {
    if (piece.kind === 'command') return commandOf(piece, mapped, part);
    const tokens = piece.tokens.slice(0, headTokens).map((token) => tokenOf(text, token));
    const change = headOf(text, tokens);
    const routine = change ? undefined : headOf(text, tokens, routines);
    return {
      kind: 'statement',
      span: fileSpan(mapped, piece.span),
      change: change && !change.temporary ? inFile(change) : undefined,
      routine: routine && inFile(routine),
      facts: { ...noFacts, ...readPlain(text, piece, dialect) },
      conditions: 0,
      part,
    };
  });
  return { items, faults: [], dialect };
}

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
