import { isKnown, type Template } from '../../parse/shell-template';
import { own } from '../../text/own';
import type { Span } from '../../text/span';
import { hasOption, optionNames, type Argument, type CommandLine } from '../command-line';
import type { OneLiner } from '../code-calls';
import type { EffectKind } from '../effect';

/** What a command does, before it is known when. */
export interface Said {
  readonly kind: EffectKind;
  /** What it is done to; absent: nothing that has a name. */
  readonly target?: Argument;
  /** The target where it is no argument as it stands. */
  readonly name?: Template;
  readonly from?: Template;
  /** The target is the folder in which `from` will lie under its own name. */
  readonly isInto?: true;
  readonly content?: Span;
  /** The command itself looks first whether there is anything to do. */
  readonly isMaybe?: true;
  /** What others may do with it from then on. */
  readonly mode?: Argument;
  /** The target is a program in another language, which the package may have. */
  readonly isProgram?: true;
  /** What the target holds is lost. */
  readonly erases?: true;
  readonly why?: string;
}

/** What a command's arguments mean. Everything is optional: a form without effects is of a command that changes nothing. */
export interface Form {
  /** Options that take a value, as the manual writes them: `-t --target-directory`. */
  readonly valued?: string;
  /** Long options with one dash, as `find` and Java have them. */
  readonly singleDash?: boolean;
  /** What follows the first operand belongs to another command. */
  readonly stopsAtOperand?: boolean;
  /** Operands that come before those that something is done to: the mode of `chmod`. */
  readonly skip?: number;
  /** Done to each operand. */
  readonly each?: EffectKind;
  /** Done to the first operand. */
  readonly first?: EffectKind;
  /** Done to the last operand; those before it are where it comes from. */
  readonly last?: EffectKind;
  /** Done once, to nothing in particular. */
  readonly once?: EffectKind;
  /** Done to the value of an option; `*`: with any value of these names. */
  readonly options?: Readonly<Record<string, EffectKind>>;
  /** The first operand says what is done; `*`: any other. */
  readonly verbs?: Readonly<Record<string, Form>>;
  /** With one of these options it is another command. */
  readonly with?: readonly (readonly [options: string, form: Form])[];
  /** Options whose value is a program: what its literals say is done. */
  readonly code?: string;
  /** Without such an option, or one that names a file, the first operand is a program; `only`: with one of these. */
  readonly codeOperand?: { readonly unless: string; readonly only?: string };
  /** Of the program that `code` or `codeOperand` gives. */
  readonly language?: 'awk' | 'sed' | OneLiner;
  /** What it is done to loses what it holds. */
  readonly erases?: true;
  /** Options that say where it happens. */
  readonly where?: Readonly<Record<string, 'host' | 'container'>>;
  /** What no table can say. */
  readonly says?: (line: CommandLine) => readonly Said[];
}

/** Names of one program, with blanks between them, to its form. */
export type Family = Readonly<Record<string, Form>>;

/** It only looks, or changes nothing but the script's own course. */
export const changesNothing: Form = {};

/** Verbs with blanks between them, all of one form. */
export const verbsThat = (verbs: string, form: Form): Readonly<Record<string, Form>> =>
  Object.fromEntries(verbs.split(' ').map((verb) => [verb, form]));

export const each = (kind: EffectKind, more: Form = {}): Form => ({ each: kind, ...more });

/** With names: done to these; without: to all that there are. */
export const eachOrAll = (kind: EffectKind): Form => ({
  says: ({ operands }) => (operands.length > 0 ? operands.map((target) => ({ kind, target })) : [{ kind, name: '*' }]),
});

/** What a command line says, by the form of its program. The line's options were read in the form's style. */
export function saidBy(form: Form, line: CommandLine): readonly Said[] {
  const other = form.with?.find(([names]) => hasOption(line, ...optionNames(names)));
  if (other) return saidBy(other[1], line);
  if (form.verbs) {
    const { verbs } = form;
    const [first] = line.operands;
    // `apt-get "$QUIET" install x`: what a variable holds is an option.
    const known = first && !isKnown(first.value) ? line.operands.findIndex(({ value }) => own(verbs, value)) : 0;
    const at = Math.max(known, 0);
    const verb = line.operands[at];
    const named = own(verbs, verb?.value ?? '');
    const inner = named ?? own(verbs, '*');
    const said =
      inner &&
      saidBy(inner, { ...line, operands: line.operands.slice(at + 1), verbs: [...(line.verbs ?? []), ...(verb ? [verb.value] : [])] });
    // What a variable holds may be any of them: silence would say that it is one that changes nothing.
    const isOpen = verb !== undefined && named === undefined && !isKnown(verb.value);
    return said && (said.length > 0 || !isOpen)
      ? said
      : [
          {
            kind: 'unknown',
            why: verb ? `a subcommand of ${line.program} that is not known` : `what ${line.program} does without a subcommand`,
          },
        ];
  }
  return form.erases ? plainlySaid(form, line).map((said) => ({ ...said, erases: true })) : plainlySaid(form, line);
}

function plainlySaid(form: Form, line: CommandLine): readonly Said[] {
  const operands = line.operands.slice(form.skip ?? 0);
  const last = operands.at(-1);
  const sources = operands.slice(0, -1).map(({ value }) => value);
  return [
    ...(form.says?.(line) ?? []),
    ...(form.once ? [{ kind: form.once }] : []),
    ...(form.each ? operands.map((target) => ({ kind: form.each as EffectKind, target })) : []),
    ...(form.first && operands[0] ? [{ kind: form.first, target: operands[0] }] : []),
    ...(form.last && last
      ? sources.length > 0
        ? sources.map((from) => ({ kind: form.last as EffectKind, target: last, from }))
        : [{ kind: form.last, target: last }]
      : []),
    ...line.options.flatMap(({ name, value }) => {
      const kind = own(form.options, name);
      return kind && value ? [{ kind, target: value }] : [];
    }),
  ];
}

/** Keys of stores that hold what is switched on: `features/new-ui`, `flag:hybrid`. */
export const isFlagKey = (key: string): boolean =>
  /(?:^|[:/._-])(?:feature|flag|toggle|experiment)s?(?:[:/._-]|flags?|toggles?|$)/i.test(key);
