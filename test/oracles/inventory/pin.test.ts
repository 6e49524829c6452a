import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { pinTo } from '../../../src/core/inventory/pin';
import { needs } from '../../support/programs';
import { randomSource } from '../../support/random';

describe('pinning to what is installed', () => {
  it('holds what it was made of by the word of dpkg too', function () {
    needs(this, 'dpkg');
    this.timeout(60_000);
    const seed = 1130;
    const random = randomSource(seed);
    const cases = Array.from({ length: 150 }, () => {
      const parts = Array.from({ length: 1 + random.below(4) }, () => random.pick(['0', '1', '9', '41', '08', '079', '099']));
      const upstream = parts.join('.');
      const pin = pinTo([`${upstream}-1`], 'deb', '(>= 0)') ?? assert.fail(upstream);
      const [, low = '', end = ''] = /^\(>= (\S+)\), \(<< (\S+)\)$/.exec(pin.range) ?? assert.fail(pin.range);
      return { upstream, low, end };
    });
    const script = cases.map(
      ({ upstream, low, end }) =>
        `dpkg --compare-versions '${upstream}-1' ge '${low}' && dpkg --compare-versions '${upstream}-1' lt '${end}'; echo $?`,
    );
    const answers = execFileSync('sh', { input: script.join('\n'), encoding: 'utf8' })
      .trim()
      .split('\n');
    assert.deepEqual(
      cases.filter((_case, index) => answers[index] !== '0'),
      [],
      `seed ${seed}`,
    );
    for (const { upstream, low } of cases) assert.equal(low, upstream, 'written otherwise than in production');
  });
});
