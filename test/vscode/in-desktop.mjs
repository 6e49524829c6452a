import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { findProgram, hasDisplay, Missing } from '../../scripts/programs.mjs';
import { scratchWorkspace } from '../../scripts/scratch.mjs';

/** The suite in VS Code itself; under xvfb on a Linux machine without a display. Answers the exit code. */
export async function inDesktop({ extension, suite, executable }) {
  if (!hasDisplay()) return again(executable);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const workspace = scratchWorkspace();
  const tests = runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: extension,
    extensionTestsPath: suite,
    launchArgs: [
      workspace.workspaceFile,
      ...['--user-data-dir', workspace.data, '--extensions-dir', workspace.extensions],
      ...['--disable-extensions', '--disable-workspace-trust', '--disable-telemetry', '--skip-welcome', '--disable-gpu', ...asRoot],
    ],
  });
  return tests.finally(() => workspace.remove());
}

/** The launcher once more, with a virtual display. */
function again(executable) {
  if (!findProgram('xvfb-run'))
    throw new Missing('VS Code needs a display: install xvfb and xauth, or set UPGRADE_REVIEW_EDITOR=code-server.');
  const launcher = fileURLToPath(new URL('run.mjs', import.meta.url));
  const child = spawn('xvfb-run', ['-a', process.execPath, launcher, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, UPGRADE_REVIEW_EDITOR: 'desktop', VSCODE_EXECUTABLE_PATH: executable },
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1)));
}
