import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { needs as listed } from '../../scripts/needs.mjs';

export interface Outcome {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly text: string;
}

/** An outside program, in UTC and UTF-8. Without it the test is skipped, and fails where everything has to be there. */
export function run(test: Mocha.Context, cwd: string, command: readonly string[], input?: string | Uint8Array): Outcome {
  const [program = '', ...rest] = command;
  assertListed(program);
  const env = { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8', PYTHONIOENCODING: 'utf-8' };
  const { error, status, stdout, stderr } = spawnSync(program, rest, { cwd, env, input: input ?? '', maxBuffer: 2 ** 28 });
  if (error) missing(test, program);
  return { status, stdout, text: `${stdout.toString('utf8')}${stderr.toString('utf8')}` };
}

/** As `run`, for a program that has to end well. */
export function made(test: Mocha.Context, cwd: string, command: readonly string[], input?: string): Outcome {
  const outcome = run(test, cwd, command, input);
  if (outcome.status !== 0) throw new Error(`${command.join(' ')}: ${outcome.text}`);
  return outcome;
}

/** Skips the test or the suite if a program that it compares with is not there; in CI it fails. */
export function needs(test: Mocha.Context, program: string, ...ask: readonly string[]): void {
  assertListed(program);
  if (spawnSync(program, ask.length > 0 ? ask : ['--version'], { stdio: 'ignore' }).error) missing(test, program);
}

export function missing(test: Mocha.Context, program: string): never {
  if (process.env['CI']) throw new Error(`${program} is missing, and CI needs it`);
  test.skip();
}

/** What no list names is installed nowhere, and its oracle would be skipped wherever nobody happened to have it. */
const assertListed = (program: string): void =>
  assert.ok(
    listed.some(({ name }) => name === program),
    `${program} is not in scripts/needs.mjs`,
  );
