import { closed, type Template } from '../../parse/shell-template';
import type { Argument, CommandLine } from '../command-line';
import type { Form, Said } from './form';

/** A program in a file: what it does is told by nobody here. */
export const programIn = (target: Argument): Said => ({
  kind: 'unknown',
  target,
  isProgram: true,
  why: `what ${shown(target.value)} does`,
});

/** A path as people read it: no more than letters that names have. */
export const shown = (value: Template): string => closed(value).replace(/[^\w./*@+-]/g, '*');

/** What a tool is told to do by a file beside it that nobody reads: a makefile, a build script, the scripts of a package. */
export const recipes = ({ program, operands: [first] }: CommandLine): readonly Said[] => [
  { kind: 'unknown', why: `what ${first ? `${program} ${shown(first.value)}` : program} runs` },
];

/** A program in a file that an option names. */
export const fromFile =
  (names: string) =>
  ({ options }: CommandLine): readonly Said[] =>
    options.flatMap(({ name, value }) => (value && names.split(' ').includes(name) ? [programIn(value)] : []));

export const runsRecipes: Form = { says: recipes };
