import { fill, hasHole, holesIn, literal, onlyHole, unknown, type Template } from '../parse/shell-template';
import type { ShellWord } from '../parse/shell-script';

/** What a word stands for: one value, or several. */
export interface Values {
  readonly values: readonly Template[];
  /** One after the other; else one of them, and nobody knows which. */
  readonly isEach: boolean;
}

/** What variables stand for. */
export type Variables = Pick<ReadonlyMap<string, Values>, 'get'>;

/** Values of one word: more is nothing that a reader would look through. */
export const maxValues = 64;

export const oneValue = (value: Template): Values => ({ values: [value], isEach: true });
export const noValue: Values = oneValue(unknown);

/** Longer values are texts, not names of anything. */
const maxLength = 4096;
const bounded = (value: Template): Template => (value.length > maxLength ? unknown : value);

/** The values of a word. Unquoted variables are split at blanks, and braces are expanded, as the shell does. */
export function valuesOf(word: ShellWord, variables: Variables): Values {
  if (word.template === undefined) return oneValue(literal(word.value ?? word.text));
  const filled = fillEach(word.template, variables);
  const isSplit = !/^["']/.test(word.text) && onlyHole(word.template) !== undefined;
  const hasBraces = word.text.includes('{') && /\{[^{},]*,[^{}]*\}/.test(word.text.replace(/"[^"]*"|'[^']*'/g, '_'));
  if (!isSplit && !hasBraces) return filled;
  const split = isSplit ? filled.values.flatMap(words) : filled.values;
  const values = hasBraces ? split.flatMap((value) => expandBraces(value)) : split;
  if (values.length > maxValues) return noValue;
  return { values, isEach: filled.isEach || filled.values.length === 1 };
}

const words = (value: Template): readonly Template[] => (/\s/.test(value) ? value.split(/\s+/).filter((one) => one !== '') : [value]);

/** A template with all that its variables may be. */
export function fillEach(template: Template, variables: Variables): Values {
  if (!hasHole(template)) return oneValue(template);
  const names = [...new Set(holesIn(template))];
  let filled: readonly Template[] = [template];
  let isEach = true;
  for (const name of names) {
    const known = variables.get(name);
    if (!known) continue;
    if (filled.length * known.values.length > maxValues) {
      filled = filled.map((one) => fill(one, (at) => (at === name ? unknown : undefined)));
      continue;
    }
    if (known.values.length > 1) isEach &&= known.isEach;
    filled = filled.flatMap((one) => known.values.map((value) => bounded(fill(one, (at) => (at === name ? value : undefined)))));
  }
  return { values: filled, isEach };
}

/** `a{b,c}d` → `abd`, `acd`; the first braces of a word, then those that are left. */
function expandBraces(text: Template, steps = 3): readonly Template[] {
  const found = steps > 0 ? /^([^{}]*)\{([^{},]*,[^{}]*)\}(.*)$/s.exec(text) : null;
  if (!found) return [text];
  const [, before = '', list = '', after = ''] = found;
  return list.split(',').flatMap((one) => expandBraces(`${before}${one}${after}`, steps - 1));
}

/** Of two ways through a script, what holds after both. */
export function joined(one: ReadonlyMap<string, Values>, other: ReadonlyMap<string, Values>): ReadonlyMap<string, Values> {
  if (one === other) return one;
  const both = new Map(one);
  for (const [name, values] of other) {
    const known = both.get(name);
    if (known !== values)
      both.set(name, known ? either(known, values) : { ...values, isEach: values.values.length === 1 && values.isEach });
  }
  return both;
}

function either(one: Values, other: Values): Values {
  const values = [...new Set([...one.values, ...other.values])];
  if (values.length > maxValues) return noValue;
  return values.length === 1 ? oneValue(values[0] ?? unknown) : { values, isEach: false };
}
