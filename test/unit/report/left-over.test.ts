import assert from 'node:assert/strict';
import { leftOverLines } from '../../../src/core/report/left-over';
import type { Finding } from '../../../src/core/rules/finding';
import { findingWith } from '../../support/finding';

const finding = (rule: string, line: number, more: Partial<Finding> = {}): Finding =>
  findingWith({ rule, range: { start: { line, character: 0 }, end: { line, character: 0 } }, ...more });
const fix = { title: 'Mend', edits: [], applies: 'after-review' as const };

describe('what a fix leaves for a person', () => {
  it('fixes that need a look, then what has no fix, and the others in numbers that add up', () => {
    const all = [
      finding('a/b', 2, { fix }),
      finding('c/d', 0),
      finding('c/d', 8, { standsFor: 5 }),
      finding('e/f', 1, { confidence: 'possible' }),
      finding('g/h', 1),
      finding('i/j', 1, { fix: { ...fix, applies: 'always' } }),
    ];
    const lines = leftOverLines(all, (rule) => rule !== 'g/h');
    assert.deepEqual(lines, [
      '1 finding has a fix that needs a look: --after-review applies it',
      '  a/b (1): a.sh:3',
      '1 finding has a fix that does not fit together with the others: apply it to the patched package',
      '  i/j (1): a.sh:2',
      '6 findings have no fix and need a person',
      '  c/d (6): a.sh:1, a.sh:9',
      '1 finding is less sure: preflight --confidence possible lists it',
      '1 finding of rules that were not asked for is left alone',
      '10 findings left',
    ]);
  });

  it('names five places of a rule', () => {
    const lines = leftOverLines(Array.from({ length: 8 }, (_, line) => finding('c/d', line)));
    assert.deepEqual(lines[1], '  c/d (8): a.sh:1, a.sh:2, a.sh:3, a.sh:4, a.sh:5 and 3 more');
  });

  it('is nothing where nothing is left', () => {
    assert.deepEqual(leftOverLines([]), ['0 findings left']);
  });
});
