import assert from 'node:assert/strict';
import { acceptsAll, isOpenEnded, onlyStarts, pinTo } from '../../../src/core/inventory/pin';
import { hasUpperBound, parseRange, satisfies } from '../../../src/core/inventory/range';
import { randomSource } from '../../support/random';

describe('pinning to what is installed', () => {
  const cases: readonly (readonly [installed: readonly string[], type: string | undefined, written: string, range: string | undefined])[] =
    [
      [['3.0.11-1~deb12u2'], 'deb', '>=1.1', '>=3.0.11 <3.1'],
      [['15.8-0+deb12u1'], 'deb', '*', '>=15.8 <16'],
      [['252.30-1~deb12u2'], 'deb', '', '>=252.30 <253'],
      [['5:7.0.15-1~deb12u1'], 'deb', 'latest', '>=7.0.15 <7.1'],
      [['5:7.0.15-1~deb12u1'], 'deb', '(>= 6.0)', '(>= 5:7.0.15), (<< 5:7.1)'],
      [['1:3.0.7-28.el9'], 'rpm', '>=1:1.1', '>=1:3.0.7 <1:3.1'],
      [['1:9.2p1-2', '9.4p1-1'], 'deb', '(>= 1:9.0)', undefined],
      [['3.0.15-1', '3.0.11-1', '3.2.1-1'], undefined, '>=1', '>=3.0.11 <3.3'],
      [['4.18.2'], 'npm', '>=4', '>=4.18.2 <5'],
      [['0.7.3'], 'cargo', 'x', '>=0.7.3 <0.8'],
      [['2.31.0'], 'pypi', '>=2', '>=2.31.0,<3'],
      [['2.31.0'], undefined, '>=2,>=2.1', '>=2.31.0,<2.32'],
      [['2.36-9+deb12u14'], 'deb', '(>= 2.36-9)', '(>= 2.36-9), (<< 3)'],
      [['3.0.11-1~deb12u2'], 'deb', '>=3.0.11-1~', '>=3.0.11-1~ <3.1'],
      [['1.1.1n-0+deb11u5'], undefined, '>=1.1.1k', '>=1.1.1k <1.2'],
      [['4.079+dfsg-2+b1'], 'deb', '*', '>=4.079 <5'],
      [['1.08-4'], 'deb', '(>= 1.0)', '(>= 1.08), (<< 2)'],
      [['1.9-1', '1.08-4'], 'deb', '*', '>=1.08 <2'],
      [['22.04.3-1'], 'deb', '>=20.04', '>=22.04.3 <22.05'],
      [['9.099.1-1'], 'rpm', '', '>=9.099.1 <9.100'],
      [['2024.08.1'], 'pypi', '*', '>=2024.08.1,<2025'],
      [['20250419~deb12u2'], 'deb', '*', undefined],
      [['nightly'], 'generic', '*', undefined],
      [[], 'deb', '*', undefined],
    ];
  for (const [installed, type, written, range] of cases) {
    it(`${installed.join(', ') || 'nothing'} (${type ?? 'no type'}), written "${written}": ${range ?? 'none'}`, () => {
      assert.equal(pinTo(installed, type, written)?.range, range);
    });
  }

  it('always ends, and holds what it was made of', () => {
    const seed = 515;
    const random = randomSource(seed);
    const number = () => random.pick(['0', '1', '2', '9', '10', '41', '08', '079', '099']);
    for (let i = 0; i < 4000; i++) {
      const version = () =>
        [number(), ...Array.from({ length: random.below(4) }, number)].join('.') + random.pick(['', '-1', '+dfsg-2', 'p1-3']);
      const installed = Array.from({ length: 1 + random.below(3) }, version);
      const written = random.pick(['*', '>=0', '(>= 0)', '>=0,>=0']);
      const range = pinTo(installed, 'deb', written)?.range ?? assert.fail();
      assert.ok(hasUpperBound(parseRange(range) ?? assert.fail(range)), `seed ${seed}: ${range}`);
      for (const each of installed) assert.equal(satisfies(each, range, 'deb'), 'satisfied', `seed ${seed}: ${each} in ${range}`);
    }
  });

  it('knows open ends, ranges that say nothing, and ranges that only start', () => {
    for (const text of ['', '*', 'latest', 'x', '>1', '>=1.1', '^1 || >=3', '!=2']) assert.ok(isOpenEnded(text), text);
    for (const text of ['^1', '1.x', '<3', '=1', 'see the wiki', '>=']) assert.ok(!isOpenEnded(text), text);
    for (const text of ['', '*', 'latest', '^1 || *']) assert.ok(acceptsAll(text), text);
    for (const text of ['>=0', '1', 'unclear']) assert.ok(!acceptsAll(text), text);
    const starts = (text: string) => onlyStarts(parseRange(text) ?? assert.fail(text));
    for (const text of ['*', '>=1', '>1 >=1.5']) assert.ok(starts(text), text);
    for (const text of ['>=1 || >=3', '>=1 !=2', '>=1 <2', '1']) assert.ok(!starts(text), text);
  });
});
