import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import assert from 'node:assert/strict';

/** Milliseconds of processor time that this process has used: bounds on work that hold on a loaded machine, where clocks do not. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Asserts that four times as much takes about four times as long: of work that grows with the square it is sixteen, each time. Of
 * the part the better of two counts, and a few milliseconds, in which a collector may run, say nothing; of long pauses a second and a third
 * look tell, which take the best of as many.
 */
export async function growsInProportion(size: number, work: (size: number) => unknown, what = ''): Promise<void> {
  for (let look = 1; ; look++) {
    if (look > 1) collect();
    const part = await bestOf(2, () => work(size / 4));
    const whole = await bestOf(look, () => work(size));
    if (whole < 8 * part + 25) return;
    assert.ok(look < 3, `${what}: ${part.toFixed(1)} ms for ${size / 4}, ${whole.toFixed(1)} ms for ${size}`);
  }
}

// What tests before it have left behind is not its work to collect; it takes long, so only a second look does without it.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function bestOf(times: number, work: () => unknown): Promise<number> {
  let best = Infinity;
  for (let time = 0; time < times; time++) {
    const started = cpuTime();
    await work();
    best = Math.min(best, cpuTime() - started);
  }
  return best;
}
