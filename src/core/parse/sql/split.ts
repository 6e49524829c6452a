import { span, type Span } from '../../text/span';
import { endOfLine, nextToken, type Token } from './lex';
import { statementEnds } from './runner-marks';

/** One statement as psql would send it. */
export interface StatementPiece {
  readonly kind: 'statement';
  /** From the first token to the last, without the semicolon. */
  readonly span: Span;
  /** With what ends it. */
  readonly end: number;
  /** The first tokens; see `headTokens`. */
  readonly tokens: readonly Token[];
  readonly variables: readonly Span[];
  /** `\;`: more than one statement in one request. */
  readonly separators: readonly Span[];
  /** How hard it is for the grammar: deepest parenthesis and number of operators and nested queries. */
  readonly depth: number;
  readonly weight: number;
  /** Backquoted names, as MySQL writes them. */
  readonly backticks: number;
}

/** A backslash command of psql. */
export interface MetaPiece {
  readonly kind: 'meta';
  readonly name: string;
  readonly argument: string;
  readonly span: Span;
  readonly end: number;
}

export type Piece = StatementPiece | MetaPiece;

const headTokens = 64;
/** Words that make the grammar nest without a parenthesis. */
const nesting = new Set(['not', 'union', 'except', 'intersect', 'case', 'join', 'select']);
const wholeLine = new Set(['!', 'copy', 'ef', 'ev', 'h', 'help', 'sf', 'sv']);
/** Commands that send the statement before them. */
const sending = /^(g|gx|gset|gexec|gdesc|crosstabview|watch)$/;

/**
 * Cuts a psql script into statements and backslash commands by psql's own rules: quotes, dollar quotes, nested comments,
 * parentheses, `BEGIN ATOMIC` bodies, data of `COPY … FROM stdin`. Linear in the length of the text.
 */
export function splitSql(text: string): Piece[] {
  const pieces: Piece[] = [];
  let open = new OpenStatement();
  let at = 0;
  let conditions = 0;
  let lineEnd = -1;
  const ends = statementEnds(text);
  let ended = 0;
  const close = (end: number): void => {
    const piece = open.close(end);
    if (piece) pieces.push(piece);
    if (open.copiesIn) at = endOfCopyData(text, end);
    open = new OpenStatement();
  };
  for (;;) {
    const token = nextToken(text, at);
    if (!token) break;
    for (; (ends[ended] ?? Infinity) < token.end; ended++) {
      // In a literal it is only text.
      if ((ends[ended] ?? 0) < token.start) close(ends[ended] ?? 0);
    }
    at = token.end;
    if (token.kind === 'semicolon' && open.isComplete) close(token.end);
    else if (token.kind === 'meta') {
      // Many commands may share a line: its end is looked for once.
      if (token.start >= lineEnd) lineEnd = endOfLine(text, token.start);
      const meta = metaCommand(text, token.start, lineEnd);
      at = meta.end;
      if (sending.test(meta.name)) close(meta.end);
      if (meta.name === 'r' || meta.name === 'reset') open = new OpenStatement();
      pieces.push(meta);
      if (meta.name === 'if') conditions++;
      if (meta.name === 'endif') conditions--;
      if ((meta.name === 'q' || meta.name === 'quit') && conditions <= 0 && !isOfExtension(text, pieces)) return pieces;
      if (meta.name === 'copy' && /\bfrom\s+stdin\b/i.test(meta.argument)) at = endOfCopyData(text, meta.end);
    } else open.add(token, text);
  }
  close(text.length);
  return pieces;
}

/** `\echo Use "CREATE EXTENSION x" to load this file. \quit`: the server skips the line, and runs what psql does not. */
const isOfExtension = (text: string, pieces: readonly Piece[]): boolean => {
  const echo = pieces.at(-2);
  return (
    echo?.kind === 'meta' && echo.name === 'echo' && /\b(?:create|alter)\s+extension\b/i.test(text.slice(echo.span.start, echo.span.end))
  );
};

/** What psql remembers of the statement that it is reading. */
class OpenStatement {
  copiesIn = false;
  private readonly tokens: Token[] = [];
  private readonly variables: Span[] = [];
  private readonly separators: Span[] = [];
  private last: Token | undefined;
  private parens = 0;
  private begins = 0;
  private depth = 0;
  private weight = 0;
  private backticks = 0;
  private words = 0;
  /** The first four words, as far as they can begin the definition of a routine. */
  private start = '';
  private previousWord = '';

  get isComplete(): boolean {
    return this.parens <= 0 && this.begins === 0;
  }

  add(token: Token, text: string): void {
    if (this.tokens.length < headTokens) this.tokens.push(token);
    this.last = token;
    switch (token.kind) {
      case 'open':
        this.depth = Math.max(this.depth, ++this.parens);
        break;
      case 'close':
        if (this.parens > 0) this.parens--;
        break;
      case 'variable':
        this.variables.push(span(token.start, token.end));
        break;
      case 'separator':
        this.separators.push(span(token.start, token.end));
        break;
      case 'backtick':
        this.backticks++;
        break;
      case 'operator':
        this.weight++;
        break;
      case 'word':
        this.addWord(token.end - token.start > 12 ? '' : text.slice(token.start, token.end).toLowerCase());
        break;
      default:
    }
  }

  close(end: number): StatementPiece | undefined {
    const first = this.tokens[0];
    if (!first || !this.last) return undefined;
    const { tokens, variables, separators, depth, weight, backticks } = this;
    return { kind: 'statement', span: span(first.start, this.last.end), end, tokens, variables, separators, depth, weight, backticks };
  }

  private addWord(word: string): void {
    if (nesting.has(word)) this.weight++;
    if (this.words < 4) this.start += `${word} `;
    this.words++;
    // The body of an SQL-standard routine has semicolons of its own.
    if (this.parens === 0 && /^create (or replace )?(function|procedure) /.test(this.start)) {
      if (word === 'begin' || (word === 'case' && this.begins > 0)) this.begins++;
      else if (word === 'end' && this.begins > 0) this.begins--;
    }
    if (word === 'stdin' && this.previousWord === 'from' && this.parens === 0 && this.start.startsWith('copy ')) this.copiesIn = true;
    this.previousWord = word;
  }
}

/** Behind the line `\.` that ends the data, which start on the line after `from`. */
function endOfCopyData(text: string, from: number): number {
  const pattern = /^\\\.\r?$/gm;
  pattern.lastIndex = Math.min(endOfLine(text, from) + 1, text.length);
  const found = pattern.exec(text);
  return found ? found.index + found[0].length : text.length;
}

function metaCommand(text: string, start: number, lineEnd: number): MetaPiece {
  let nameEnd = start + 1;
  while (nameEnd < lineEnd && !/[\s\\]/.test(text[nameEnd] ?? '')) nameEnd++;
  const name = text.slice(start + 1, nameEnd);
  const argumentEnd = wholeLine.has(name) ? lineEnd : endOfArguments(text, nameEnd, lineEnd);
  const end = text.startsWith('\\\\', argumentEnd) ? argumentEnd + 2 : Math.max(argumentEnd, start + 1);
  return { kind: 'meta', name, argument: text.slice(nameEnd, argumentEnd).trim(), span: span(start, argumentEnd), end };
}

function endOfArguments(text: string, from: number, lineEnd: number): number {
  let quote = '';
  for (let at = from; at < lineEnd; at++) {
    const char = text[at] ?? '';
    if (quote) {
      if (char === '\\' && quote === "'") at++;
      else if (char === quote) quote = '';
    } else if (char === "'" || char === '"' || char === '`') quote = char;
    else if (char === '\\') return at;
  }
  return lineEnd;
}
