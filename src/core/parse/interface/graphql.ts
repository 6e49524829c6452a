import { span, type Span } from '../../text/span';
import { FormMaker, type InterfaceForm } from './interface';

interface Token {
  readonly text: string;
  readonly at: Span;
}

const token = /#[^\n]*|"""[\s\S]*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|[A-Za-z_]\w*|-?\d[\w.+-]*|\.\.\.|[^\s\w,]/g;

/** What a query starts with, if `schema` names no others. */
const roots = ['Query', 'Mutation', 'Subscription'];

/** Reads types of a GraphQL schema; a document of queries has none. Never throws. */
export function graphqlForm(text: string): InterfaceForm | undefined {
  const tokens = Array.from(text.matchAll(token), ({ 0: word, index }): Token => ({
    text: word,
    at: span(index, index + word.length),
  })).filter(({ text: word }) => !/^[#"]/.test(word));
  const reader = new SchemaReader(tokens);
  return reader.read() ? reader.form : undefined;
}

class SchemaReader {
  readonly form = new FormMaker();
  readonly #roots = new Set(roots);
  #next = 0;

  constructor(private readonly tokens: readonly Token[]) {
    const start = tokens.findIndex(({ text }, at) => text === 'schema' && tokens[at + 1]?.text === '{');
    if (start < 0) return;
    this.#roots.clear();
    for (let at = start + 2; at < tokens.length && tokens[at]?.text !== '}'; at++)
      if (tokens[at]?.text === ':') this.#roots.add(tokens[at + 1]?.text ?? '');
  }

  /** False if a bracket is not closed. */
  read(): boolean {
    for (let one = this.#take(); one; one = this.#take()) {
      const isType = /^(?:type|interface|input|enum)$/.test(one.text);
      const name = isType ? this.#take() : undefined;
      if (name && /^\w/.test(name.text)) {
        this.form.hold(name.text, name.at);
        while (this.#peek() !== undefined && this.#peek() !== '{' && !this.#isDefinition()) this.#next++;
        if (this.#peek() === '{' && !this.#readBody(one.text, name.text)) return false;
      } else if (one.text === '{' && !this.#skip('{', '}')) return false;
      else if (one.text === '(' && !this.#skip('(', ')')) return false;
    }
    return true;
  }

  #take(): Token | undefined {
    return this.tokens[this.#next++];
  }

  #peek(): string | undefined {
    return this.tokens[this.#next]?.text;
  }

  #isDefinition(): boolean {
    return (
      /^(?:type|interface|input|enum|union|scalar|directive|extend|schema)$/.test(this.#peek() ?? '') &&
      this.tokens[this.#next - 1]?.text !== '&'
    );
  }

  /** Behind what opens a pair of brackets, to what closes it. */
  #skip(open: string, close: string): boolean {
    for (let depth = 1; depth > 0;) {
      const one = this.#take();
      if (!one) return false;
      if (one.text === open) depth++;
      else if (one.text === close) depth--;
    }
    return true;
  }

  #readBody(kind: string, holder: string): boolean {
    this.#next++;
    while (this.#peek() !== '}') {
      const name = this.#take();
      if (!name) return false;
      if (!/^[A-Za-z_]/.test(name.text)) continue;
      const args = this.#peek() === '(' ? this.#readArguments() : [];
      if (!args) return false;
      const { type, isOptional, deprecated } = this.#readType();
      const isCall = kind === 'type' && this.#roots.has(holder);
      const full = `${holder}.${name.text}`;
      this.form.add({
        kind: isCall ? 'operation' : 'field',
        name: full,
        holder,
        span: name.at,
        ...(kind !== 'enum' && { type }),
        ...(deprecated && { deprecated: true }),
      });
      if (kind === 'input' && !isOptional) this.form.add({ kind: 'parameter', name: full, holder, span: name.at, neededBy: holder });
      for (const argument of args)
        this.form.add({
          kind: 'parameter',
          name: `${full}: ${argument.text}`,
          holder,
          span: argument.at,
          neededBy: `${isCall ? 'operation' : 'field'} ${full}`,
        });
    }
    this.#next++;
    return true;
  }

  /** Those that must be given; `undefined` if their bracket is not closed. */
  #readArguments(): readonly Token[] | undefined {
    const found: Token[] = [];
    this.#next++;
    while (this.#peek() !== ')') {
      const name = this.#take();
      if (!name) return undefined;
      if (this.#peek() === ':' && !this.#readType().isOptional) found.push(name);
    }
    this.#next++;
    return found;
  }

  /** A type with its default and what is said behind it. Whether an answer may be empty changes no type. */
  #readType(): { readonly type: string; readonly isOptional: boolean; readonly deprecated: boolean } {
    let type = '';
    let isOptional = true;
    let deprecated = false;
    if (this.#peek() === ':') {
      this.#next++;
      for (let one = this.#peek() ?? ''; /^[\w[\]!]/.test(one) && !(/^\w/.test(one) && /[\w\]]$/.test(type)); one = this.#peek() ?? '') {
        if (one === '!') isOptional = false;
        else {
          type += one;
          isOptional = true;
        }
        this.#next++;
      }
    }
    if (this.#peek() === '=') {
      isOptional = true;
      this.#next++;
      this.#value();
    }
    while (this.#peek() === '@') {
      deprecated ||= this.tokens[this.#next + 1]?.text === 'deprecated';
      this.#next += 2;
      if (this.#peek() === '(') {
        this.#next++;
        if (!this.#skip('(', ')')) break;
      }
    }
    return { type, isOptional, deprecated };
  }

  /** A default; a text was left out with the descriptions. */
  #value(): void {
    if (this.#peek() === '[' || this.#peek() === '{') {
      const open = this.#take()?.text ?? '';
      this.#skip(open, open === '[' ? ']' : '}');
    } else if (/^[\w$-]/.test(this.#peek() ?? '') && this.tokens[this.#next + 1]?.text !== ':') this.#next++;
  }
}
