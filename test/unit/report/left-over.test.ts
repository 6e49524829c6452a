import assert from 'node:assert/strict';
import { leftOverLines } from '../../../src/core/report/left-over';
import type { Finding } from '../../../src/core/rules/finding';
import { findingWith } from '../../support/finding';

const finding = (rule: string, line: number, more: Partial<Finding> = {}): Finding =>
  findingWith({ rule, range: { start: { line, character: 0 }, end: { line, character: 0 } }, ...more });
const fix = { title: 'Mend', edits: [], applies: 'after-review' as const };

describe('what a fix leaves for a person', () => {
  it('fixes that need a look, then what has no fix; what is only possible is not told', () => {
    const lines = leftOverLines([
      finding('a/b', 2, { fix }),
      finding('c/d', 0),
      finding('c/d', 8, { standsFor: 5 }),
      finding('e/f', 1, { confidence: 'possible' }),
    ]);
    assert.deepEqual(lines, [
      '1 finding has a fix that needs a look: --after-review applies it',
      '  a/b (1): a.sh:3',
      '6 findings have no fix and need a person',
      '  c/d (6): a.sh:1, a.sh:9',
    ]);
  });

  it('names five places of a rule', () => {
    const lines = leftOverLines(Array.from({ length: 8 }, (_, line) => finding('c/d', line)));
    assert.deepEqual(lines[1], '  c/d (8): a.sh:1, a.sh:2, a.sh:3, a.sh:4, a.sh:5 and 3 more');
  });

  it('is nothing where nothing is left', () => {
    assert.deepEqual(leftOverLines([finding('a/b', 1, { fix: { ...fix, applies: 'always' } })]), []);
  });
});
