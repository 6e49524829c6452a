import type { Token } from './lex';
import type { Piece } from './split';

/** `other`: MySQL, SQLite, SQL Server, Oracle; their scripts are not judged by PostgreSQL's grammar. */
export type Dialect = 'postgresql' | 'other';

/** Words that no PostgreSQL statement holds outside of names. */
const foreignWords = new Set([
  'auto_increment',
  'autoincrement',
  'engine',
  'pragma',
  'delimiter',
  'varchar2',
  'nvarchar2',
  'nvarchar',
  'datetime',
  'tinyint',
  'mediumtext',
  'longtext',
  'mediumblob',
  'longblob',
  'unsigned',
  'nocheck',
  'tinyblob',
  'tinytext',
  'mediumint',
]);
const foreignStarts = /^(use|go|pragma|delimiter|unlock|source|handler|exec|print|prompt|spool|whenever)$/;

/**
 * By what gives other systems away, statement by statement: backquoted names, conditional comments, their own words.
 * One sign is enough where psql's own commands are absent.
 */
export function dialectOf(text: string, pieces: readonly Piece[], faulty: number): Dialect {
  if (pieces.some((piece) => piece.kind === 'meta' && /^(set|echo|c|connect|i|ir|gset|if|copy|pset|unset)$/.test(piece.name)))
    return 'postgresql';
  if (/\/\*!\d{5}/.test(text)) return 'other';
  let statements = 0;
  for (const piece of pieces) {
    if (piece.kind === 'meta') continue;
    statements++;
    if (piece.backticks > 1) return 'other';
    const first = wordOf(text, piece.tokens[0]);
    if (foreignStarts.test(first)) return 'other';
    if (
      ['create', 'alter', 'insert'].includes(first) &&
      piece.tokens.some((token) => token.kind === 'word' && foreignWords.has(wordOf(text, token)))
    )
      return 'other';
  }
  // A script of which most does not parse is written for something else.
  return statements > 2 && faulty * 2 > statements ? 'other' : 'postgresql';
}

const wordOf = (text: string, token: Token | undefined): string =>
  token?.kind === 'word' ? text.slice(token.start, token.end).toLowerCase() : '';
