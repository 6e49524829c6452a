import { closed, fill, isKnown, type Template } from '../parse/shell-template';
import type { Test } from './effect';

type ValueOf = (name: string) => Template | undefined;

/** What a question comes to once variables are known; `undefined`: that depends on the run. */
export function answer(test: Test, valueOf: ValueOf): boolean | undefined {
  switch (test.is) {
    case 'all':
    case 'any': {
      const answers = test.of.map((one) => answer(one, valueOf));
      const decisive = test.is === 'any';
      if (answers.includes(decisive)) return decisive;
      return answers.includes(undefined) ? undefined : !decisive;
    }
    case 'not': {
      const of = answer(test.of, valueOf);
      return of === undefined ? undefined : !of;
    }
    case 'match': {
      const word = fill(test.word, valueOf);
      if (!isKnown(word)) return undefined;
      const patterns = test.patterns.map((pattern) => fill(pattern, valueOf));
      if (patterns.some((pattern) => isKnown(pattern) && matches(pattern, word))) return true;
      return patterns.every(isKnown) ? false : undefined;
    }
    case 'empty': {
      const word = fill(test.word, valueOf);
      if (isKnown(word)) return word === '';
      // Something is written around what is not known.
      return /[^\0]/.test(closed(word)) && !/\u0003/.test(word) ? false : undefined;
    }
    case 'less': {
      const [word, than] = [fill(test.word, valueOf), fill(test.than, valueOf)];
      return isNumber(word) && isNumber(than) ? Number(word) < Number(than) : undefined;
    }
    case 'there':
    case 'unknown':
      return undefined;
  }
}

const isNumber = (word: Template): boolean => /^-?\d{1,15}$/.test(word);

/** Longer words and patterns are compared as they are. */
const maxPattern = 200;

/** A pattern of the shell against a word, in time that grows with the product of both. */
export const isPattern = (word: string): boolean => /[*?[]/.test(word);

export function matches(pattern: string, word: string): boolean {
  if (!isPattern(pattern) || pattern.length > maxPattern || word.length > maxPattern) return pattern === word;
  let ends = new Set([0]);
  for (let at = 0; at < pattern.length;) {
    const next = new Set<number>();
    const char = pattern[at] ?? '';
    const close = char === '[' ? pattern.indexOf(']', at + 2) : -1;
    const list = close > 0 ? pattern.slice(at + 1, close) : undefined;
    for (const end of ends) {
      if (char === '*') for (let to = end; to <= word.length; to++) next.add(to);
      else if (end < word.length && fits(char, list, word[end] ?? '')) next.add(end + 1);
    }
    ends = next;
    at = list === undefined ? at + 1 : close + 1;
  }
  return ends.has(word.length);
}

function fits(char: string, list: string | undefined, found: string): boolean {
  if (list === undefined) return char === '?' || char === found;
  const isNegated = /^[!^]/.test(list);
  const inner = isNegated ? list.slice(1) : list;
  let isIn = false;
  for (let at = 0; at < inner.length; at++) {
    const [low = '', dash, high] = [inner[at], inner[at + 1], inner[at + 2]];
    if (dash === '-' && high !== undefined) {
      if (low <= found && found <= high) isIn = true;
      at += 2;
    } else if (low === found) isIn = true;
  }
  return isIn !== isNegated;
}
