/**
 * Runs everything that CI runs and ends with one line, `N passed, N failed`. `node scripts/test.mjs check` stops before
 * what needs an editor. Steps that print mocha's totals count by these, the others as one each.
 */
import { spawn } from 'node:child_process';
import { root } from './bundles.mjs';

const check = ['typecheck', 'lint', 'format:check', 'docs -- --check', 'test:unit'];
/** Each needs the one before. */
const editor = ['build', 'test:vscode', 'package', 'test:e2e'];
const totals = { passed: 0, failed: 0, skipped: 0 };
const failedSteps = [];

for (const step of check) await run(step);
if (process.argv[2] !== 'check') {
  for (const step of editor) {
    const { ok } = await run(step);
    if (!ok && !step.startsWith('test:')) break;
  }
}
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(', ')}`);
if (totals.skipped > 0) console.log(`${totals.skipped} skipped`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

async function run(step) {
  console.log(`\n> ${step}`);
  const started = Date.now();
  const { code, output } = await spawned(step);
  const count = (word) =>
    [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, 'gm'))].reduce((sum, [, number]) => sum + Number(number), 0);
  const [passing, failing, pending] = ['passing', 'failing', 'pending'].map(count);
  const ok = code === 0 && failing === 0;
  totals.passed += passing + failing > 0 ? passing : Number(ok);
  totals.failed += ok ? 0 : Math.max(1, failing);
  totals.skipped += pending;
  if (!ok) failedSteps.push(step);
  console.log(`${ok ? '✔' : '✘'} ${step} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return { ok };
}

/** Runs a script of package.json, shows its output as it comes, and keeps it. */
function spawned(step) {
  const child = spawn('npm', ['run', '--silent', ...step.split(' ')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    from.setEncoding('utf8').on('data', (text) => {
      to.write(text);
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
