/** Runs test/vscode/suite in a real VS Code, which pick-editor.mjs chooses. An argument: only tests in whose full title it is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/bundles.mjs';
import { described } from '../../scripts/programs.mjs';
import { hasChromium } from './chromium.mjs';
import { inCodeServer } from './in-code-server.mjs';
import { inDesktop } from './in-desktop.mjs';
import { pickEditor } from './pick-editor.mjs';

const suite = join(root, 'build/vscode-suite.js');
const part = process.argv[2];

const folder = join(root, 'test/vscode/suite');
const tests = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.test.ts'));
const testCount = tests.reduce((sum, file) => sum + (readFileSync(join(folder, file), 'utf8').match(/^\s*it\(/gm)?.length ?? 0), 0);

async function bundleSuite() {
  const load = tests.map((file) => `  require(${JSON.stringify(`./${file.replaceAll('\\', '/')}`)});`).sort();
  await build({
    absWorkingDir: root,
    stdin: {
      contents: `import { runSuite } from './index';\nexport const run = () => runSuite(() => {\n${load.join('\n')}\n}, ${JSON.stringify(part)});`,
      resolveDir: folder,
      sourcefile: 'suite.ts',
    },
    outfile: suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // As what is shipped is bundled.
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

try {
  const { editor, why, executable } = await pickEditor();
  console.log(`VS Code: ${editor} (${why})`);
  if (editor === 'desktop' || hasChromium(testCount)) {
    await bundleSuite();
    process.exitCode = await (editor === 'desktop' ? inDesktop : inCodeServer)({ extension: root, suite, executable });
  }
} catch (error) {
  console.error(described(error));
  process.exitCode = 1;
}
// A download that was given up still holds the process.
process.exit();
