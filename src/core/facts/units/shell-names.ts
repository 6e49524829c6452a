import type { ShellElement, ShellScript, ShellWord } from '../../parse/shell-script';
import type { Span } from '../../text/span';
import { loopAround } from './script-facts';

/** A name that a word stands for, and where it is written: in the word, or where its variable got the value. */
export interface WrittenName {
  readonly name: string;
  readonly span: Span;
  /** The characters under `span` are this part of the name; `undefined` if they are not plainly there. */
  readonly written: string | undefined;
  /** The variable that carries it. */
  readonly variable: string | undefined;
}

/** Variables of variables: `for unit in $UNITS`. More steps are not followed. */
const maxSteps = 3;

/** Names that one word stands for; who gets more knows that there are others. */
export const maxNames = 10_000;

/** Names that the word certainly stands for; loops and arrays of literal words give several, all else unknown gives none. */
export function writtenNames(word: ShellWord, script: ShellScript, text: string, steps = maxSteps): readonly WrittenName[] {
  const quoted = word.text.startsWith('"');
  const hole = /^"?([\w@.:-]*)\$(?:\{(\w+)(\[[^\]{}]{1,60}\])?\}|(\w+))((?:[@.:-][\w@.:-]*)?)"?$/.exec(word.text);
  if (!hole) return word.value === undefined ? [] : [literal(word, word.value, text, undefined)];
  if (steps === 0) return [];
  const [, before = '', braced, array, bare, after = ''] = hole;
  const variable = braced ?? bare ?? '';
  const whole = before === '' && after === '';
  const found: WrittenName[] = [];
  const read = new Set<string>();
  for (const value of valuesOf(variable, array, word.span, script)) {
    // What a variable stands for is the same each time that a list names it.
    if (value.value === undefined && read.has(value.text)) continue;
    read.add(value.text);
    const split = !quoted && whole && value.value !== undefined && /\s/.test(value.value);
    for (const one of split ? splitWords(value, text, variable) : writtenNames(value, script, text, steps - 1)) {
      found.push({ ...one, name: before + one.name + after, variable: one.variable ?? variable });
      if (found.length > maxNames) return found;
    }
  }
  return found;
}

/** @param element what stands in brackets behind the name, with these */
function valuesOf(variable: string, element: string | undefined, at: Span, script: ShellScript): readonly ShellWord[] {
  if (element !== undefined) return elementsOf(variable, element.slice(1, -1), script);
  const loop = loopAround(at, variable, script);
  if (loop) return loop.words;
  const constant = script.constants.get(variable);
  return constant ? [constant] : [];
}

/** Of an array those that a key in brackets can mean: all, where that is computed. */
function elementsOf(variable: string, key: string, { arrays }: ShellScript): readonly ShellElement[] {
  const elements = arrays.get(variable) ?? [];
  const plain = key.replace(/^(["'])(.*)\1$/, '$2');
  const own = elements.filter((element, at) => (element.key ?? String(at)) === plain);
  return own.length > 0 || !/^(\$|[@*]$|[A-Za-z_]\w*$)/.test(key) ? own : elements;
}

/** The names that a value holds, where the value stands in the file as it is. */
function splitWords(word: ShellWord, text: string, variable: string): WrittenName[] {
  const value = word.value ?? '';
  // What a template fills in is no list of names.
  if (/\{[{%]/.test(value)) return [];
  const from = text.slice(word.span.start, word.span.end).indexOf(value);
  const names = [...value.matchAll(/\S+/g)].slice(0, maxNames + 1);
  if (from < 0) return names.map(([name]) => literal(word, name, text, variable));
  const found = new Map<string, WrittenName>();
  for (const { 0: name, index } of names) {
    const start = word.span.start + from + index;
    if (!found.has(name)) found.set(name, { name, span: { start, end: start + name.length }, written: name, variable });
  }
  return names.flatMap(([name]) => found.get(name) ?? []);
}

/** The name's own characters within the word, quotes left out. */
function literal({ span }: ShellWord, name: string, text: string, variable: string | undefined): WrittenName {
  const whole = text.slice(span.start, span.end);
  const isPart = (offset: number) => /[\w@.-]/.test(whole[offset] ?? '');
  for (let at = whole.indexOf(name); at >= 0; at = whole.indexOf(name, at + 1)) {
    if (isPart(at - 1) || isPart(at + name.length)) continue;
    const start = span.start + at;
    return { name, span: { start, end: start + name.length }, written: name, variable };
  }
  return { name, span, written: undefined, variable };
}
