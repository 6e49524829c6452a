import type { ShellScript } from '../parse/shell-script';
import { memoWith } from '../text/memo';
import { setVariable, type Course, type Reading } from './course';
import { noValue } from './values';

/** Variables that functions set, or anybody counts with. */
const setElsewhere = memoWith(
  ({ commands }: ShellScript, text: string): ReadonlySet<string> =>
    new Set([
      ...commands.flatMap(({ name, inFunction, assignments }) =>
        inFunction === undefined || name !== undefined ? [] : assignments.map((assignment) => assignment.name),
      ),
      ...Array.from(text.matchAll(/\(\([ \t]*(\w+)[ \t]*[-+]?[-+=]/g), ([, name = '']) => name),
    ]),
);

/** `ERRORS=0; check; [ $ERRORS -gt 0 ]`: a number or an answer is there to be changed. */
export function forgetFlags(course: Course, { script, source }: Reading): void {
  for (const name of setElsewhere(script, source.text))
    if (/^(-?\d+|true|false|yes|no)$/i.test(course.variables.get(name)?.values[0] ?? '')) setVariable(course, name, noValue);
}
