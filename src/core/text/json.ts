import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { nearest } from './nearest';
import { span, type Span } from './span';

/** A place that could not be read: `json-syntax`, `json-depth`, `json-duplicate` or `json-type`. */
export interface JsonFault {
  readonly code: string;
  readonly span: Span;
  /** English, without a full stop. */
  readonly detail: string;
}

/** Real manifests and inventories nest less than 10 deep; the parser recurses, so a bound keeps the stack safe. */
const maxDepth = 100;

/** Longer names are no slips of a field. */
const maxName = 40;

/** More faults than this say nothing new. */
const maxFaults = 50;

// Numeric values of jsonc-parser's const enum SyntaxKind, which isolated modules cannot import.
const opening = new Set([1, 3]);
const closing = new Set([2, 4]);
const endOfFile = 17;

const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    InvalidSymbol: 'this is not a JSON value',
    InvalidNumberFormat: 'this number is malformed',
    PropertyNameExpected: 'a property name in double quotes is expected here',
    ValueExpected: 'a value is expected here',
    ColonExpected: 'a colon is expected here',
    CommaExpected: 'a comma is expected here',
    CloseBraceExpected: 'a closing brace is missing',
    CloseBracketExpected: 'a closing bracket is missing',
    EndOfFileExpected: 'the document should end here',
    UnexpectedEndOfComment: 'this comment is never closed',
    UnexpectedEndOfString: 'this string is never closed',
    UnexpectedEndOfNumber: 'this number breaks off',
    InvalidUnicode: 'this \\u escape is malformed',
    InvalidEscapeCharacter: 'this escape is not known in JSON',
    InvalidCharacter: 'this control character must be escaped',
  }),
);

interface ReadJson {
  readonly root: Node | undefined;
  readonly faults: JsonFault[];
  /** There are more faults than those that are listed. */
  readonly faultsCut: boolean;
}

/** JSON with comments and trailing commas; of broken text, whatever was readable. Never throws. */
export function parseJson(text: string): ReadJson {
  if (text.trim() === '')
    return {
      root: undefined,
      faults: [{ code: 'json-syntax', span: span(0, text.length), detail: 'the file is empty' }],
      faultsCut: false,
    };
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    return {
      root: undefined,
      faults: [{ code: 'json-depth', span: span(deep, deep + 1), detail: `values nest more than ${maxDepth} deep` }],
      faultsCut: false,
    };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return { root, faults: errors.slice(0, maxFaults).map((error) => syntaxFault(text, error)), faultsCut: errors.length > maxFaults };
}

export const spanOf = (node: Node): Span => span(node.offset, node.offset + node.length);

export interface JsonMember {
  readonly key: Node;
  readonly value: Node;
}

/** Collects faults while values are read by the type that is wanted; `null` counts as not given. */
export class JsonReader {
  /** There are more faults than those that are listed. */
  faultsCut = false;

  constructor(private readonly faults: JsonFault[]) {}

  get hasFaults(): boolean {
    return this.faults.length > 0;
  }

  fault(code: string, at: Span, detail: string): void {
    if (this.faults.length < maxFaults) this.faults.push({ code, span: at, detail });
    else this.faultsCut = true;
  }

  /** The members of an object; of duplicates the last counts, as in `JSON.parse`. */
  object(node: Node | undefined, what: string): ReadonlyMap<string, JsonMember> | undefined {
    if (!this.is(node, 'object', what, 'an object')) return undefined;
    const members = new Map<string, JsonMember>();
    for (const { children: [key, value] = [] } of node.children ?? []) {
      if (!key || !value) continue;
      const name = String(key.value);
      if (members.has(name))
        this.fault('json-duplicate', spanOf(key), `"${clip(name)}" stands here for the second time; only the last one counts`);
      members.set(name, { key, value });
    }
    return members;
  }

  /** Says of members that nobody knows, but that are written almost like one that is known and lacks, what they may have meant; the answer is whether there are such. */
  misspelt(members: ReadonlyMap<string, JsonMember> | undefined, known: readonly string[]): boolean {
    let found = false;
    const open = known.filter((name) => !members?.has(name));
    for (const [name, { key }] of members ?? []) {
      const meant = known.includes(name) || name.length > maxName ? undefined : nearest(name, open);
      if (meant === undefined) continue;
      this.fault('misspelt', spanOf(key), `"${clip(name)}" is no field that is read here (did you mean "${meant}"?)`);
      found = true;
    }
    return found;
  }

  array(node: Node | undefined, what: string): readonly Node[] | undefined {
    return this.is(node, 'array', what, 'a list') ? (node.children ?? []) : undefined;
  }

  string(node: Node | undefined, what: string): string | undefined {
    return this.is(node, 'string', what, 'a text') ? String(node.value) : undefined;
  }

  /** A number, also when it is written as text, as many exporters do. */
  number(node: Node | undefined, what: string): number | undefined {
    if (node?.type === 'string' && /^\d{1,17}(\.\d{1,17})?$/.test(String(node.value))) return Number(node.value);
    return this.is(node, 'number', what, 'a number') ? Number(node.value) : undefined;
  }

  private is(node: Node | undefined, type: Node['type'], what: string, article: string): node is Node {
    if (!node || node.type === 'null') return false;
    if (node.type !== type) this.fault('json-type', spanOf(node), `${what} should be ${article}, and is ${kinds[node.type]}`);
    return node.type === type;
  }
}

const kinds: Readonly<Record<Node['type'], string>> = {
  object: 'an object',
  array: 'a list',
  property: 'a property',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function tooDeepAt(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let kind: number = scanner.scan(); kind !== endOfFile; kind = scanner.scan()) {
    if (opening.has(kind) && ++depth > maxDepth) return scanner.getTokenOffset();
    if (closing.has(kind) && depth > 0) depth--;
  }
  return undefined;
}

function syntaxFault(text: string, { error, offset, length }: ParseError): JsonFault {
  // What is missing at the end of the file is shown on its last character.
  const start = Math.min(offset, text.trimEnd().length - 1);
  return {
    code: 'json-syntax',
    span: span(start, Math.min(start + Math.max(length, 1), text.length)),
    detail: words.get(printParseErrorCode(error)) ?? 'this is not JSON',
  };
}
