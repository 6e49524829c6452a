import type { ShellNode, ShellWord } from '../parse/shell-script';
import { setVariable, type Course } from './course';
import { onlyCommand } from './nodes';
import { noValue, valuesOf } from './values';

/** `while read -r unit port; do … done <<EOF`: the only variable is each line, and of several each has its word of it. */
export function readEach(test: ShellNode, course: Course): void {
  const command = onlyCommand(test);
  const names = command?.name === 'read' ? command.words.slice(1).filter(({ text }) => !text.startsWith('-')) : [];
  const { lines } = course;
  if (!lines || lines.length === 0) {
    // What it held before is gone.
    for (const { value } of names) if (value !== undefined) setVariable(course, value, noValue);
    return;
  }
  const separators = command?.assignments.find((assignment) => assignment.name === 'IFS')?.value?.value ?? ' \t';
  for (const [at, { value }] of names.entries()) {
    if (value === undefined) continue;
    const isLast = at === names.length - 1;
    setVariable(course, value, { values: lines.map((line) => wordOf(line, at, isLast, separators)), isEach: true });
  }
}

/** As `read` splits a line: the last variable has all that is left. */
function wordOf(line: string, at: number, isLast: boolean, separators: string): string {
  let start = 0;
  const isSeparator = (char: string | undefined) => char !== undefined && separators.includes(char);
  const skip = (isWanted: boolean) => {
    while (start < line.length && isSeparator(line[start]) === isWanted) start++;
  };
  for (let index = 0; index < at; index++) {
    skip(false);
    if (separators.trim() === '') skip(true);
    else start++;
  }
  if (isLast) return line.slice(start);
  const from = start;
  skip(false);
  return line.slice(from, start);
}

/** Of `<<< "$LIST"`. */
export function linesIn(word: ShellWord, { variables }: Course): readonly string[] | undefined {
  const { values } = valuesOf({ ...word, text: `"${word.text}` }, variables);
  return values.length === 1 ? values[0]?.split('\n').filter((line) => line !== '') : undefined;
}
