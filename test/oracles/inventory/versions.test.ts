import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { debian } from '../../../src/core/inventory/versions/debian';
import { needs } from '../../support/programs';
import { randomSource } from '../../support/random';

describe('Debian versions', () => {
  it('agree with dpkg on 5,000 pairs', function () {
    needs(this, 'dpkg');
    const seed = 20261121;
    const random = randomSource(seed);
    const pieces = [
      '0',
      '00',
      '1',
      '01',
      '2',
      '9',
      '10',
      '15',
      '.',
      '.',
      '-',
      '+',
      '~',
      '~~',
      'a',
      'rc',
      'deb',
      'Z',
      'u',
      '+dfsg',
      '~deb12u',
    ];
    const version = (): string => {
      const body = String(random.below(10)) + Array.from({ length: random.below(7) }, () => random.pick(pieces)).join('');
      return `${random.below(5) === 0 ? `${random.below(3)}:` : ''}${body.replace(/-+$/, '')}`;
    };
    const pairs = Array.from({ length: 5000 }, () => {
      const a = version();
      return [a, random.below(2) ? version() : `${a}${random.pick(pieces).replace('-', '')}`] as const;
    });
    const script = pairs.map(
      ([a, b]) =>
        `if dpkg --compare-versions '${a}' lt '${b}'; then echo -1; elif dpkg --compare-versions '${a}' eq '${b}'; then echo 0; else echo 1; fi`,
    );
    const answers = execFileSync('sh', { input: script.join('\n'), encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
      .trim()
      .split('\n')
      .map(Number);
    const wrong = pairs.filter(([a, b], i) => Math.sign(debian.compare(a, b)) !== answers[i]);
    assert.deepEqual(wrong, [], `seed ${seed}`);
    assert.ok(pairs.every(([a, b]) => debian.isValid(a) && debian.isValid(b)));
  });
});
