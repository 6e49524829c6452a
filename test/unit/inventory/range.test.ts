import assert from 'node:assert/strict';
import semver from 'semver';
import { hasUpperBound, parseRange, satisfies } from '../../../src/core/inventory/range';
import { randomSource } from '../../support/random';

describe('version ranges', () => {
  it('agree with the semver library', () => {
    const seed = 20261121;
    const random = randomSource(seed);
    const number = () => String(random.below(4));
    const partial = () =>
      random.pick([
        number(),
        `${number()}.${number()}`,
        `${number()}.${number()}.${number()}`,
        `${number()}.x`,
        `${number()}.${number()}.*`,
      ]);
    const full = () => `${number()}.${number()}.${number()}${random.pick(['', '', '', '-rc.1', '-0'])}`;
    const bound = () =>
      `${random.pick(['', '', '=', '>=', '<=', '>', '<', '^', '~'])}${random.pick(['', ' '])}${random.below(3) ? partial() : full()}`;
    const alternative = () => random.pick([bound(), bound(), `${bound()} ${bound()}`, `${partial()} - ${partial()}`, '*']);
    let compared = 0;
    for (let i = 0; i < 6000; i++) {
      const range = random.below(4) ? alternative() : `${alternative()} || ${alternative()}`;
      const version = full();
      // What a caret or tilde does above a pre-release of its own is npm's affair, and so are bounds like `<1.0.0-0`.
      if (/[~^<] ?\S*-/.test(range) || /[<>]=? ?\S*[x*]/.test(range)) continue;
      const wanted = semver.satisfies(version, range, { includePrerelease: true });
      const got = satisfies(version, range, 'npm');
      // The library lets a pre-release pass `<2.0.0`; here it does not run yet what 2.0.0 promises, and still is no 1.x.
      if (got === 'unsatisfied' && wanted && version.includes('-') && range.includes('<')) continue;
      // `>=1.2` starts at 1.2.0 here; the library starts at its first pre-release.
      if (got === 'unsatisfied' && wanted && version.includes('-')) continue;
      assert.equal(got, wanted ? 'satisfied' : 'unsatisfied', `seed ${seed}: ${version} in "${range}"`);
      compared++;
    }
    assert.ok(compared > 3500, `only ${compared} compared`);
  });

  const cases: readonly (readonly [version: string, range: string, type: string | undefined, answer: string])[] = [
    ['3.0.11-1~deb12u2', '>=1.1', 'deb', 'satisfied'],
    ['3.0.11-1~deb12u2', '>=3.0.0 <3.1', 'deb', 'satisfied'],
    ['3.0.11-1~deb12u2', '3.0.11', 'deb', 'satisfied'],
    ['3.0.11-1~deb12u2', '=3.0.11', 'deb', 'satisfied'],
    ['3.0.11-1~deb12u2', '3.0.12', 'deb', 'unsatisfied'],
    ['3.0.11-1~deb12u2', '>=3.0.11-1', 'deb', 'unsatisfied'],
    ['3.0.11-1~deb12u2', '(>= 3.0.11-1~), (<< 3.1)', 'deb', 'satisfied'],
    ['3.1~rc1-1', '<3.1', 'deb', 'unsatisfied'],
    ['3.1~rc1-1', '(<< 3.1)', 'deb', 'satisfied'],
    ['1:9.2p1-2+deb12u3', '>=9.0 <10', 'deb', 'satisfied'],
    ['1:9.2p1-2+deb12u3', '>= 1:9.3', 'deb', 'unsatisfied'],
    ['15.8-0+deb12u1', '15', 'deb', 'satisfied'],
    ['15.8-0+deb12u1', '(= 15)', 'deb', 'unsatisfied'],
    ['15.8-0+deb12u1', '<=15', 'deb', 'satisfied'],
    ['15.8-0+deb12u1', '>15', 'deb', 'unsatisfied'],
    ['15.8-0+deb12u1', '^14 || ^15', 'deb', 'satisfied'],
    ['1.1.1n-0+deb11u5', '>=1.1.1k', 'deb', 'satisfied'],
    ['1.1.1n-0+deb11u5', '>=1.1.1p', 'deb', 'unsatisfied'],
    ['3.0.7-28.el9', '>=3.0 <4', 'rpm', 'satisfied'],
    ['1:3.0.7-28.el9', '>=3.0.8', 'rpm', 'unsatisfied'],
    ['15.8', '>= 13', 'generic', 'satisfied'],
    ['15.8', '~> 15.2', undefined, 'satisfied'],
    ['16.0', '~> 15.2', undefined, 'unsatisfied'],
    ['15.3.1', '~> 15.2.0', undefined, 'unsatisfied'],
    ['2.31.0', '~=2.28', 'pypi', 'satisfied'],
    ['2.31.0', '>=2.0,!=2.31.0', 'pypi', 'unsatisfied'],
    ['2.31.0', '==2.*', 'pypi', 'satisfied'],
    ['5.1.0', '=>5.0 =<5.2', undefined, 'satisfied'],
    ['anything', '*', undefined, 'satisfied'],
    ['anything', 'latest', 'deb', 'satisfied'],
    ['anything', '', 'deb', 'satisfied'],
    ['2.36-9+deb12u14', '(>> 2.36)', 'deb', 'satisfied'],
    ['2.36-9+deb12u14', '>2.36', 'deb', 'unsatisfied'],
    ['2.36-9+deb12u14', '<<2.36-9', 'deb', 'unsatisfied'],
    ['1:9.2p1-2', '(<< 10)', 'deb', 'unsatisfied'],
    ['1:9.2p1-2', '<10', 'deb', 'satisfied'],
    ['2026a-0+deb12u1', '>=2025', 'deb', 'satisfied'],
    ['1.2.3.4', '>=1', 'npm', 'unknown'],
    ['3.0.11-1~deb12u2', '>=1.1', 'generic', 'unknown'],
    ['3.0.11', '>=1.1.1n', 'generic', 'unknown'],
    ['3.0.11', 'the newest one', 'deb', 'unknown'],
    ['3.0.11', '{{ openssl }}', 'deb', 'unknown'],
    ['3.0.11', '>=', 'deb', 'unknown'],
    ['3.0.11', '(>= 1.1', 'deb', 'unknown'],
  ];
  for (const [version, range, type, answer] of cases) {
    it(`${version} ${answer === 'unknown' ? '?' : answer === 'satisfied' ? 'is in' : 'is not in'} "${range}" (${type ?? 'no type'})`, () => {
      assert.equal(satisfies(version, range, type), answer);
    });
  }

  it('know whether they end somewhere', () => {
    const bounded = (text: string) => hasUpperBound(parseRange(text) ?? assert.fail(text));
    for (const text of ['^2', '1.x', '=1.2', '15', '>=1 <2', '~> 1.2', '1.2 - 3', '<=4', '(<< 4)']) assert.ok(bounded(text), text);
    for (const text of ['*', '', 'latest', '>=1.1', '>1', '!=2', '^2 || >=4', '(>= 1.1)', '>=x']) assert.ok(!bounded(text), text);
  });

  it('survive anything', () => {
    const seed = 99;
    const random = randomSource(seed);
    const pieces = [
      '>=',
      '<',
      '~>',
      '^',
      '~',
      '||',
      '|',
      ' ',
      ',',
      '(',
      ')',
      '1',
      '0',
      '.',
      'x',
      '*',
      '-',
      ' - ',
      'v',
      ':',
      '9999999999999999',
      'a',
      '=',
      '!=',
      '\u0000',
      'é',
    ];
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from({ length: random.below(14) }, () => random.pick(pieces)).join('');
      for (const type of ['deb', 'rpm', 'npm', 'pypi', undefined])
        assert.match(satisfies('1.2.3', text, type), /satisfied|unknown/, `seed ${seed}: ${text}`);
    }
    assert.equal(parseRange('1'.repeat(10_000)), undefined);
  });
});
