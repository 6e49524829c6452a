import type { ShellElement } from '../parse/shell-script';
import { hole, unknown, type Template } from '../parse/shell-template';
import { setVariable, type Course } from './course';
import { maxValues, noValue, oneValue, valuesOf, type Values, type Variables } from './values';

/** Of an array, with the key that it has by its place or by its name. */
interface Element {
  readonly key: string | undefined;
  readonly value: Template;
  /** It may be another one, as only some way through the script sets it. */
  readonly isMaybe?: true;
}

/** What a list of words comes to. */
export const elementsOf = (words: readonly ShellElement[], variables: Variables): readonly Element[] =>
  words.flatMap((word) => {
    const { values, isMaybe } = valuesOf(word, variables);
    return values.map((value) => ({ key: word.key, value, ...(isMaybe && { isMaybe }) }));
  });

/** Sets the elements of an array: see `elementHole` in `parse/shell-template.ts` for their names. `isMore`: those that it has stay. */
export function setArray(name: string, elements: readonly Element[], isMore: boolean, course: Course): void {
  const [before, keysBefore] = ['@', '!'].map((which) => (isMore ? course.variables.get(`${name}[${which}]`)?.values : undefined) ?? []);
  const isUnknown = isMore && elements.every(({ key }) => key === undefined) && !course.variables.has(`${name}[@]`);
  const first = before?.length ?? 0;
  const keys = elements.map(({ key }, at) => key ?? String(first + at));
  const values = [...(isUnknown ? [unknown] : (before ?? [])), ...elements.map(({ value }) => value)];
  setEach(name, '!', [...(keysBefore ?? []), ...keys], course);
  setEach(name, '@', values, course);
  setVariable(course, `${name}[?]`, values.length > maxValues ? noValue : { values: [...new Set(values)], isEach: values.length === 1 });
  if (values.length > maxValues || isUnknown) return;
  elements.forEach(({ value, isMaybe }, at) => {
    setVariable(course, `${name}[${keys[at] ?? ''}]`, oneValue(value, isMaybe));
  });
}

const setEach = (name: string, which: string, values: readonly Template[], course: Course): void => {
  setVariable(course, `${name}[${which}]`, { values, isEach: true });
};

/** In a loop that counts or goes over the keys, one element after the other has its turn. */
export function takeTurns(body: string, course: Course): void {
  for (const name of new Set(Array.from(body.matchAll(/\$\{(\w+)\[/g), ([, array = '']) => array))) {
    const all: Values = course.variables.get(`${name}[@]`) ?? oneValue(hole(`${name}[@]`));
    setVariable(course, `${name}[?]`, all);
  }
}
