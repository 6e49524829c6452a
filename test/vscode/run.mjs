/**
 * Runs test/vscode/suite in a real VS Code: a downloaded one (or VSCODE_EXECUTABLE_PATH) where that can be had,
 * otherwise code-server in a browser. UPGRADE_REVIEW_EDITOR=desktop or code-server decides by hand.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/bundles.mjs';
import { inCodeServer } from './in-code-server.mjs';
import { inDesktop } from './in-desktop.mjs';

const suite = join(root, 'build/vscode-suite.js');
const reachable = async (url) => (await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined))?.ok ?? false;

async function pickEditor() {
  if (process.env.UPGRADE_REVIEW_EDITOR) return { editor: process.env.UPGRADE_REVIEW_EDITOR, why: 'UPGRADE_REVIEW_EDITOR says so' };
  if (process.env.VSCODE_EXECUTABLE_PATH) return { editor: 'desktop', why: process.env.VSCODE_EXECUTABLE_PATH };
  if (await reachable('https://update.code.visualstudio.com/api/releases/stable'))
    return { editor: 'desktop', why: 'it can be downloaded' };
  return { editor: 'code-server', why: 'a VS Code download is out of reach' };
}

async function bundleSuite() {
  const tests = readdirSync(join(root, 'test/vscode/suite'), { recursive: true }).filter((file) => file.endsWith('.test.ts'));
  const load = tests.map((file) => `  require(${JSON.stringify(`./${file.replaceAll('\\', '/')}`)});`).sort();
  await build({
    absWorkingDir: root,
    stdin: {
      contents: `import { runSuite } from './index';\nexport const run = () => runSuite(() => {\n${load.join('\n')}\n});`,
      resolveDir: join(root, 'test/vscode/suite'),
      sourcefile: 'suite.ts',
    },
    outfile: suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

const { editor, why } = await pickEditor();
console.log(`VS Code: ${editor} (${why})`);
await bundleSuite();
try {
  process.exitCode = await (editor === 'desktop' ? inDesktop : inCodeServer)({ extension: root, suite });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
