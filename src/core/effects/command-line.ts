import type { ShellWord } from '../parse/shell-script';
import type { Template } from '../parse/shell-template';

/** One argument; a word that stands for several gives several. */
export interface Argument {
  readonly value: Template;
  readonly word: ShellWord;
  /** Others of its word may stand in its place. */
  readonly isOneOf: boolean;
  /** Or nothing at all: see `Values`. */
  readonly isMaybe?: true;
}

/** A command's arguments, sorted as `getopt` does. */
export interface CommandLine {
  readonly program: string;
  readonly operands: readonly Argument[];
  /** Operands that were taken for what is to be done: `sns subscribe`. */
  readonly verbs?: readonly string[];
  /** By name without dashes, in order. */
  readonly options: readonly { readonly name: string; readonly value?: Argument; readonly at: Argument }[];
}

/**
 * `valued`: options with a value, as `-t --target-directory`. `stopsAtOperand`: what follows the first operand is not for
 * this program. Single-dash long options (`find -name`) are one option if `singleDash` is set.
 */
export interface OptionStyle {
  readonly valued?: ReadonlySet<string>;
  readonly stopsAtOperand?: boolean;
  readonly singleDash?: boolean;
}

export function readCommandLine(program: string, given: readonly Argument[], style: OptionStyle): CommandLine {
  const operands: Argument[] = [];
  const options: { name: string; value?: Argument; at: Argument }[] = [];
  const { valued = none, stopsAtOperand = false, singleDash = false } = style;
  let ended = false;
  let at = 0;
  /** Of a word that is one of several values each may be the option's. */
  const take = (name: string, option: Argument): void => {
    const first = given[++at];
    options.push({ name, ...valueOf(first), at: option });
    while (first?.isOneOf && given[at + 1]?.word === first.word) options.push({ name, ...valueOf(given[++at]), at: option });
  };
  for (; at < given.length; at++) {
    const argument = given[at];
    if (!argument) break;
    const { value } = argument;
    if (ended || !/^-./.test(value)) {
      operands.push(argument);
      if (stopsAtOperand) ended = true;
    } else if (value === '--') ended = true;
    else if (value.startsWith('--') || singleDash) {
      const [, name = '', equals] = /^--?([^=]*)(=?)/.exec(value) ?? [];
      if (equals) options.push({ name, value: tail(argument, value.indexOf('=') + 1), at: argument });
      else if (valued.has(name)) take(name, argument);
      else options.push({ name, at: argument });
    } else {
      for (let letter = 1; letter < value.length; letter++) {
        const name = value[letter] ?? '';
        if (!valued.has(name)) options.push({ name, at: argument });
        else {
          if (letter + 1 < value.length) options.push({ name, value: tail(argument, letter + 1), at: argument });
          else take(name, argument);
          break;
        }
      }
    }
  }
  return { program, operands, options };
}

const none: ReadonlySet<string> = new Set();
const valueOf = (value: Argument | undefined): { value?: Argument } => (value ? { value } : {});
const tail = (argument: Argument, from: number): Argument => ({ ...argument, value: argument.value.slice(from) });

/** What a program is asked for, with its options left out: `s3 rm s3://x`. */
export const wordsOf = ({ operands, verbs = [] }: CommandLine): string => [...verbs, ...operands.map(({ value }) => value)].join(' ');

/** Names of options without their dashes. */
export const optionNames = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).map((name) => name.replace(/^--?/, '')));

/** The value of the first option of one of these names. */
export const optionOf = ({ options }: CommandLine, ...names: readonly string[]): Argument | undefined =>
  options.find(({ name }) => names.includes(name))?.value;

export const hasOption = ({ options }: CommandLine, ...names: readonly string[]): boolean =>
  options.some(({ name }) => names.includes(name));
