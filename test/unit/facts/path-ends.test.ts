import assert from 'node:assert/strict';
import { PathEnds } from '../../../src/core/facts/migrations/path-ends';
import { matches, tailOf } from '../../../src/core/facts/migrations/paths';
import { randomSource } from '../../support/random';

describe('ends of paths', () => {
  it('find what a comparison with every include finds, in the same order', () => {
    const seed = 20;
    const random = randomSource(seed);
    const path = () => Array.from({ length: 1 + random.below(4) }, () => random.pick(['a', 'b', 'c'])).join('/');
    for (let round = 0; round < 200; round++) {
      const includes = Array.from({ length: 30 }, () => {
        const computed = random.below(3) === 0;
        const written = `${random.pick(['', '', '/', './', '../'])}${computed && random.below(2) ? '___/' : ''}${path()}`;
        return { kind: 'include', path: written, computed, span: { start: 0, end: 0 } } as const;
      });
      const ends = new PathEnds<(typeof includes)[number]>(100);
      for (const include of includes) ends.add(tailOf(include), include);
      const file = path();
      const expected = includes.filter((include) => matches(include, file));
      assert.deepEqual(ends.like(file.split('/')), expected, `seed ${seed}, round ${round}: ${file}`);
    }
  });

  it('keep the first of many', () => {
    const ends = new PathEnds<number>(3);
    for (let index = 0; index < 10; index++) ends.add([`m${index}`, 'sql', 'up.sql'], index);
    assert.deepEqual(ends.like(['up.sql']), [0, 1, 2]);
    assert.deepEqual(ends.like(['x', 'm7', 'sql', 'up.sql']), [7]);
    assert.deepEqual(ends.like(['down.sql']), []);
    assert.deepEqual(ends.like([]), []);
  });
});
