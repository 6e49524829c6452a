import { span, type Span } from '../../../text/span';
import { endOfLine, endOfQuoted } from '../lex';
import { statementEnds } from '../runner-marks';

/** Systems whose statements are read without a grammar. */
export type TolerantDialect = 'mysql' | 'sqlite';

export interface PlainToken {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'sign';
  readonly start: number;
  readonly end: number;
}

/** One statement as the client would send it. */
export interface PlainStatement {
  readonly kind: 'statement';
  /** From the first token to the last, without what ends it. */
  readonly span: Span;
  /** All of those that change a schema, else the first ones. */
  readonly tokens: readonly PlainToken[];
}

/** A command of the client: `source x.sql`, `.read x.sql`. */
export interface PlainCommand {
  readonly kind: 'command';
  readonly name: string;
  readonly argument: string;
  readonly span: Span;
}

/** Statements that are read to their end: what a change is bounded by may stand there. */
const changing = /^(create|alter|drop|rename|truncate|set|pragma|optimize|update|delete|with|prepare|execute)$/i;
const headTokens = 64;
/** More was written by no person. */
const mostTokens = 20_000;

/**
 * Cuts a script into statements by the rules of the `mysql` or `sqlite3` client: quotes, comments, conditional comments (`/*!40101 …`),
 * `DELIMITER`, bodies of triggers, commands of the client. Linear in the length of the text.
 */
export function splitPlain(text: string, dialect: TolerantDialect): (PlainStatement | PlainCommand)[] {
  const found: (PlainStatement | PlainCommand)[] = [];
  const isMysql = dialect === 'mysql';
  const ends = new Set(statementEnds(text));
  let delimiter = ';';
  let tokens: PlainToken[] = [];
  let first = '';
  let last = 0;
  /** Of a routine or trigger, whose body has semicolons of its own. */
  let isRoutine = false;
  let depth = 0;
  let previous = '';
  let at = 0;
  const close = (): void => {
    const [start] = tokens;
    if (start) found.push({ kind: 'statement', span: span(start.start, last), tokens });
    tokens = [];
    first = '';
    isRoutine = false;
    depth = 0;
  };
  const addWord = (word: string): void => {
    if (/^(trigger|procedure|function|event)$/.test(word) && /^create$/i.test(first) && tokens.length < 12) isRoutine = true;
    if (!isRoutine) return;
    if (previous === 'end') {
      // `END IF` closes what no `BEGIN` has opened.
      if (/^(if|loop|while|repeat)$/.test(word)) depth++;
    } else if (word === 'begin' || word === 'case') depth++;
    else if (word === 'end') depth--;
  };
  const add = (kind: PlainToken['kind'], end: number): void => {
    if (tokens.length === 0) first = text.slice(at, Math.min(end, at + 20));
    if (tokens.length < (changing.test(first) ? mostTokens : headTokens)) tokens.push({ kind, start: at, end });
    last = end;
    at = end;
  };
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const char = text[at] ?? '';
    if (code === 32 || (code >= 9 && code <= 13)) {
      at++;
      continue;
    }
    if (isComment(text, at, isMysql)) {
      if (ends.has(at)) close();
      at = endOfLine(text, at);
      continue;
    }
    if (char === '/' && text[at + 1] === '*') {
      const conditional = isMysql ? /^\/\*M?!\d{0,6}/.exec(text.slice(at, at + 10))?.[0] : undefined;
      const close = text.indexOf('*/', at + 2);
      // What stands in a conditional comment is code.
      at = conditional !== undefined ? at + conditional.length : close < 0 ? text.length : close + 2;
      continue;
    }
    if (char === '*' && text[at + 1] === '/') {
      at += 2;
      continue;
    }
    const command = tokens.length === 0 ? commandAt(text, at, isMysql) : undefined;
    if (command) {
      at = endOfLine(text, at);
      if (command.name === 'delimiter') {
        // Runners take it from the next line, too.
        const next = command.argument === '' ? nextLineOfSigns(text, at) : undefined;
        delimiter = next?.signs ?? (command.argument === '' ? ';' : command.argument);
        at = next?.end ?? at;
      } else found.push(command);
      continue;
    }
    if (text.startsWith(delimiter, at) && depth <= 0) {
      at += delimiter.length;
      close();
      continue;
    }
    if (isMysql && char === '\\' && /[gG]/.test(text[at + 1] ?? '')) {
      at += 2;
      close();
      continue;
    }
    if (char === "'" || char === '"' || char === '`' || (char === '[' && !isMysql)) {
      const end = endOfQuoted(text, at + 1, char === '[' ? ']' : char, isMysql && char !== '`');
      add(char === "'" || (char === '"' && isMysql) ? 'string' : 'name', end);
    } else if (isWordCode(code)) {
      const whole = endOfFilled(text, at);
      // `END$$`: the client looks for it in words, too.
      const cut = delimiter === ';' ? -1 : text.slice(at, whole).indexOf(delimiter);
      const end = cut > 0 ? at + cut : whole;
      const word = end - at > 12 ? '' : text.slice(at, end).toLowerCase();
      addWord(word);
      previous = word;
      add(code >= 48 && code <= 57 ? 'number' : 'word', end);
      continue;
    } else {
      add('sign', at + 1);
      if (char !== ';') previous = '';
      continue;
    }
    previous = '';
  }
  close();
  return found;
}

/** `-- ` and, for MySQL, `#`; others take `--` without a blank. */
function isComment(text: string, at: number, isMysql: boolean): boolean {
  if (text[at] === '#') return isMysql;
  if (text[at] !== '-' || text[at + 1] !== '-') return false;
  return !isMysql || at + 2 >= text.length || /\s/.test(text[at + 2] ?? '') || isRemark(text, at);
}

/** At the beginning of a line, or before a word, nobody takes away what is less than nothing: the script is another system's, or a runner's mark. */
const isRemark = (text: string, at: number): boolean =>
  at === 0 || /[\r\n;]/.test(text[at - 1] ?? '') || (/\s/.test(text[at - 1] ?? '') && /[^\d\s(@.]/.test(text[at + 2] ?? ''));

const onlySigns = /\s{0,20}\n[ \t]{0,20}([^\w\s'"`-]{1,4})[ \t]{0,20}(?=\r?\n|$)/y;

function nextLineOfSigns(text: string, at: number): { readonly signs: string; readonly end: number } | undefined {
  onlySigns.lastIndex = at;
  const [whole, signs] = onlySigns.exec(text) ?? [];
  return whole === undefined || signs === undefined ? undefined : { signs, end: at + whole.length };
}

const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 64 ||
  code === 36 ||
  code >= 128;

/** A word, and what is filled into it: `${prefix}pages` is one name. */
const filled = /(?:\$\{\w{1,60}\}|[\w@\x80-\uffff]+|\$)+/y;

function endOfFilled(text: string, at: number): number {
  filled.lastIndex = at;
  return filled.test(text) ? filled.lastIndex : at + 1;
}

/** A command of the client that begins here: at the beginning of a line, or of a statement. */
function commandAt(text: string, at: number, isMysql: boolean): PlainCommand | undefined {
  const end = endOfLine(text, at);
  const line = text.slice(at, Math.min(end, at + 1000));
  const [, name, argument = ''] = (isMysql ? /^(delimiter|source|\\\.)(?:\s(.*))?$/i : /^\.(\w+)(?:\s(.*))?$/).exec(line) ?? [];
  if (name === undefined) return undefined;
  const plain = argument.trim();
  return {
    kind: 'command',
    name: name === '\\.' ? 'source' : name.toLowerCase(),
    argument: name.toLowerCase() === 'delimiter' ? plain : plain.replace(/;$/, ''),
    span: span(at, end),
  };
}
