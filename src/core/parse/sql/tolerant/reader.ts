import type { PlainToken } from './split';

/** Reads the tokens of one statement from the first to the last. */
export class TokenReader {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly tokens: readonly PlainToken[],
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  /** A word or a sign, in lower case; empty for names in quotes, for literals, and at the end. */
  peek(ahead = 0): string {
    const token = this.tokens[this.at + ahead];
    return token && (token.kind === 'word' || token.kind === 'sign') ? this.source.slice(token.start, token.end).toLowerCase() : '';
  }

  /** A name stands there, in quotes or not. */
  isName(ahead: number): boolean {
    const kind = this.tokens[this.at + ahead]?.kind;
    return kind === 'name' || kind === 'word';
  }

  /** The next token if it is a word, in lower case; else it stays, and the answer is empty. */
  word(): string {
    const word = this.tokens[this.at]?.kind === 'word' ? this.peek() : '';
    if (word !== '') this.at++;
    return word;
  }

  /** Whatever the next token is, without quotes. */
  text(): string {
    const token = this.tokens[this.at++];
    if (!token) return '';
    const text = this.source.slice(token.start, token.end);
    return token.kind === 'name' || token.kind === 'string' ? text.slice(1, -1) : text;
  }

  /** The last part of a name, as it is written; empty if there is none. */
  name(): string {
    for (;;) {
      const kind = this.tokens[this.at]?.kind;
      if (kind !== 'word' && kind !== 'name' && kind !== 'string') return '';
      const name = this.text();
      if (this.peek() !== '.') return name;
      this.at++;
      if (this.take('*')) return name;
    }
  }

  /** Names with commas between them. */
  names(): readonly string[] {
    const names = [this.name()];
    while (this.take(',')) names.push(this.name());
    return names;
  }

  skip(...words: readonly string[]): this {
    while (words.includes(this.peek())) this.at++;
    return this;
  }

  take(word: string): boolean {
    const isNext = this.peek() === word;
    if (isNext) this.at++;
    return isNext;
  }

  /** Another one that stands here. */
  clone(): TokenReader {
    return new TokenReader(this.source, this.tokens.slice(this.at));
  }

  /** What follows the token here, without blanks, if these are no more than so many tokens; else empty. */
  rest(most: number): string {
    const left = this.tokens.slice(this.at + 1);
    return left.length > most ? '' : left.map(({ start, end }) => this.source.slice(start, end).toLowerCase()).join('');
  }

  /** Some of the tokens from here on is this word. */
  has(word: string): boolean {
    return this.indexOf(word) >= 0;
  }

  /** Goes behind a word; `undefined` if it does not come. */
  after(word: string): this | undefined {
    const index = this.indexOf(word);
    if (index < 0) return undefined;
    this.at = index + 1;
    return this;
  }

  /** What stands between parentheses here, in parts; none if there are no parentheses. */
  group(): readonly TokenReader[] {
    if (this.peek() !== '(') return [];
    const from = this.at + 1;
    let depth = 0;
    do {
      if (this.peek() === '(') depth++;
      if (this.peek() === ')') depth--;
      this.at++;
    } while (depth > 0 && !this.isAtEnd);
    return partsOf(this.source, this.tokens.slice(from, this.at - 1));
  }

  /** All that is left, cut at commas that stand in no parentheses. */
  parts(): readonly TokenReader[] {
    return partsOf(this.source, this.tokens.slice(this.at));
  }

  /** Words outside of parentheses from here on, each with what follows. */
  *outer(): Generator<string> {
    let depth = 0;
    for (; !this.isAtEnd; this.at++) {
      const word = this.peek();
      if (word === '(') depth++;
      else if (word === ')') depth--;
      else if (depth === 0 && word !== '') yield word;
    }
  }

  /** `ALGORITHM=INPLACE`, `LOCK NONE`, `WAIT 5`, anywhere in the statement. */
  stated(): Stated {
    const wordAfter = (word: string): string | undefined => {
      const index = this.tokens.findIndex(
        (_, at) => this.wordAt(at) === word && (this.wordAt(at + 1) === '=' || this.tokens[at + 1]?.kind === 'word'),
      );
      if (index < 0) return undefined;
      return this.wordAt(this.wordAt(index + 1) === '=' ? index + 2 : index + 1);
    };
    const algorithm = wordAfter('algorithm');
    const lock = wordAfter('lock');
    const isBounded = this.tokens.some(
      (_, at) => this.wordAt(at) === 'nowait' || (this.wordAt(at) === 'wait' && this.tokens[at + 1]?.kind === 'number'),
    );
    return {
      ...(algorithm !== undefined && algorithm !== 'default' && { algorithm }),
      ...(lock !== undefined && lock !== 'default' && { lock }),
      ...(isBounded && { isBounded }),
    };
  }

  private wordAt(at: number): string {
    const token = this.tokens[at];
    return token && (token.kind === 'word' || token.kind === 'sign') ? this.source.slice(token.start, token.end).toLowerCase() : '';
  }

  private indexOf(word: string): number {
    for (let at = this.at; at < this.tokens.length; at++) if (this.wordAt(at) === word) return at;
    return -1;
  }
}

/** What a statement says of how it is to be done. */
export interface Stated {
  readonly algorithm?: string;
  readonly lock?: string;
  /** MariaDB's `WAIT 5` and `NOWAIT`. */
  readonly isBounded?: boolean;
}

function partsOf(source: string, tokens: readonly PlainToken[]): readonly TokenReader[] {
  const parts: TokenReader[] = [];
  let depth = 0;
  let from = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'sign') continue;
    const sign = source[token.start];
    if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (sign === ',' && depth === 0) {
      parts.push(new TokenReader(source, tokens.slice(from, at)));
      from = at + 1;
    }
  }
  if (from < tokens.length) parts.push(new TokenReader(source, tokens.slice(from)));
  return parts;
}
