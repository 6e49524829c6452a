import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundles.mjs';
import { developmentPayload, startCodeServer } from '../../scripts/code-server.mjs';
import { launchChromium } from './chromium.mjs';

/** Time for the whole suite, in milliseconds. */
const limit = 10 * 60_000;
/** What the suite's reporter writes; everything else goes to a file. */
const ours = /^ {2}(?:[✔✘-] |\d+ (?:passing|failing))/;
const log = join(root, 'build/vscode-suite.log');

/** The suite in code-server's extension host, started through a page. Answers the exit code. */
export async function inCodeServer({ extension, suite, workspace }) {
  const server = await startCodeServer({ ...workspace, development: true });
  const browser = await launchChromium();
  const noise = [];
  try {
    const page = await browser.newPage();
    let finish;
    const finished = new Promise((resolve) => (finish = resolve));
    await page.exposeFunction('codeAutomationExit', finish);
    await page.exposeFunction('codeAutomationLog', (_type, args) => {
      const text = args.map(String).join(' ');
      if (ours.test(text)) console.log(text);
      else noise.push(text);
    });
    const payload = developmentPayload(server.authority, extension, suite);
    await page.goto(`${server.origin}/?workspace=${encodeURIComponent(workspace.workspaceFile)}&payload=${encodeURIComponent(payload)}`);
    const late = new Promise((resolve) => setTimeout(resolve, limit, 'late').unref());
    const code = await Promise.race([finished, late]);
    if (code === 'late') console.error(`No answer in ${limit / 60_000} minutes`);
    writeFileSync(log, noise.join('\n'));
    if (code !== 0) console.error(`What the editor said is in ${log}`);
    return code === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await server.stop();
  }
}
