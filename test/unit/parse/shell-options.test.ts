import assert from 'node:assert/strict';
import { shellOptions } from '../../../src/core/parse/shell-options';

describe('options of the shell', () => {
  const cases: readonly (readonly [words: string, on: readonly string[], off: readonly string[]])[] = [
    ['-e', ['errexit'], []],
    ['-euo pipefail', ['errexit', 'nounset', 'pipefail'], []],
    ['-o errexit -o nounset', ['errexit', 'nounset'], []],
    ['+e', [], ['errexit']],
    ['+o errexit', [], ['errexit']],
    ['-u +e', ['nounset'], ['errexit']],
    ['-oe pipefail', ['pipefail', 'errexit'], []],
    ['-- -e', [], []],
    ['release -e', [], []],
    ['-ec script', ['errexit'], []],
    ['-o', [], []],
    ['--norc -e', ['errexit'], []],
  ];
  for (const [words, on, off] of cases)
    it(`are told by "set ${words}"`, () => {
      const options = shellOptions(words.split(' '));
      assert.deepEqual(
        [...options].filter(([, isOn]) => isOn).map(([name]) => name),
        on,
      );
      assert.deepEqual(
        [...options].filter(([, isOn]) => !isOn).map(([name]) => name),
        off,
      );
    });
});
