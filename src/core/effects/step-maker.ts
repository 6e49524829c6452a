import { fileSpan, type MappedText } from '../parse/mapped-text';
import type { ShellCommand, ShellWord } from '../parse/shell-script';
import type { Template } from '../parse/shell-template';
import { baseName } from '../text/path';
import type { Argument } from './command-line';
import { addStep, type Course, type Reading } from './course';
import type { Step } from './effect';
import { valuesOf } from './values';

/** A command with what its words stand for. */
export interface Call {
  readonly command: ShellCommand;
  readonly program: Template;
  readonly given: readonly Argument[];
}

/** A word that stands for several gives several. */
export function argumentsOf(word: ShellWord, { variables }: Course): readonly Argument[] {
  const { values, isEach, isMaybe } = valuesOf(word, variables);
  return values.map((value) => ({ value, word, isOneOf: !isEach && values.length > 1, ...(isMaybe && { isMaybe }) }));
}

export type AddStep = (step: Pick<Step, 'kind' | 'target' | 'span'> & Partial<Step>) => void;

/** Writes down steps of one command, with all that its place in the script says. */
export function stepMaker({ command, program }: Pick<Call, 'command' | 'program'>, own: Course, { record, source }: Reading): AddStep {
  return (step) =>
    addStep(record, {
      command: fileSpan(source, commandSpan(command)),
      by: baseName(program),
      options: noOptions,
      condition: own.condition,
      onError: own.outcome ?? (own.stopsOnError === 'inherit' ? 'inherit' : own.stopsOnError ? 'stops' : 'goes-on'),
      ...(own.as !== undefined && { as: own.as }),
      ...(own.host !== undefined && { host: own.host }),
      ...(own.container !== undefined && { container: own.container }),
      ...(own.isMuted || isMuted(command) ? { isMuted: true as const } : {}),
      ...(own.isFound && { isFound: true as const }),
      ...(step.kind === 'call' && own.hasInput ? { isFed: true as const } : {}),
      ...step,
      span: fileSpan(source, step.span),
    });
}

const noOptions: readonly string[] = [];

const isMuted = ({ redirects }: ShellCommand): boolean =>
  redirects.some(({ operator, target }) => operator.includes('>') && target.value === '/dev/null');

export const firstSpan = ({ words, span }: ShellCommand) => words[0]?.span ?? span;

/** From the program to the last word. */
export function commandSpan({ words, span }: ShellCommand) {
  const [first, last] = [words[0], words.at(-1)];
  return first && last && last.span.end >= first.span.start ? { start: first.span.start, end: last.span.end } : span;
}

/** Where the script went before, if that is where the path is looked for. */
export const enteredFor = (path: Template, { entered }: Course): Pick<Step, 'entered'> | false =>
  entered !== undefined && /^[^/~\0\u0001-]/.test(path) && { entered };

/** A path as seen from the working directory, where that is known. */
export function inFolder(path: Template, { folder }: Course): Template {
  if (folder === undefined || path === '' || /^[/~\0\u0001]/.test(path) || path === '-') return path;
  const rest = path.replace(/^\.(\/|$)/, '');
  return rest === '' ? folder : `${folder === '/' ? '' : folder}/${rest}`;
}

/** What `echo` and `printf` write. */
export function wordsSpan({ words }: ShellCommand, source: MappedText): Step['content'] {
  const rest = words.slice(1).filter(({ text }) => !/^-[neE]+$/.test(text));
  const [first, last] = [rest[0], rest.at(-1)];
  return first && last ? fileSpan(source, { start: first.span.start, end: last.span.end }) : undefined;
}
