import type { MappedText } from '../parse/mapped-text';
import type { ShellCommand } from '../parse/shell-script';
import { literal, type Template } from '../parse/shell-template';
import { maxValues } from './values';

/** The lines of a here-document that says itself what they are. */
export function linesOf(heredocs: ShellCommand['heredocs'], source: MappedText): readonly string[] | undefined {
  const heredoc = heredocs.at(-1);
  if (!heredoc) return undefined;
  const text = source.text.slice(heredoc.span.start, heredoc.span.end);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > maxValues || (heredoc.expands && /[$`\\]/.test(text)) ? undefined : lines;
}

/** What `read -a` and `mapfile` get, where that stands beside them: lines, or the words of a string. */
export function wordsRead({ heredocs, redirects, assignments }: ShellCommand, source: MappedText): readonly Template[] | undefined {
  const string = redirects.findLast(({ operator }) => operator === '<<<')?.target;
  if (!string) return linesOf(heredocs, source)?.map((line) => literal(line.trim()));
  const separators = assignments.find(({ name }) => name === 'IFS')?.value?.value ?? ' \t\n';
  const words = string.value
    ?.split('')
    .map((char) => (separators.includes(char) ? '\n' : char))
    .join('')
    .split('\n');
  return words?.filter((word) => word !== '').map(literal);
}
