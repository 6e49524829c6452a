import { fileFact } from '../../subject/fact';
import type { ShellBranch, ShellLoop } from '../../parse/shell-script';
import { aroundIn } from '../../text/around';
import type { Span } from '../../text/span';

export interface UsedCommand {
  readonly name: string;
  readonly span: Span;
  /** It runs only after an answer, such as which system this is. */
  readonly isConditional: boolean;
  /** It stands in a function, which somebody may call or not. */
  readonly inFunction: boolean;
}

/** What one script calls by plain names, each name where it stands first, or first without a question around it; and whom it looks for before. */
export interface CommandsUsed {
  readonly commands: readonly UsedCommand[];
  /** Names that the script defines as functions or aliases. */
  readonly own: ReadonlySet<string>;
  /** Words that stand behind `command -v`, `which` and their like, and names in helpers such as `need_command jq`. */
  readonly askedFor: ReadonlySet<string>;
}

const looksFor = /^(command|which|type|hash|whereis|whence)$|^(need|require|check|ensure|has|have|exist|is)\w*/i;

/** Tests that a file is there: `[ -x /usr/bin/foo ]`. */
const tests = /^(\[|test|\[\[)$/;

const branchesAround = aroundIn(({ body }: ShellBranch) => body);

/** `{jq,sudo}`, and the variable of a loop: `for each in jq curl; do command -v "$each"`. */
const standsFor = (written: string, loops: readonly ShellLoop[]): readonly string[] => {
  const variable = /^"?\$\{?(\w+)\}?"?$/.exec(written)?.[1];
  if (variable === undefined) return /^\{([\w.,+-]+)\}$/.exec(written)?.[1]?.split(',') ?? [];
  return loops.flatMap((loop) => (loop.variable === variable ? loop.words.flatMap(({ value }) => value ?? []) : []));
};

export const commandsUsed = fileFact('shell', ({ text, syntax: { commands, functions, branches, loops } }): CommandsUsed => {
  const found = new Map<string, UsedCommand>();
  const own = new Set(functions.map(({ name }) => name));
  const askedFor = new Set<string>();
  for (const { name, words, assignments, onFailure, inFunction } of commands) {
    const values = words.slice(1).flatMap((word) => word.value ?? standsFor(word.text, loops));
    if (name === 'alias') for (const value of values) own.add(value.split('=')[0] ?? '');
    if (name !== undefined && (tests.test(name) || looksFor.test(name)))
      for (const value of values) askedFor.add(value.split('/').at(-1) ?? '');
    const [word] = words;
    // What is tried, and may fail, is tried on purpose.
    if (name === undefined || !word || word.value !== name || onFailure !== undefined) continue;
    // `PATH=$there/bin:$PATH node`: it is looked for elsewhere as well.
    if (assignments.some((given) => given.name === 'PATH')) continue;
    if (found.get(name)?.isConditional === false) continue;
    const isConditional = branchesAround(branches, word.span.start).length > 0;
    if (!found.has(name) || !isConditional) found.set(name, { name, span: word.span, isConditional, inFunction: inFunction !== undefined });
  }
  for (const [, name = ''] of text.matchAll(
    /(?:\[[ \t]+(?:![ \t]+)?-[xfe]|command -v|which|type -[pPt]|hash)[ \t]+"?(?:\$\(which\s+)?[\w./-]*?([\w.+-]{1,60})"?(?=[\s;)\]&|]|$)/g,
  ))
    askedFor.add(name);
  return { commands: [...found.values()], own, askedFor };
});
