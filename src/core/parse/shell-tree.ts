import type { Span } from '../text/span';
import type { ShellCommand, ShellWord } from './shell-script';

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
  /** `words` are absent if it goes over the arguments of the script. */
  | { readonly kind: 'for'; readonly variable: string; readonly words?: readonly ShellWord[]; readonly body: ShellNode }
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
  /** `-f`, `-d`, `-x` and their like. */
  | { readonly is: 'file'; readonly operator: string; readonly word: ShellWord }
  | { readonly is: 'unknown' };

/** `[ -n "$x" ]`; also of `[[`. */
export function unaryTest(operator: string, word: ShellWord): ShellTest {
  if (operator === '-z') return { is: 'empty', word };
  if (operator === '-n') return { is: 'not', of: { is: 'empty', word } };
  return /^-[a-hkprstuwxGLNOS]$/.test(operator) ? { is: 'file', operator, word } : { is: 'unknown' };
}

/** `[ "$x" = y ]`; also of `[[`, where the right side is a pattern. */
export function binaryTest(operator: string, word: ShellWord, pattern: ShellWord): ShellTest {
  if (/^(==?|-eq)$/.test(operator)) return { is: 'equal', word, pattern };
  return /^(!=|-ne)$/.test(operator) ? { is: 'not', of: { is: 'equal', word, pattern } } : { is: 'unknown' };
}
