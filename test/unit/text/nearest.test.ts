import assert from 'node:assert/strict';
import { didYouMean, nearest } from '../../../src/core/text/nearest';

describe('the word that was meant', () => {
  const known = ['inventory', 'catalog', 'config', 'fail-on', 'format', 'md'];
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['inventroy', 'inventory'],
    ['inventry', 'inventory'],
    ['Inventory', 'inventory'],
    ['failon', 'fail-on'],
    ['fromat', 'format'],
    ['dm', 'md'],
    ['pdf', undefined],
    ['zzzzzzzzz', undefined],
    ['', undefined],
  ];
  for (const [word, meant] of cases) it(`"${word}" → ${meant ?? 'nothing'}`, () => assert.equal(nearest(word, known), meant));

  it('is asked for in words, and a word of any length takes no time', () => {
    assert.equal(didYouMean('catalogue', known), ' (did you mean catalog?)');
    assert.equal(didYouMean('x'.repeat(1_000_000), known), '');
  });
});
