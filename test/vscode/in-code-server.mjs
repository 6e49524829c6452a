import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundles.mjs';
import { developmentPayload, startCodeServer } from '../../scripts/code-server.mjs';
import { scratchWorkspace } from '../../scripts/scratch.mjs';
import { launchChromium } from './chromium.mjs';

/** Milliseconds until the suite must have started: a minute is three times what a loaded machine takes. */
const startLimit = 90_000;
/** Milliseconds without a word of the suite after which it counts as stuck; a test may take one minute. */
const silenceLimit = 150_000;
/** An editor whose extension host does not come up is started anew, so often in all. What the suite says is never repeated. */
const attempts = 3;
/** What the suite's reporter writes; everything else goes to a file. */
const ours = /^ {2}(?:[✔✘-] |\d+ (?:passing|failing))/;
const log = join(root, 'build/vscode-suite.log');

/** The suite in code-server's extension host, started through a page. Answers the exit code. */
export async function inCodeServer({ extension, suite }) {
  for (let attempt = 1; ; attempt++) {
    const { code, started, why } = await runOnce({ extension, suite, attempt });
    if (code !== undefined) return code === 0 ? 0 : 1;
    console.error(why);
    if (started || attempt === attempts) return 1;
    console.error(`The editor is started again (${attempt + 1} of ${attempts})`);
  }
}

/** `code` is the suite's own answer; without one, `why` says what happened instead. */
async function runOnce({ extension, suite, attempt }) {
  const workspace = scratchWorkspace();
  const browser = await launchChromium();
  const server = await startCodeServer({ ...workspace, development: true });
  const said = [];
  let started = false;
  let timer;
  let page;
  try {
    const outcome = await new Promise((resolve, reject) => {
      const expect = (milliseconds, what) => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve({ why: `${what} for ${milliseconds / 1000} s` }), milliseconds);
      };
      const open = async () => {
        page = await browser.newPage();
        page.on('crash', () => resolve({ why: 'The page crashed' }));
        page.on('pageerror', (error) => said.push(`page error: ${error.message}`));
        await page.exposeFunction('codeAutomationExit', (code) => resolve({ code }));
        await page.exposeFunction('codeAutomationLog', (_type, args) => {
          const text = args.map(String).join(' ');
          if (!ours.test(text)) return said.push(text);
          if (text.includes('the suite starts')) started = true;
          if (started) expect(silenceLimit, 'The suite said nothing');
          console.log(text);
        });
        const payload = developmentPayload(server.authority, extension, suite);
        await page.goto(
          `${server.origin}/?workspace=${encodeURIComponent(workspace.workspaceFile)}&payload=${encodeURIComponent(payload)}`,
        );
      };
      expect(startLimit, 'The suite did not start');
      open().catch(reject);
    });
    writeFileSync(log, said.join('\n'));
    if (outcome.code === 0) return { ...outcome, started };
    const picture = join(root, `build/vscode-suite-${attempt}.png`);
    const seen = await page?.screenshot({ path: picture, timeout: 10_000 }).catch(() => undefined);
    const last = said.slice(-20).map((text) => `    ${text.split('\n', 1)[0].slice(0, 300)}`);
    console.error(`What the editor said last (all of it is in ${log}${seen ? `, how it looked in ${picture}` : ''}):\n${last.join('\n')}`);
    return { ...outcome, started };
  } finally {
    clearTimeout(timer);
    await browser.close();
    await server.stop();
    workspace.remove();
  }
}
