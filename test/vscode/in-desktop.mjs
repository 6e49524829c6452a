import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { scratchWorkspace } from '../../scripts/scratch.mjs';

/** The suite in VS Code itself; under xvfb on a Linux machine without a display. Answers the exit code. */
export async function inDesktop({ extension, suite }) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return again();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const workspace = scratchWorkspace();
  const tests = runTests({
    ...(process.env.VSCODE_EXECUTABLE_PATH && { vscodeExecutablePath: process.env.VSCODE_EXECUTABLE_PATH }),
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
function again() {
  const launcher = fileURLToPath(new URL('run.mjs', import.meta.url));
  const child = spawn('xvfb-run', ['-a', process.execPath, launcher], {
    stdio: 'inherit',
    env: { ...process.env, UPGRADE_REVIEW_EDITOR: 'desktop' },
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1)));
}
