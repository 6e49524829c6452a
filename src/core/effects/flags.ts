import type { ShellCommand, ShellScript } from '../parse/shell-script';
import { memo, memoWith } from '../text/memo';
import { setVariable, shake, type Course, type Reading } from './course';
import { noValue } from './values';

/** Variables that functions set, or anybody counts with. */
const setElsewhere = memoWith(
  ({ commands }: ShellScript, text: string): ReadonlySet<string> =>
    new Set([
      ...commands.flatMap((command) => (command.inFunction === undefined ? [] : namesSetBy(command))),
      ...Array.from(text.matchAll(/\(\([ \t]*(\w+)[ \t]*[-+]?[-+=]/g), ([, name = '']) => name),
    ]),
);

/** `x=1`, `declare -g x=1`, `printf -v x …`, `let x=1`; what is local to a function is nothing that it sets. */
function namesSetBy({ name, words, assignments }: ShellCommand): readonly string[] {
  if (name === undefined) return assignments.map((assignment) => assignment.name);
  const given = words.slice(1).map(({ text }) => text);
  switch (name) {
    case 'declare':
    case 'typeset':
      if (!given.some((value) => /^-\w*g/.test(value))) return [];
      return [...assignments.map((assignment) => assignment.name), ...given.flatMap(nameOf)];
    case 'export':
    case 'let':
    case 'readonly':
      return [...assignments.map((assignment) => assignment.name), ...given.flatMap(nameOf)];
    case 'printf':
      return given[0] === '-v' ? given.slice(1, 2) : [];
    case 'read':
    case 'mapfile':
    case 'readarray':
      return given.filter((value) => /^[A-Za-z_]\w*$/.test(value));
    default:
      return [];
  }
}

const nameOf = (value: string): readonly string[] => /^([A-Za-z_]\w*)(?:[-+*/]?=|\+\+|--)/.exec(value)?.slice(1, 2) ?? [];

/** `eval "$1=yes"`, `local -n of=$1`, `printf -v "$1" …`: what it sets only the run says. `eval set -- …` are arguments. */
export function setsUnknown({ name, words }: ShellCommand): boolean {
  const [, first, second] = words;
  if (name === 'eval') return first?.value !== 'set' && words.slice(1).some(({ value }) => value === undefined);
  if (name === 'printf') return first?.value === '-v' && second !== undefined && second.value === undefined;
  if (name === 'local' || name === 'declare' || name === 'typeset') return words.some(({ value = '' }) => /^-\w*n/.test(value));
  return false;
}

/** Whether something in a script sets variables that only the run says. */
export const setsAnything = memo(({ commands }: ShellScript): boolean => commands.some(setsUnknown));

/** Whether a script reads files in, which may set each of its variables. */
export const readsFilesIn = memo(({ commands }: ShellScript): boolean => commands.some(readsIn));

const readsIn = ({ name }: ShellCommand): boolean => name === '.' || name === 'source';

const doneByFunctions = memo(({ commands }: ShellScript) => {
  const inside = commands.filter(({ inFunction }) => inFunction !== undefined);
  return { readIn: inside.some(readsIn), evaluated: inside.some(setsUnknown) };
});

/** `ERRORS=0; check; [ $ERRORS -gt 0 ]`: a number or an answer is there to be changed, and other values are only perhaps what they were. */
export function forgetFlags(course: Course, { script, source }: Reading): void {
  for (const name of setElsewhere(script, source.text)) {
    const known = course.variables.get(name);
    if (/^(-?\d+|true|false|yes|no)$/i.test(known?.values[0] ?? '')) setVariable(course, name, noValue);
    else if (known && !known.isMaybe && !script.constants.has(name)) setVariable(course, name, { ...known, isMaybe: true });
  }
  const done = doneByFunctions(script);
  if (done.readIn) shake(course, 'readIn');
  if (done.evaluated) shake(course, 'evaluated');
}
