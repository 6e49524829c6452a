/** Installs the packaged .vsix into an empty editor and walks through the real window: test/e2e/walk.mjs. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundles.mjs';
import { installExtension, startCodeServer } from '../../scripts/code-server.mjs';
import { described, Missing } from '../../scripts/programs.mjs';
import { scratchWorkspace } from '../../scripts/scratch.mjs';
import { hasChromium, launchChromium } from '../vscode/chromium.mjs';
import { walk } from './walk.mjs';
import { openWorkbench } from './workbench.mjs';

const vsix = join(root, 'build/upgrade-review.vsix');

async function run() {
  if (!existsSync(vsix)) throw new Missing(`${vsix} is missing: run npm run package first`);
  rmSync(join(root, 'build/screenshots'), { recursive: true, force: true });
  const scratch = scratchWorkspace();
  const browser = await launchChromium();
  let passed = 0;
  try {
    installExtension(vsix, scratch);
    const server = await startCodeServer(scratch);
    try {
      const workbench = await openWorkbench(browser, server.origin, { folder: scratch.site });
      // A step needs what the one before it did: the first failure ends the walk.
      for (const [title, step] of walk) {
        if (!(await workbench.step(title, (window) => step(window, scratch)))) break;
        passed++;
      }
    } finally {
      await server.stop();
    }
  } finally {
    await browser.close();
    scratch.remove();
  }
  console.log(`  ${passed} passing\n  ${walk.length - passed} failing`);
  process.exitCode = passed === walk.length ? 0 : 1;
}

try {
  if (hasChromium(walk.length)) await run();
} catch (error) {
  console.error(described(error));
  process.exitCode = 1;
}
