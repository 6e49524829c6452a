/**
 * Makes sure of the programs that the tests compare with, runs everything that CI runs and ends with one line,
 * `N passed, N failed`. `node scripts/test.mjs check` takes the machine as it is and stops before what needs other programs. Steps that print mocha's totals count by these, the others as one each.
 */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { root } from './bundles.mjs';
import { untested } from './needs.mjs';
import { prepareTests } from './prepare-tests.mjs';
import { command, requireCheckout } from './programs.mjs';

requireCheckout(root);

/** What looks at the sources alone: each beside the others, and what it has to say is printed when it ends. */
const still = ['typecheck', 'lint', 'format:check', 'docs -- --check'];
const further = ['test:unit', 'test:oracles', 'package'];
/** They need the package, and wait for the editor most of their time: what looks at the sources has the processors meanwhile. */
const inEditor = ['test:vscode', 'test:e2e'];
const totals = { passed: 0, failed: 0, skipped: 0 };
const failedSteps = [];
const everything = process.argv[2] !== 'check';

const missing = everything ? prepareTests() : [];
if (missing.length > 0 && process.env.CI) {
  console.log('In CI all of it has to be there.\n0 passed, 1 failed');
  process.exit(1);
}
if (everything) {
  const isPackaged = await inTurn(further);
  await Promise.all([...still.map((step) => run(step, { isLow: true })), isPackaged && inTurn(inEditor)]);
} else await Promise.all([...still, 'test:unit'].map((step) => run(step)));
for (const { step, why } of failedSteps) console.log(`\nFailed: ${step}\n${why}`);
if (missing.length > 0) console.log(`Untested: ${untested(missing)}`);
if (totals.skipped > 0) console.log(`${totals.skipped} skipped`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/** One after the other, until one fails that the next ones need; whether none did. */
async function inTurn(steps) {
  for (const step of steps) {
    const { ok } = await run(step, { isShown: true });
    if (!ok && !step.startsWith('test:')) return false;
  }
  return true;
}

/** `isShown`: the output is printed as it comes; otherwise all of it at the end. `isLow`: others have the processors first. */
async function run(step, { isShown = false, isLow = false } = {}) {
  if (isShown) process.stdout.write(`\n> ${step}\n`);
  const started = Date.now();
  const { code, output } = await spawned(step, isShown, isLow);
  if (!isShown) process.stdout.write(`\n> ${step}\n${output}`);
  const count = (word) =>
    [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, 'gm'))].reduce((sum, [, number]) => sum + Number(number), 0);
  const [passing, failing, pending] = ['passing', 'failing', 'pending'].map(count);
  // In CI every program that tests compare with is there.
  const unproven = process.env.CI && step === 'test:oracles' ? pending : 0;
  const ok = code === 0 && failing + unproven === 0;
  totals.passed += passing + failing > 0 ? passing : Number(ok);
  totals.failed += ok ? 0 : Math.max(1, failing + unproven);
  totals.skipped += pending - unproven;
  if (!ok) failedSteps.push({ step, why: failures(output) });
  console.log(`${ok ? '✔' : '✘'} ${step} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return { ok };
}

/** What mocha says of the tests that failed, or the end of what was printed: said again at the end, where a long log is cut last. */
function failures(output) {
  const at = output.search(/^ *[1-9]\d* failing$/m);
  return at < 0 ? output.slice(-2000) : output.slice(at, at + 10_000);
}

/** Runs a script of package.json and keeps its output. */
function spawned(step, isShown, isLow) {
  const [npm, args, options] = command('npm', ['run', '--silent', ...step.split(' ')]);
  const child = spawn(npm, args, { ...options, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  if (isLow && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let output = '';
  for (const from of [child.stdout, child.stderr]) {
    from.setEncoding('utf8').on('data', (text) => {
      if (isShown) process.stdout.write(text);
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
