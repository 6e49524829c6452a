import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { randomBytes, scratchFolder } from '../../support/archives';
import { digestOf, zipOf } from '../../support/cli';
import { randomSource } from '../../support/random';

const root = join(__dirname, '../../..');
const seed = 90;
const points = 50;

describe('a process that is killed', () => {
  const scratch = scratchFolder();
  const at = (...names: string[]) => join(scratch.path, ...names);
  const child = (job: string, step: number, part = 'before') => {
    const { signal, status, stdout, stderr } = spawnSync(process.execPath, [at('child.js'), job, scratch.path, `${step}`, part], {
      encoding: 'utf8',
    });
    assert.ok(signal === 'SIGKILL' || status === 0, stderr);
    return { killed: signal === 'SIGKILL', steps: Number(/^(\d+) steps/.exec(stdout)?.[1]) };
  };

  before(async () => {
    await build({
      absWorkingDir: root,
      entryPoints: ['test/support/crash-child.ts'],
      outfile: at('child.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    const names = ['a.txt', 'b.bin', 'c.txt', 'd.bin', 'e.bin'];
    writeFileSync(at('package.zip'), await zipOf(Object.fromEntries(names.map((name, index) => [name, randomBytes(200_000, index)]))));
  });
  after(() => scratch.remove());

  it(`while it exports leaves the package, and the old target or the whole new one (seed ${seed})`, () => {
    const target = at('patched.zip');
    const original = digestOf(at('package.zip'));
    const { steps } = child('export', 0);
    const whole = readFileSync(target);
    assert.ok(steps > 10, `${steps}`);
    const random = randomSource(seed);
    const outcomes = { none: 0, old: 0, new: 0 };
    for (let point = 0; point < points; point++) {
      const old = random.below(2) === 0 ? undefined : randomBytes(1000, point);
      if (old) writeFileSync(target, old);
      else rmSync(target, { force: true });
      const step = 1 + random.below(steps);
      assert.ok(child('export', step, random.pick(['before', 'half'])).killed, `step ${step}`);
      assert.equal(digestOf(at('package.zip')), original);
      const left = existsSync(target) ? readFileSync(target) : undefined;
      if (left === undefined) assert.equal(old, undefined, `step ${step}: the old file is gone`);
      else assert.ok(left.equals(whole) || old?.equals(left), `step ${step}: ${left.length} bytes are neither the old nor the new file`);
      outcomes[left === undefined ? 'none' : left.equals(whole) ? 'new' : 'old']++;
      for (const name of readdirSync(scratch.path)) if (name.startsWith('.patched.zip.')) rmSync(at(name));
    }
    assert.ok(outcomes.none > 0 && outcomes.old > 0 && outcomes.new > 0, JSON.stringify(outcomes));
    child('export', 0);
    assert.ok(readFileSync(target).equals(whole));
  }).timeout(120_000);
});
