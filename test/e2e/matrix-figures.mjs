/**
 * The matrix of 2,000 dependencies on 200 hosts in the real editor, as a person meets it: `npm run bench:matrix`, which packs the extension before.
 * Prints how long it takes from the command to the first rows, and the longest time between two frames while it scrolls.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import JSZip from 'jszip';
import { root } from '../../scripts/bundles.mjs';
import { installExtension, startCodeServer } from '../../scripts/code-server.mjs';
import { sampleName, scratchWorkspace } from '../../scripts/scratch.mjs';
import { launchChromium } from '../vscode/chromium.mjs';
import { openWorkbench } from './workbench.mjs';

const [hosts, rows] = [200, 2000];
/** Milliseconds that are wanted: from the command to the table, and between two frames. */
const wanted = { open: 500, frame: 50 };
const archive = 'many-dependencies.zip';

const name = (at) => `libproduct-component${at}`;
const dependencies = Object.fromEntries(
  Array.from({ length: rows }, (_none, at) => [name(at), { range: `>=${1 + (at % 9)}.1 <${2 + (at % 9)}`, type: 'deb' }]),
);
const listOf = (host) =>
  `dpkg\t1.21.22\n${Array.from({ length: rows }, (_none, at) => `${name(at)}:amd64\t${1 + (at % 9)}.${at % 30}.${at % 10 === 0 ? host % 7 : 4}-1\n`).join('')}`;

async function writeSite(site) {
  rmSync(join(site, sampleName));
  rmSync(join(site, '.upgrade-review'), { recursive: true });
  mkdirSync(join(site, '.upgrade-review'));
  for (let host = 0; host < hosts; host++)
    writeFileSync(join(site, '.upgrade-review', `inventory.production.app${host}.txt`), listOf(host));
  const zip = new JSZip();
  zip.file('manifest.json', JSON.stringify({ name: 'product', version: '2.0.0', dependencies }, undefined, 1));
  writeFileSync(join(site, archive), await zip.generateAsync({ type: 'nodebuffer' }));
}

/* global document, requestAnimationFrame, PerformanceObserver */
/** Runs in the page: scrolls down, across and back, a step for each frame, and answers the times between frames. */
async function scroll() {
  const view = [...document.querySelectorAll('*')].find(
    ({ scrollHeight, clientHeight }) => scrollHeight > 10 * clientHeight && clientHeight > 100,
  );
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const times = [];
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  let last = await frame();
  for (let step = 0; step < 300; step++) {
    view.scrollTop += step < 150 ? 300 : -300;
    view.scrollLeft += step % 50 < 25 ? 120 : -120;
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  return { times, tasks, scrolled: view.scrollHeight };
}

const pageOf = async (workbench) => (await workbench.webview().locator('#grid').elementHandle()).ownerFrame();

const scratch = scratchWorkspace();
const browser = await launchChromium();
try {
  await writeSite(scratch.site);
  installExtension(join(root, 'build/upgrade-review.vsix'), scratch);
  const server = await startCodeServer(scratch);
  try {
    const workbench = await openWorkbench(browser, server.origin, { folder: scratch.site });
    const entry = workbench.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: archive });
    await workbench.contextMenu(entry, 'Review Upgrade Package…', workbench.row('Packages', archive));
    await workbench.row('Packages', /NO-GO|GO|CONDITIONS|JUDGE/).waitFor();
    await workbench.row('Dependency Matrix', name(0)).waitFor();
    // Once without the clock: the editor's own parts for pages are loaded then.
    const title = 'Upgrade Review: Open Dependency Matrix';
    for (const counts of [false, true]) {
      const row = workbench.quickRow(title);
      await workbench.quickInput('F1', `>${title}`, row);
      const asked = performance.now();
      await row.click();
      await workbench
        .webview()
        .getByText(`${rows.toLocaleString('en')} of`)
        .or(workbench.webview().getByText(`${rows} of`))
        .first()
        .waitFor();
      await workbench.webview().getByRole('rowheader').first().waitFor();
      const took = performance.now() - asked;
      const inPage = await (await pageOf(workbench)).evaluate(() => performance.now());
      console.log(
        `${counts ? 'Opened' : 'Opened for the first time'} in ${took.toFixed(0)} ms, ${inPage.toFixed(0)} since the editor has begun the page${counts ? `: ${took <= wanted.open ? 'met' : 'missed'} (${wanted.open} ms)` : ''}`,
      );
      if (!counts) await workbench.page.keyboard.press('Control+w');
    }
    await workbench.screenshot('matrix-2000');
    const { times, tasks, scrolled } = await (await pageOf(workbench)).evaluate(scroll);
    times.sort((a, b) => a - b);
    const longest = times.at(-1);
    console.log(
      `Scrolled ${times.length} frames of a table ${scrolled} px high: median ${times[times.length >> 1].toFixed(1)} ms, ` +
        `95 % ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms, longest ${longest.toFixed(1)} ms: ${longest <= wanted.frame ? 'met' : 'missed'} (${wanted.frame} ms)`,
    );
    console.log(
      `${times.filter((time) => time > wanted.frame).length} frames took longer; the script of the page held ${tasks.length} of them up` +
        (tasks.length > 0 ? `, for ${Math.max(...tasks)} ms at most` : ''),
    );
  } finally {
    await server.stop();
  }
} finally {
  await browser.close();
  scratch.remove();
}
