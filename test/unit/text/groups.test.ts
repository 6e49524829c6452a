import assert from 'node:assert/strict';
import { connected, entryOf, groupBy } from '../../../src/core/text/groups';

describe('groups', () => {
  it('have items by their key, all in the order in which they come', () => {
    const groups = groupBy(['b1', 'a1', 'b2', 'a2', 'c1'], ([letter]) => letter);
    assert.deepEqual(
      [...groups],
      [
        ['b', ['b1', 'b2']],
        ['a', ['a1', 'a2']],
        ['c', ['c1']],
      ],
    );
  });

  it('tell keys apart as maps do: no name of every object, and objects by themselves', () => {
    const [one, other] = [{}, {}];
    assert.deepEqual(groupBy(['constructor', '__proto__', 'constructor'], (name) => name).get('constructor')?.length, 2);
    assert.equal(groupBy([one, other, one], (item) => item).size, 2);
  });

  it('make what stands under a key once', () => {
    const sets = new Map<string, Set<number>>();
    for (const [key, value] of [
      ['a', 1],
      ['a', 2],
      ['b', 3],
    ] as const)
      entryOf(sets, key, () => new Set()).add(value);
    assert.deepEqual(
      sets,
      new Map([
        ['a', new Set([1, 2])],
        ['b', new Set([3])],
      ]),
    );
  });

  it('are connected through others, also where these come last', () => {
    const isNear = (a: number, b: number): boolean => Math.abs(a - b) === 1;
    assert.deepEqual(connected([1, 3, 7, 2, 8], isNear), [
      [1, 3, 2],
      [7, 8],
    ]);
    assert.deepEqual(connected([], isNear), []);
  });
});
