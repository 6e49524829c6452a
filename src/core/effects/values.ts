import { changeIn } from '../parse/shell-changes';
import { fill, hasHole, holesIn, literal, onlyHole, unknown, withChange, type Template } from '../parse/shell-template';
import type { ShellWord } from '../parse/shell-script';

/** What a word stands for: one value, or several. */
export interface Values {
  readonly values: readonly Template[];
  /** One after the other; else one of them, and nobody knows which. */
  readonly isEach: boolean;
  /** Or it is not set at all, as only some way through the script sets it: good enough to name a file, and no answer to a question. */
  readonly isMaybe?: true;
}

/** What variables stand for. */
export type Variables = Pick<ReadonlyMap<string, Values>, 'get'>;

/** Values of one word: more is nothing that a reader would look through. */
export const maxValues = 64;

export const oneValue = (value: Template, isMaybe?: true): Values => ({ values: [value], isEach: true, ...(isMaybe && { isMaybe }) });
export const noValue: Values = oneValue(unknown);

/** Longer values are texts, not names of anything. */
const maxLength = 4096;
const bounded = (value: Template): Template => (value.length > maxLength ? unknown : value);

/** The values of a word. Unquoted variables are split at blanks, and braces are expanded, as the shell does. */
export function valuesOf(word: ShellWord, variables: Variables): Values {
  if (word.template === undefined) return oneValue(literal(word.value ?? word.text));
  const filled = fillEach(word.template, variables);
  const isSplit = !/^["']/.test(word.text) && (onlyHole(word.template) !== undefined || /^(\$\(|`)/.test(word.text));
  const hasBraces = word.text.includes('{') && /\{[^{},]*,[^{}]*\}/.test(word.text.replace(/"[^"]*"|'[^']*'/g, '_'));
  if (!isSplit && !hasBraces) return filled;
  const split = isSplit ? filled.values.flatMap(words) : filled.values;
  const values = hasBraces ? split.flatMap((value) => expandBraces(value)) : split;
  if (values.length > maxValues) return noValue;
  return { ...filled, values, isEach: filled.isEach || filled.values.length === 1 };
}

const words = (value: Template): readonly Template[] => (/\s/.test(value) ? value.split(/\s+/).filter((one) => one !== '') : [value]);

/** A template with all that its variables may be. */
export function fillEach(template: Template, variables: Variables): Values {
  if (!hasHole(template)) return oneValue(template);
  const names = [...new Set(holesIn(template))];
  let filled: readonly Template[] = [template];
  let isEach = true;
  // What is made of something that may not be set may be another value just as well: `${x:-0}`.
  let isMaybe = false;
  for (const name of names) {
    const known = valuesOfHole(name, variables);
    if (!known) continue;
    isMaybe ||= known.isMaybe === true;
    if (filled.length * known.values.length > maxValues) {
      filled = filled.map((one) => fill(one, (at) => (at === name ? unknown : undefined)));
      continue;
    }
    if (known.values.length > 1) isEach &&= known.isEach;
    filled = filled.flatMap((one) => known.values.map((value) => bounded(fill(one, (at) => (at === name ? value : undefined)))));
  }
  return { values: filled, isEach, ...(isMaybe && { isMaybe }) };
}

/** Of a variable, or of what an expansion makes of it: `${unit%.service}`. */
function valuesOfHole(name: string, variables: Variables): Values | undefined {
  const found = changeIn(name);
  if (!found) return variables.get(name);
  const of = variables.get(found.name);
  return of && { ...of, values: of.values.map((value) => withChange(value, found.change)) };
}

/** `a{b,c}d` → `abd`, `acd`; the first braces of a word, then those that are left. */
function expandBraces(text: Template, steps = 3): readonly Template[] {
  const found = steps > 0 ? /^([^{}]*)\{([^{},]*,[^{}]*)\}(.*)$/s.exec(text) : null;
  if (!found) return [text];
  const [, before = '', list = '', after = ''] = found;
  return list.split(',').flatMap((one) => expandBraces(`${before}${one}${after}`, steps - 1));
}

/** Where a program is that was looked up: that program or nothing. Good enough to say what a command does, and no answer to the question whether a host has it. */
export const placeOfProgram = (program: string): Values => ({ values: [`/usr/bin/${program}`], isEach: true, isMaybe: true });

/** Of two ways through a script, what holds after both. */
export function joined(one: ReadonlyMap<string, Values>, other: ReadonlyMap<string, Values>): ReadonlyMap<string, Values> {
  if (one === other) return one;
  const both = new Map(one);
  for (const [name, values] of other) {
    const known = one.get(name);
    if (known !== values) both.set(name, known ? either(known, values) : maybe(values));
  }
  for (const [name, values] of one) if (!other.has(name)) both.set(name, maybe(values));
  return both;
}

const maybe = (known: Values): Values =>
  known.isMaybe ? known : { values: known.values, isEach: known.values.length === 1 && known.isEach, isMaybe: true };

function either(one: Values, other: Values): Values {
  const values = [...new Set([...one.values, ...other.values])];
  if (values.length > maxValues) return noValue;
  const isMaybe = one.isMaybe ?? other.isMaybe;
  return { values, isEach: values.length === 1, ...(isMaybe && { isMaybe }) };
}
