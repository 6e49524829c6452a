import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { satisfies } from '../../../src/core/inventory/range';
import { needs } from '../../support/programs';
import { randomSource } from '../../support/random';

describe('version ranges', () => {
  it("in Debian's notation agree with dpkg", function () {
    needs(this, 'dpkg');
    this.timeout(60_000);
    const seed = 7;
    const random = randomSource(seed);
    const version = () =>
      random.pick(['', '', '1:']) +
      random.pick(['1', '1.0', '2.36', '2.36.1', '2.36+dfsg', '2.36~rc1']) +
      random.pick(['', '-1', '-0', '-9+deb12u14', '-1~bpo1']);
    const words = { '<<': 'lt', '<=': 'le', '=': 'eq', '>=': 'ge', '>>': 'gt' } as const;
    const cases = Array.from({ length: 400 }, () => ({
      installed: version(),
      bound: version(),
      operator: random.pick(Object.keys(words) as (keyof typeof words)[]),
    }));
    const script = cases.map(
      ({ installed, bound, operator }) => `dpkg --compare-versions '${installed}' ${words[operator]} '${bound}'; echo $?`,
    );
    const answers = execFileSync('sh', { input: script.join('\n'), encoding: 'utf8' })
      .trim()
      .split('\n');
    const wrong = cases.filter(
      ({ installed, bound, operator }, index) =>
        satisfies(installed, `(${operator} ${bound})`, 'deb') !== (answers[index] === '0' ? 'satisfied' : 'unsatisfied'),
    );
    assert.deepEqual(wrong, [], `seed ${seed}`);
  });
});
