/**
 * `npm run pictures`: the walkthrough's pictures, taken of the packaged extension in a real editor, in a dark and a light theme, as
 * media/walkthrough-<step>-<theme>.webp. Look at them before they are committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench } from '../test/e2e/workbench.mjs';
import { launchChromium } from '../test/vscode/chromium.mjs';
import { root } from './bundles.mjs';
import { installExtension, startCodeServer } from './code-server.mjs';
import { sampleName, scratchWorkspace } from './scratch.mjs';

const themes = [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
];
/** CSS pixels: the walkthrough shows pictures about 350 wide. */
const most = { width: 600, height: 390 };

/** What is taken, in order: the part of the window from the left upper corner of what is answered, and as wide. */
const steps = [
  [
    'findings',
    async (workbench) => {
      await workbench.clickRow('Findings', 'manifest.json:11');
      await workbench.page.locator('.editor-instance .squiggly-error').first().waitFor();
      await workbench.page.keyboard.press('Escape');
      return workbench.page.locator('.part.editor');
    },
  ],
  [
    'matrix',
    async (workbench) => {
      const header = workbench.page.locator('.pane-header').filter({ hasText: 'Dependency Matrix' });
      for (const other of ['Packages', 'Findings']) await workbench.page.locator('.pane-header').filter({ hasText: other }).first().click();
      return header;
    },
  ],
  [
    'open',
    async (workbench) => {
      await workbench.command('Upgrade Review: Show Package Overview');
      await workbench.preview('What blocks it');
      return workbench.page.locator('.part.editor .editor-container').first();
    },
  ],
  [
    'report',
    async (workbench) => {
      await workbench.command('Upgrade Review: Generate Preflight Report');
      await workbench.quickRow('Show in the Editor').click();
      await workbench.preview('For the meeting');
      return workbench.page.locator('.part.editor .editor-container').last();
    },
  ],
];

const scratch = scratchWorkspace();
const browser = await launchChromium();
try {
  installExtension(join(root, 'build/upgrade-review.vsix'), scratch);
  const server = await startCodeServer(scratch);
  try {
    const settings = join(scratch.data, 'data/Machine/settings.json');
    const quiet = { ...JSON.parse(readFileSync(settings, 'utf8')), 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false };
    const setTheme = (theme) => writeFileSync(settings, JSON.stringify({ ...quiet, 'workbench.colorTheme': theme }));
    setTheme(themes[0][1]);
    const workbench = await openWorkbench(
      browser,
      server.origin,
      { folder: scratch.site },
      { viewport: { width: 1110, height: 800 }, deviceScaleFactor: 1.5 },
    );
    const archive = workbench.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: sampleName });
    await workbench.contextMenu(archive, 'Review Upgrade Package…', workbench.row('Packages', sampleName));
    await workbench.widenSideBar();
    await workbench.text('NO-GO', '.pane');
    await workbench.row('Findings', 'manifest.json:11').waitFor();
    for (const [name, show] of steps) {
      const from = await show(workbench);
      for (const [kind, theme] of themes) {
        setTheme(theme);
        await workbench.page.locator(`.monaco-workbench.vs${kind === 'dark' ? '-dark' : ':not(.vs-dark)'}`).waitFor();
        // The page of a webview is coloured after the window.
        await workbench.page.waitForTimeout(1000);
        const { x, y, width } = await from.boundingBox();
        const clip = { x, y, width: Math.min(width, most.width), height: most.height };
        await keep(await workbench.page.screenshot({ clip }), `walkthrough-${name}-${kind}.webp`);
      }
    }
  } finally {
    await server.stop();
  }
} finally {
  await browser.close();
  scratch.remove();
}

/** As WebP, which is a third of PNG's size: the browser writes it. */
async function keep(png, name) {
  const page = await browser.newPage();
  const address = await page.evaluate(async (data) => {
    const image = new globalThis.Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = globalThis.document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.75);
  }, png.toString('base64'));
  await page.close();
  const bytes = Buffer.from(address.split(',')[1], 'base64');
  writeFileSync(join(root, 'media', name), bytes);
  console.log(`${(bytes.length / 1000).toFixed(1).padStart(7)} kB  media/${name}`);
}
