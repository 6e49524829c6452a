import { closed, fill, isKnown, type Template } from '../parse/shell-template';
import { matches } from '../text/glob';
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
