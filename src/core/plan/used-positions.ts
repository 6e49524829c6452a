import type { Condition, Step, Test } from '../effects/effect';
import { holesIn, type Template } from '../parse/shell-template';
import { memoWith } from '../text/memo';

/**
 * The arguments that what a function does depends on, by their names: `1`, `@`, `@+1`. Most functions that many call with ever other
 * words only print these.
 */
export const usedPositions = memoWith((steps: readonly Step[], conditions: readonly Condition[]): ReadonlySet<string> => {
  const used = new Set<string>();
  const add = (template: Template | undefined): void => {
    for (const name of template === undefined ? [] : holesIn(template)) if (/^[\d@*#]/.test(name)) used.add(name);
  };
  const asked = new Set<number>();
  for (const { target, args = [], from, as, host, container, mode, condition } of steps) {
    for (const template of [target, ...args, from, as, host, container, mode?.value]) add(template);
    for (let at = condition; at >= 0 && !asked.has(at); at = conditions[at]?.parent ?? -1) {
      asked.add(at);
      const test = conditions[at]?.test;
      for (const word of test ? wordsOf(test) : []) add(word);
    }
  }
  return used;
});

function wordsOf(test: Test): readonly Template[] {
  switch (test.is) {
    case 'all':
    case 'any':
      return test.of.flatMap(wordsOf);
    case 'not':
      return wordsOf(test.of);
    case 'match':
      return [test.word, ...test.patterns];
    case 'less':
      return [test.word, test.than];
    case 'empty':
      return [test.word];
    case 'there':
    case 'unknown':
      return [];
  }
}
