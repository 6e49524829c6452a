import type { TokenReader } from './reader';

/** How a column of MySQL or SQLite is defined. */
export interface PlainColumn {
  /** In lower case and without blanks: `varchar(20)`, `int unsigned`; widths of whole numbers, which change nothing, are left out. */
  readonly type: string;
  readonly isNotNull: boolean;
  /** `computed`: an expression, another value for each row perhaps; `null`: written out. */
  readonly default?: 'constant' | 'now' | 'computed' | 'null';
  readonly generated?: 'stored' | 'virtual';
  readonly counts?: true;
  readonly isKey?: true;
  readonly references?: true;
  readonly isChecked?: true;
  readonly charset?: true;
  /** It is put among the others. */
  readonly isPlaced?: true;
}

/** Words that begin what follows the type. */
const attributes =
  /^(not|null|default|auto_increment|autoincrement|unique|primary|key|generated|as|references|check|first|after|character|charset|collate|comment|constraint|on|stored|virtual|persistent|invisible|visible|serial)$/;

/** Behind the name of the column. */
export function columnOf(read: TokenReader): PlainColumn {
  let type = '';
  while (!read.isAtEnd && !attributes.test(read.peek())) {
    const word = read.text();
    type += /^[a-z]/i.test(word) && /[a-z)]$/i.test(type) ? ` ${word}` : word;
  }
  const found: { -readonly [K in keyof PlainColumn]: PlainColumn[K] } = { type: plainType(type), isNotNull: false };
  if (/^serial$/i.test(type)) found.counts = true;
  for (const word of read.outer()) {
    if (word === 'not' && read.peek(1) === 'null') found.isNotNull = true;
    else if (word === 'default') found.default = defaultOf(read);
    else if (/^auto_?increment$/.test(word)) found.counts = true;
    else if (word === 'unique' || word === 'primary') found.isKey = true;
    else if (word === 'as') found.generated ??= 'virtual';
    else if (word === 'stored' || word === 'persistent') found.generated = 'stored';
    else if (word === 'references') found.references = true;
    else if (word === 'check') found.isChecked = true;
    else if (word === 'charset' || word === 'character' || word === 'collate') found.charset = true;
    else if (word === 'first' || word === 'after') found.isPlaced = true;
    if (word === 'primary') found.isNotNull = true;
    // What follows is text, not attributes.
    if (word === 'comment') read.skip('comment');
  }
  return found;
}

function defaultOf(read: TokenReader): PlainColumn['default'] {
  const next = read.peek(1);
  if (next === 'null') return 'null';
  // A literal in parentheses is one all the same.
  if (next === '(') return read.peek(2) === '' && read.peek(3) === ')' ? 'constant' : 'computed';
  if (/^(current_timestamp|now|localtime|localtimestamp|current_date|current_time)$/.test(next)) return 'now';
  return read.peek(2) === '(' && /^[a-z_]\w*$/.test(next) && next !== 'b' && next !== 'x' ? 'computed' : 'constant';
}

const plainType = (type: string): string =>
  type
    .toLowerCase()
    .replace(/^integer/, 'int')
    .replace(/^(bool|boolean)$/, 'tinyint')
    .replace(/^((?:tiny|small|medium|big)?int)\(\d+\)/, '$1')
    .replace(/^(character varying|char varying)/, 'varchar');
