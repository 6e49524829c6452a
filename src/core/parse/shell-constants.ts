import type { Assignment, Command, Word } from 'unbash';
import type { ShellElement, ShellScript, ShellWord } from './shell-script';
import { entryOf } from '../text/groups';
import type { PlaceOf } from './shell-nodes';
import { fill, isKnown, templateOf } from './shell-template';

const declaring: ReadonlySet<string> = new Set(['readonly', 'export', 'declare', 'typeset']);
/** Commands that give values to the variables that they name. */
const reading: ReadonlySet<string> = new Set(['read', 'getopts', 'mapfile', 'readarray', 'printf']);

/** Collects the variables whose value is certain wherever they are used, while a script is walked. */
export interface Constants {
  /** What a command assigns. `isCertain`: it runs once, and not only sometimes. */
  readonly command: (command: Command, isCertain: boolean) => void;
  /** The variable of a loop. */
  readonly loop: (name: string, words: readonly Word[]) => void;
  readonly found: () => Pick<ShellScript, 'constants' | 'arrays' | 'assigned'>;
}

export function collectConstants(placeOf: PlaceOf): Constants {
  // An assigned value is one word or, of an array, a list.
  const seen = new Map<string, ShellWord | readonly ShellElement[] | undefined>();
  const assigned = new Map<string, string[]>();
  const give = (name: string, texts: readonly string[]) => {
    const known = entryOf(assigned, name, () => []);
    for (const text of texts) known.push(text);
  };
  const note = (name: string, value: ShellWord | readonly ShellElement[] | undefined) => seen.set(name, seen.has(name) ? undefined : value);
  /** Elements that come to those that are there. */
  const add = (name: string, more: readonly ShellElement[]) => {
    const before = seen.has(name) ? seen.get(name) : [];
    seen.set(name, before && !('text' in before) ? [...before, ...more] : undefined);
  };
  const assign = ({ name, value, append, index }: Assignment, isCertain: boolean): void => {
    const whole = isCertain && !append && !index;
    if (value.type === 'ArrayValue') {
      const elements = value.elements.map((at) => elementOf(at, placeOf));
      give(
        name,
        elements.map(({ text }) => text),
      );
      if (isCertain && append) add(name, elements);
      else note(name, whole ? elements : undefined);
      return;
    }
    give(name, [value.text]);
    if (isCertain && index && !append) add(name, [{ ...shellWord(value, placeOf), key: plainKey(index.text) }]);
    else {
      const word = whole ? shellWord(value, placeOf) : undefined;
      note(name, word?.value === undefined ? undefined : word);
    }
  };
  return {
    command: ({ name, prefix, args }, isCertain) => {
      // `local x=…` and a prefix `X=1 cmd` are not script-wide, but a second assignment makes the name uncertain all the same.
      const own = isCertain && (name === undefined || declaring.has(name.value));
      for (const part of prefix) if (part.type === 'Assignment') assign(part, own);
      for (const part of args) if (part.type === 'Assignment') assign(part, own);
      if (!reading.has(name?.value ?? '')) return;
      for (const part of args) if (part.type === 'Word' && /^[A-Za-z_]\w*$/.test(part.value)) note(part.value, undefined);
    },
    loop: (name, words) => {
      note(name, undefined);
      give(
        name,
        words.map(({ text }) => text),
      );
    },
    found: () => {
      const constants = new Map<string, ShellWord>();
      const arrays = new Map<string, readonly ShellWord[]>();
      for (const [name, value] of seen) {
        if (value && 'text' in value) constants.set(name, value);
        else if (value && value.length > 0) arrays.set(name, value);
      }
      return { constants, arrays, assigned };
    },
  };
}

/** A word as far as it tells by itself. */
export function shellWord(at: Word, placeOf: PlaceOf): ShellWord {
  if (!at.parts) return { text: at.text, value: at.value, span: placeOf(at) };
  const template = templateOf(at);
  // What a substitution prints is split at its blanks.
  const isSplit = /^(\$\(|`)/.test(at.text) && /\s/.test(template);
  const value = isKnown(template) && !hasPattern(at) && !isSplit ? template : undefined;
  const word = { text: at.text, value, span: placeOf(at) };
  return value === undefined || /[*?{]/.test(at.text) ? { ...word, template } : word;
}

/** `[web]=nginx` in the list of an array is the value `nginx`. */
export function elementOf(at: Word, placeOf: PlaceOf): ShellElement {
  const word = shellWord(at, placeOf);
  const [before, key] = /^\[((?:[^\]"'$`]|"[^"$`]*"|'[^']*')+)\]=/.exec(word.text) ?? [];
  if (before === undefined || key === undefined) return word;
  // Quotes stand in the text alone.
  return { ...wordBehind(word, before.length, before.replace(/["']/g, '').length), key: plainKey(key) };
}

/** What of a word stands behind so many characters as it is written, which are so many of its value. */
export const wordBehind = ({ text, value, template, span }: ShellWord, written: number, said = written): ShellWord => ({
  text: text.slice(written),
  value: value?.slice(said),
  ...(template !== undefined && { template: template.slice(said) }),
  span: { start: span.start + written, end: span.end },
});

/** Of an element, as written between the brackets. */
export const plainKey = (text: string): string => text.replace(/^(["'])(.*)\1$/s, '$2');

/** Files and braces, which the shell looks up. */
const hasPattern = ({ parts = [] }: Word): boolean =>
  parts.some(({ type }) => type === 'Glob' || type === 'BraceExpansion' || type === 'ExtendedGlob');

/** The value of a word once the constants of the script are known. */
export function valueWith({ template, text, value }: ShellWord, constants: ReadonlyMap<string, ShellWord>): string | undefined {
  if (value !== undefined || template === undefined || !text.includes('$') || constants.size === 0) return value;
  const filled = fill(template, (name) => constants.get(name)?.value);
  return isKnown(filled) && !/[*?{[]/.test(unquoted(text)) ? filled : undefined;
}

/** What the shell looks at for patterns: nothing in quotes, and no names of variables. */
const unquoted = (text: string): string => text.replace(/"[^"]*"|'[^']*'|\$\{\w+\}/g, '');
