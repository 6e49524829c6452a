import type { MappedText } from '../parse/mapped-text';
import type { ShellCommand } from '../parse/shell-script';
import { filesFound, literal, type Template } from '../parse/shell-template';
import { maxValues, valuesOf, type Variables } from './values';

/** The lines of a here-document that says itself what they are. */
export function linesOf(heredocs: ShellCommand['heredocs'], source: MappedText): readonly Template[] | undefined {
  const heredoc = heredocs.at(-1);
  if (!heredoc) return undefined;
  const text = source.text.slice(heredoc.span.start, heredoc.span.end);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > maxValues || (heredoc.expands && /[$`\\]/.test(text)) ? undefined : lines.map((line) => literal(line.trim()));
}

/** The lines that `echo`, `printf` and `cat <<EOF` print, where they say them themselves. */
export function linesPrinted(command: ShellCommand | undefined, variables: Variables, source: MappedText): readonly Template[] | undefined {
  if (command?.name === 'cat') return command.words.length === 1 ? linesOf(command.heredocs, source) : undefined;
  if (command?.name === 'find' || command?.name === 'ls') {
    const words = command.words.slice(1).map((word) => valuesOf(word, variables).values);
    const found = words.every(({ length }) => length === 1) ? filesFound(command.name, words.flat()) : undefined;
    return found === undefined ? undefined : [found];
  }
  if (command?.name !== 'echo' && command?.name !== 'printf') return undefined;
  const words = command.words.slice(1).filter(({ text }, at, all) => !(command.name === 'echo' && isOption(text, at, all)));
  const given = words.map((word) => valuesOf(word, variables));
  if (given.some(({ values, isEach }) => values.length > 1 && !isEach)) return undefined;
  const texts = given.flatMap(({ values }) => values);
  // `printf '%s\n' a b`: each in a line of its own.
  const isOneEach = command.name === 'printf' && /^%s(\\n|\\0| )?$/.test(texts[0] ?? '');
  if (command.name === 'printf' && !isOneEach && (texts.length > 1 || /%/.test(texts[0] ?? ''))) return undefined;
  const lines = isOneEach ? texts.slice(1) : texts.join(' ').split(/\n|\\n/);
  return lines.length > maxValues ? undefined : lines.filter((line) => line !== '');
}

const isOption = (text: string, at: number, all: readonly { readonly text: string }[]): boolean =>
  /^-[neE]+$/.test(text) && all.slice(0, at).every((one) => /^-[neE]+$/.test(one.text));

/** What `read -a` and `mapfile` get, where that stands beside them: lines, or the words of a string. */
export function wordsRead({ heredocs, redirects, assignments }: ShellCommand, source: MappedText): readonly Template[] | undefined {
  const string = redirects.findLast(({ operator }) => operator === '<<<')?.target;
  if (!string) return linesOf(heredocs, source);
  const separators = assignments.find(({ name }) => name === 'IFS')?.value?.value ?? ' \t\n';
  const words = string.value
    ?.split('')
    .map((char) => (separators.includes(char) ? '\n' : char))
    .join('')
    .split('\n');
  return words?.filter((word) => word !== '').map(literal);
}
