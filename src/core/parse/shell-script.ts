import type { Span } from '../text/span';
import type { SyntaxFault } from './fault';
import type { Template } from './shell-template';

export interface ShellScript {
  /** What it does, in order. */
  readonly tree: ShellNode;
  /** Every simple command in source order, at any depth: functions, substitutions, subshells. */
  readonly commands: readonly ShellCommand[];
  readonly faults: readonly SyntaxFault[];
  /** Variables that are assigned once, unconditionally, with a literal: their value and where it stands. */
  readonly constants: ReadonlyMap<string, ShellWord>;
  /** The elements of arrays that are only ever assigned unconditionally, at once or one by one. */
  readonly arrays: ReadonlyMap<string, readonly ShellElement[]>;
  /** As written, all that a variable is ever given, elements of arrays one by one. */
  readonly assigned: ReadonlyMap<string, readonly string[]>;
  /** `for` loops over words. */
  readonly loops: readonly ShellLoop[];
  /** In source order. */
  readonly functions: readonly ShellFunction[];
  /** Places whose outcome decides what runs next: conditions of `if` and loops, and what stands before `&&` or `||`. */
  readonly conditions: readonly Span[];
  /** What runs only after an answer, by the end of the question. */
  readonly branches: readonly ShellBranch[];
}

export interface ShellBranch {
  /** A condition of `if`, the pattern of a `case`, or what stands before `&&` or `||`. */
  readonly question: Span;
  /** The word of the `case`. */
  readonly about: Span | undefined;
  readonly body: Span;
  /** It runs if the answer is yes; else if it is no. */
  readonly ifYes: boolean;
}

export interface ShellLoop {
  readonly variable: string;
  readonly words: readonly ShellWord[];
  readonly body: Span;
}

export interface ShellFunction {
  readonly name: string;
  readonly nameSpan: Span;
  /** From the name, or the word `function`, to the end of the body. */
  readonly span: Span;
}

export interface ShellCommand {
  /** The command that really runs, wrappers removed (`sudo -u x psql` runs `psql`); absent if it is computed. */
  readonly name: string | undefined;
  /** The name's word and its arguments. */
  readonly words: readonly ShellWord[];
  /** Wrappers before it, outermost first: `sudo`, `nohup`, `env`, `timeout` … with their own words. */
  readonly wrappers: readonly (readonly ShellWord[])[];
  readonly assignments: readonly ShellAssignment[];
  readonly heredocs: readonly Heredoc[];
  /** Files it reads from or writes to by redirection. */
  readonly redirects: readonly { readonly operator: string; readonly target: ShellWord }[];
  readonly span: Span;
  /** The commands of the pipeline that it is part of, itself included; alone: only itself. */
  readonly pipeline: readonly ShellCommand[];
  /** Name of the function whose body holds it. */
  readonly inFunction: string | undefined;
  /** What runs if it fails, where the script says so (`x || …`, `if x`); empty if nothing does. */
  readonly onFailure: Span | undefined;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord | undefined;
  /** Of an array. */
  readonly elements?: readonly ShellElement[];
  /** Of the element that is set: `units[web]=nginx`. */
  readonly key?: string;
  /** `+=`. */
  readonly isMore?: true;
  readonly span: Span;
}

export interface ShellWord {
  /** As written, quotes included. */
  readonly text: string;
  /** What the shell makes of it if that is certain: literals, and constants of the script. */
  readonly value: string | undefined;
  /** What is known of it all the same; absent if it says no more than `value`. */
  readonly template?: Template;
  /** Of an array that is declared: `readonly NAMES=(a b)`. */
  readonly elements?: readonly ShellElement[];
  readonly span: Span;
}

/** The value of an element. */
export interface ShellElement extends ShellWord {
  /** As written between the brackets of `[web]=nginx`, without quotes; absent where the place says it. */
  readonly key?: string;
}

export interface Heredoc {
  /** Between the opening line and the closing delimiter. */
  readonly span: Span;
  /** Expansions are performed in the body (the delimiter is not quoted). */
  readonly expands: boolean;
}

/** What a script does, in order: the tree of its commands. Nodes hold the commands of `ShellScript.commands`. */
export type ShellNode = { readonly span: Span } & ShellStep;

type ShellStep =
  | { readonly kind: 'command'; readonly command: ShellCommand; readonly inside: readonly ShellNode[] }
  /** Words that are expanded for their own sake: the word of a `case`, those of a loop. */
  | { readonly kind: 'list'; readonly items: readonly ShellNode[] }
  /** `a && b || c`: `operators[i]` stands before `parts[i + 1]`. */
  | { readonly kind: 'chain'; readonly parts: readonly ShellNode[]; readonly operators: readonly ('&&' | '||')[] }
  | { readonly kind: 'pipe'; readonly parts: readonly ShellNode[]; readonly negated: boolean }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: ShellNode; readonly body: ShellNode }[];
      readonly otherwise?: ShellNode;
    }
  | {
      readonly kind: 'case';
      readonly word: ShellWord;
      readonly items: readonly { readonly patterns: readonly ShellWord[]; readonly body: ShellNode }[];
    }
  /** `words` are absent if it goes over the arguments of the script; `isMenu`: `select`, which asks a person for one of them. */
  | {
      readonly kind: 'for';
      readonly variable: string;
      readonly words?: readonly ShellWord[];
      readonly body: ShellNode;
      readonly isMenu?: true;
    }
  | { readonly kind: 'while'; readonly isUntil: boolean; readonly test: ShellNode; readonly body: ShellNode }
  | { readonly kind: 'function'; readonly name: string; readonly body: ShellNode }
  /** `isDecoded`: inside escaped backticks; all places are those of the whole. */
  | { readonly kind: 'subshell'; readonly body: ShellNode; readonly isDecoded?: true }
  | { readonly kind: 'background'; readonly body: ShellNode }
  /** A compound command with redirections. */
  | {
      readonly kind: 'redirected';
      readonly redirects: ShellCommand['redirects'];
      readonly heredocs: ShellCommand['heredocs'];
      readonly body: ShellNode;
    }
  /** `[[ … ]]` and `(( … ))`. */
  | { readonly kind: 'test'; readonly test: ShellTest };

/** A question about words, as far as it is about nothing else. */
export type ShellTest =
  | { readonly is: 'all' | 'any'; readonly of: readonly ShellTest[] }
  | { readonly is: 'not'; readonly of: ShellTest }
  /** `=` or `==` with a pattern, `-eq`. */
  | { readonly is: 'equal'; readonly word: ShellWord; readonly pattern: ShellWord }
  | { readonly is: 'empty'; readonly word: ShellWord }
  /** Of numbers: `-lt`. */
  | { readonly is: 'less'; readonly word: ShellWord; readonly than: ShellWord }
  /** `-f`, `-d`, `-x` and their like. */
  | { readonly is: 'file'; readonly operator: string; readonly word: ShellWord }
  | { readonly is: 'unknown' };
