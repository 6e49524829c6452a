import type { ShellScript, ShellWord } from '../../parse/shell';
import { contains, type Span } from '../../text/span';

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

/** Names that the word certainly stands for; loops and arrays of literal words give several, all else unknown gives none. */
export function writtenNames(word: ShellWord, script: ShellScript, text: string, steps = maxSteps): readonly WrittenName[] {
  const quoted = word.text.startsWith('"');
  const hole = /^"?([\w@.:-]*)\$(?:\{(\w+)(\[[@*]\])?\}|(\w+))([\w@.:-]*)"?$/.exec(word.text);
  if (!hole) return word.value === undefined ? [] : [literal(word, word.value, text, undefined)];
  if (steps === 0) return [];
  const [, before = '', braced, array, bare, after = ''] = hole;
  const variable = braced ?? bare ?? '';
  const whole = before === '' && after === '';
  return valuesOf(variable, array !== undefined, word.span, script).flatMap((value) => {
    const split = !quoted && whole && value.value !== undefined && /\s/.test(value.value);
    const names = split ? splitWords(value, text, variable) : writtenNames(value, script, text, steps - 1);
    return names.map((found) => ({ ...found, name: before + found.name + after, variable: found.variable ?? variable }));
  });
}

function valuesOf(variable: string, array: boolean, at: Span, script: ShellScript): readonly ShellWord[] {
  if (array) return script.arrays.get(variable) ?? [];
  const loop = script.loops.findLast((candidate) => candidate.variable === variable && contains(candidate.body, at));
  if (loop) return loop.words;
  const constant = script.constants.get(variable);
  return constant ? [constant] : [];
}

const splitWords = (word: ShellWord, text: string, variable: string): WrittenName[] =>
  (word.value ?? '').split(/\s+/).flatMap((name) => (name ? [literal(word, name, text, variable)] : []));

/** The name's own characters within the word, quotes left out. */
function literal(word: ShellWord, name: string, text: string, variable: string | undefined): WrittenName {
  const isPart = (offset: number) => /[\w@.-]/.test(text[offset] ?? '');
  for (let at = text.indexOf(name, word.span.start); at >= 0 && at + name.length <= word.span.end; at = text.indexOf(name, at + 1)) {
    const inside = at > word.span.start && isPart(at - 1);
    const goesOn = at + name.length < word.span.end && isPart(at + name.length);
    if (!inside && !goesOn) return { name, span: { start: at, end: at + name.length }, written: name, variable };
  }
  return { name, span: word.span, written: undefined, variable };
}
