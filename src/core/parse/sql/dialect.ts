import type { Token } from './lex';
import type { Piece } from './split';

/** `other`: SQL Server, Oracle, or nobody can tell which; only PostgreSQL's scripts are judged by its grammar. */
export type Dialect = 'postgresql' | 'mysql' | 'sqlite' | 'other';

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
const foreignStarts = /^(use|go|optimize|pragma|delimiter|unlock|source|handler|exec|print|prompt|spool|whenever)$/;

/** Variables of MySQL and MariaDB, which `SET` gives a value. */
const mysqlVariables =
  /^(lock_wait_timeout|innodb_lock_wait_timeout|foreign_key_checks|unique_checks|sql_mode|sql_log_bin|sql_safe_updates|alter_algorithm|wsrep_\w+)$/;

/** Where PostgreSQL's grammar stumbles over what only MySQL's `ALTER TABLE` and `CREATE TABLE … LIKE` allow. */
const mysqlFaults: ReadonlySet<string> = new Set(['after', 'first', 'algorithm', 'convert', 'rename', 'like', 'comment']);

/** Where PostgreSQL's grammar stumbles over what others allow. */
const foreignFaults = new Set([
  '[',
  '#',
  '@',
  '/',
  'modify',
  'change',
  'ignore',
  'go',
  'nomaxvalue',
  'identity',
  'dual',
  'fulltext',
  'top',
  'charset',
]);

/** What the words of a script show of its system, whatever PostgreSQL's grammar makes of it. */
export interface Signs {
  readonly sure?: 'postgresql' | 'mysql';
  readonly isForeign: boolean;
  readonly statements: number;
}

/**
 * By what gives other systems away, statement by statement: backquoted names, conditional comments, their own words.
 * One sign is enough where psql's own commands are absent.
 */
export function signsIn(text: string, pieces: readonly Piece[]): Signs {
  if (pieces.some((piece) => piece.kind === 'meta' && /^(set|echo|c|connect|i|ir|gset|if|copy|pset|unset)$/.test(piece.name)))
    return { sure: 'postgresql', isForeign: false, statements: 0 };
  if (/\/\*M?!\d{5}/.test(text)) return { sure: 'mysql', isForeign: true, statements: 0 };
  let statements = 0;
  for (const piece of pieces) {
    if (piece.kind === 'meta') continue;
    statements++;
    const first = wordOf(text, piece.tokens[0]);
    const isForeign =
      piece.backticks > 1 ||
      foreignStarts.test(first) ||
      setsMysql(text, piece.tokens) ||
      (/^(?:create|alter|insert)$/.test(first) &&
        (piece.tokens.some((token) => token.kind === 'word' && foreignWords.has(wordOf(text, token))) || hasBlob(text, piece.tokens)));
    if (isForeign) return { isForeign, statements };
  }
  return { isForeign: false, statements };
}

/** A system that is clear before any grammar was asked: only a `#` that it stumbles over could tell otherwise. */
export function shownDialect(text: string, pieces: readonly Piece[], { sure, isForeign }: Signs): 'mysql' | 'sqlite' | undefined {
  if (!isForeign || text.includes('#')) return undefined;
  const shown = sure ?? foreignKind(text, pieces, []);
  return shown === 'mysql' || shown === 'sqlite' ? shown : undefined;
}

/** `faults`: where PostgreSQL's grammar stumbled. */
export function dialectOf(
  text: string,
  pieces: readonly Piece[],
  { sure, isForeign, statements }: Signs,
  faults: readonly number[],
): Dialect {
  if (sure) return sure;
  const isStrange =
    isForeign ||
    faults.some((at) => foreignFaults.has(stumbledAt(text, at)) || isMysqlFault(text, at)) ||
    // SQLite's own commands: `.bail on`.
    faults.some((at) => text[at] === '.' && pieces.some(({ span }) => span.start === at)) ||
    (faults.length > 0 && pieces.some((piece) => piece.kind === 'statement' && ownsIndexes(text, piece.tokens))) ||
    (faults.length > 0 && (ownOfSqlite.test(text) || ownOfOthers.test(text))) ||
    // A script of which most does not parse is written for something else.
    (statements > 2 && faults.length * 2 > statements);
  return isStrange ? foreignKind(text, pieces, faults) : 'postgresql';
}

/** `DEFAULT CURRENT_TIMESTAMP ON UPDATE …` */
const afterNow = /\bcurrent_timestamp(?:\(\d?\))?\s{1,20}$/i;

/** What only MySQL allows there. */
const isMysqlFault = (text: string, at: number): boolean => {
  const word = stumbledAt(text, at);
  if (word === 'foreign' && /\bdrop\s{1,20}$/i.test(text.slice(Math.max(0, at - 24), at))) return true;
  return mysqlFaults.has(word) || (word === 'on' && afterNow.test(text.slice(Math.max(0, at - 40), at)));
};

const stumbledAt = (text: string, at: number): string => /^\w+|./.exec(text.slice(at, at + 12))?.[0].toLowerCase() ?? '';

/** `SET SESSION lock_wait_timeout = 5`, `SET FOREIGN_KEY_CHECKS = 0`, `SET @step = 5`. */
const setsMysql = (text: string, tokens: readonly Token[]): boolean =>
  wordOf(text, tokens[0]) === 'set' &&
  (tokens.slice(1, 3).some((token) => mysqlVariables.test(wordOf(text, token))) || text[tokens[1]?.start ?? text.length] === '@');

/** `DROP INDEX a ON t`, `ALTER TABLE t ADD INDEX a`: indexes that belong to their table. */
function ownsIndexes(text: string, tokens: readonly Token[]): boolean {
  const words = tokens.map((token) => wordOf(text, token));
  if (words[0] === 'drop' && words[1] === 'index') return words.includes('on');
  return words[0] === 'alter' && words.some((word, at) => /^(add|drop|rename)$/.test(word) && /^(index|key)$/.test(words[at + 1] ?? ''));
}

/** A column of a type that PostgreSQL does not have; tables are called so as well. */
const hasBlob = (text: string, tokens: readonly Token[]): boolean =>
  tokens.some((token, at) => wordOf(text, token) === 'blob' && /^(?:open|comma)$/.test(tokens[at - 2]?.kind ?? ''));

/** `MODIFY a NOT NULL`, as Oracle writes it: MySQL is told the type as well. */
const keepsType = (text: string, tokens: readonly Token[]): boolean =>
  tokens.some((token, at) => wordOf(text, token) === 'modify' && /^(constraint|not|null|default)$/.test(wordOf(text, tokens[at + 2])));

const wordOf = (text: string, token: Token | undefined): string =>
  token?.kind === 'word' ? text.slice(token.start, token.end).toLowerCase() : '';

/** Of scripts that are not PostgreSQL's. */
function foreignKind(text: string, pieces: readonly Piece[], faults: readonly number[]): Dialect {
  if (faults.some((at) => text[at] === '#' && temporary.test(text.slice(Math.max(0, at - 12), at + 3)))) return 'other';
  if (ownOfOthers.test(text)) return 'other';
  let isMysql = faults.some((at) => text[at] === '#' || isMysqlFault(text, at));
  let isSqlite = ownOfSqlite.test(text);
  for (const piece of pieces) {
    if (piece.kind === 'meta') continue;
    const first = wordOf(text, piece.tokens[0]);
    if (otherStarts.test(first) || (first === 'alter' && keepsType(text, piece.tokens))) return 'other';
    if (piece.backticks > 1 || mysqlStarts.test(first) || setsMysql(text, piece.tokens)) isMysql = true;
    if (first === 'pragma' || text[piece.span.start] === '.') isSqlite = true;
    if (!/^(create|alter|insert|drop|replace)$/.test(first)) continue;
    for (const token of piece.tokens) {
      const word = wordOf(text, token);
      if (otherWords.has(word)) return 'other';
      // The other systems that have `DATETIME` tell no precision, and that of SQLite is a function.
      if (mysqlWords.has(word) || (word === 'datetime' && precision.test(text.slice(token.end, token.end + 12)))) isMysql = true;
      if (word === 'autoincrement') isSqlite = true;
    }
    if (
      ownsIndexes(text, piece.tokens) ||
      (first === 'alter' && piece.tokens.some((token) => /^(modify|change)$/.test(wordOf(text, token))))
    )
      isMysql = true;
  }
  return isSqlite ? 'sqlite' : isMysql && !(hasRemarks(text, pieces) && !ownOfMysql.test(text)) ? 'mysql' : 'other';
}

/** Lines that begin with `--` and no blank, of which MySQL would make nothing but a fault; `-->` ends statements for a runner. */
const hasRemarks = (text: string, pieces: readonly Piece[]): boolean =>
  [...text.matchAll(/^--[^\s>][^\n]*$/gm)]
    .slice(0, mostRemarks)
    .some(({ index }) => !pieces.some(({ span }) => span.start < index && index < span.end && /['"`]/.test(text.slice(span.start, index))));

/** Remarks that are looked at, each beside all statements. */
const mostRemarks = 3;

const ownOfMysql = /`|\bengine\s{0,4}=|\bauto_increment\b/i;

/** `DROP TABLE #raw`: a temporary table of SQL Server, where MySQL would begin a comment. */
const temporary = /\b(?:from|join|into|table|exists|update|on)[ \t]+##?[a-z_]/i;

const precision = /^\(\s{0,4}\d\s{0,4}\)/;

/** Functions, tables and clauses that only SQLite has; and a key that MySQL does not take without a length. */
const ownOfSqlite = new RegExp(
  [
    String.raw`\b(?:strftime|julianday|unixepoch|typeof)\s?\(`,
    String.raw`\b(?:date|time|datetime)\s?\(\s?(?:'now'|[a-z_]\w*\s?[,)])`,
    String.raw`\bsqlite_(?:master|schema|sequence)\b`,
    String.raw`\btext\s{1,20}primary\s{1,20}key\b`,
    String.raw`\bwithout\s{1,20}rowid\b`,
    String.raw`\bcollate\s{1,20}nocase\b`,
    String.raw`\b(?:insert|update)\s{1,20}or\s{1,20}(?:replace|ignore|abort|fail|rollback)\b`,
    String.raw`\bon\s{1,20}conflict\s{1,20}(?:replace|ignore|abort|fail|rollback)\b`,
    String.raw`\bcreate\s{1,20}virtual\s{1,20}table\b`,
    String.raw`\bvacuum\s{1,20}into\b`,
  ].join('|'),
  'i',
);

/** What only SQL Server, Oracle or ClickHouse have. */
const ownOfOthers = new RegExp(
  [
    String.raw`\bbegin\s{1,20}(?:try|catch)\b`,
    String.raw`@@(?:rowcount|trancount|error|identity|procid|fetch_status)\b`,
    String.raw`\bsys\.(?:objects|columns|indexes|tables|types|foreign_keys|schemas)\b`,
    String.raw`\bobject_id\s?\(\s?n?'`,
    String.raw`\bsp_(?:rename|executesql|getapplock|addextendedproperty)\b`,
    String.raw`\braiserror\s?\(`,
    String.raw`\b(?:alter|create)\s{1,20}(?:table|procedure|proc|view|function)\s{1,20}\[?dbo\]?\.`,
    String.raw`\bdbms_\w{1,40}\.\w`,
    String.raw`\bengine\s{0,4}=\s{0,4}\w{0,40}(?:MergeTree|Distributed\s?\()`,
    String.raw`\b(?:LowCardinality|Nullable|DateTime64)\s?\(`,
    String.raw`\bon\s{1,20}cluster\s{1,20}['{\w]`,
  ].join('|'),
  'i',
);

/** SQL Server has variables like MySQL, and declares them. */
const otherStarts = /^(go|exec|print|prompt|spool|whenever|declare)$/;
const mysqlStarts = /^(use|optimize|delimiter|unlock|source|handler)$/;
const otherWords = new Set([
  'varchar2',
  'nvarchar2',
  'nvarchar',
  'nocheck',
  'nomaxvalue',
  'identity',
  'datetime2',
  'clustered',
  'nonclustered',
]);
const mysqlWords = new Set(
  'auto_increment engine tinyint mediumtext longtext mediumblob longblob unsigned tinyblob tinytext mediumint fulltext charset zerofill'.split(
    ' ',
  ),
);
