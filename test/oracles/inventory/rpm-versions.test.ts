import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rpm } from '../../../src/core/inventory/versions/rpm';
import { needs } from '../../support/programs';
import { randomSource } from '../../support/random';

/** Reads pairs from a file, each version in a line: rpm starts once. */
const program = (file: string) =>
  `%{lua:local f = io.open("${file}"); local a = f:read(); while a do print(rpm.vercmp(a, f:read()) .. "\\n"); a = f:read() end}`;

describe('RPM versions', () => {
  it('agree with rpm on 20,000 pairs', function () {
    needs(this, 'rpm');
    this.timeout(60_000);
    const seed = 20261129;
    const random = randomSource(seed);
    const pieces = ['0', '00', '1', '01', '2', '9', '10', '15', '.', '.', '_', '+', '~', '~~', '^', 'a', 'rc', 'el9', 'Z', 'git'];
    const part = (): string => String(random.below(10)) + Array.from({ length: random.below(6) }, () => random.pick(pieces)).join('');
    const epoch = () => (random.below(5) === 0 ? `${random.below(3)}:` : '');
    const pairs = Array.from({ length: 20_000 }, () => {
      const a = `${epoch()}${part()}`;
      const b = random.below(2) ? `${epoch()}${part()}` : `${a}${random.pick(pieces)}`;
      // A release on one side only says nothing: rpm ignores it in dependencies, and its comparison of versions does not.
      const release = random.below(2) === 0;
      return release ? ([`${a}-${part()}`, `${b}-${part()}`] as const) : ([a, b] as const);
    });
    const folder = mkdtempSync(join(tmpdir(), 'rpm-versions-'));
    const file = join(folder, 'pairs');
    writeFileSync(file, pairs.map(([a, b]) => `${a}\n${b}\n`).join(''));
    const answers = execFileSync('rpm', ['--eval', program(file)], { encoding: 'utf8', maxBuffer: 1 << 24 })
      .trim()
      .split('\n')
      .map(Number);
    rmSync(folder, { recursive: true });
    assert.equal(answers.length, pairs.length);
    const wrong = pairs.filter(([a, b], i) => Math.sign(rpm.compare(a, b)) !== answers[i]);
    assert.deepEqual(wrong.slice(0, 20), [], `seed ${seed}: ${wrong.length} differ`);
    assert.ok(pairs.every(([a, b]) => rpm.isValid(a) && rpm.isValid(b)));
  });
});
