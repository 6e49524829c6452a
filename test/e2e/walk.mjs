/**
 * What a reviewer does in the real window, in order; each step builds on the one before.
 * @type {readonly (readonly [title: string, run: (workbench: any, paths: { site: string, folder: string, data: string }) => Promise<void>])[]}
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileIsSound, overviewIsAccessible, soundInEveryTheme } from './accessibility.mjs';
import { root } from '../../scripts/bundles.mjs';
import { sampleName } from '../../scripts/scratch.mjs';

const editor = '.editor-instance .view-lines';
const report = 'preflight-dten-platform-5.2.0.md';

/** What an empty view says of a window without a package, or of one in which nothing was found. */
const looksClean = /Open an upgrade ZIP|Findings of the package appear here|Nothing was found|Nothing is known of what runs now/;

/** Since the window was loaded: a package that waits or is under review is neither absent nor clean. */
async function neverLookedClean(workbench) {
  const said = await workbench.welcomes();
  deepEqual(
    said.filter((text) => looksClean.test(text)),
    [],
  );
  return said;
}

export const walk = [
  [
    'the workbench opens on the site',
    async (workbench) => {
      await workbench.text(sampleName, '.explorer-folders-view');
      await workbench.screenshot('site');
    },
  ],
  [
    'the Explorer offers to review the ZIP, and the package is mounted and judged',
    async (workbench) => {
      const archive = workbench.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: sampleName });
      await workbench.watchWelcome();
      // The package becomes the folder of the window, which is loaded anew and shows our views.
      await workbench.contextMenu(archive, 'Review Upgrade Package…', workbench.row('Packages', sampleName));
      // In a side bar of usual width the end of the row is cut off.
      await workbench.row('Packages', /^\s*NO-GO/).waitFor();
      await workbench.widenSideBar();
      await neverLookedClean(workbench);
      await workbench.screenshot('mounted');
    },
  ],
  [
    'Ctrl+P and Ctrl+Shift+F lead into the package where the window holds nothing else',
    async ({ page, quickInput, quickRow, screenshot }) => {
      const asks = page.locator('.quick-input-widget').filter({ hasText: 'Package' });
      for (const [key, typed, answer] of [
        ['Control+p', '10-install', quickRow('10-install.sh')],
        ['Control+Shift+f', 'AGENT_UNIT', asks],
      ]) {
        await quickInput(key, typed, answer);
        ok(await asks.isVisible());
        await screenshot(`key-${typed}`);
        await page.keyboard.press('Escape');
      }
    },
  ],
  [
    'findings are listed, and lead to the marked place; Problems shows files that are not open',
    async (workbench) => {
      await workbench.clickRow('Findings', 'manifest.json:11');
      await workbench.page.locator('.editor-instance .squiggly-error').first().waitFor();
      await workbench.command('Problems: Focus on Problems View');
      await workbench.text('certificate/unknown-issuer', '.panel');
      await workbench.screenshot('problems');
      await workbench.command('View: Toggle Panel Visibility');
    },
  ],
  [
    'the lamp mends a script, and the patch is saved',
    async (workbench) => {
      await workbench.clickRow('Findings', '10-install.sh:17');
      await workbench.text('readonly AGENT_UNIT="dten-agent.service"', editor);
      await workbench.lamp('dtend.service', 'lamp');
      await workbench.text('readonly AGENT_UNIT="dtend.service"', editor);
      await workbench.row('Packages', '10-install.sh').waitFor();
      await workbench.row('Findings', '10-install.sh:17').waitFor({ state: 'detached' });
      await workbench.screenshot('mended');
    },
  ],
  [
    'Compare with Original shows what was changed',
    async (workbench) => {
      await workbench.clickRow('Packages', '10-install.sh');
      await workbench.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
      await workbench.screenshot('compared');
    },
  ],
  [
    'the matrix shows every host, and leads to the manifest',
    async (workbench) => {
      const cell = workbench.row('Dependency Matrix', 'production app01');
      await cell.waitFor();
      match(await cell.innerText(), /15\.8[^]*not satisfied/);
      await workbench.clickRow('Dependency Matrix', 'libpq5');
      await workbench.text('"libpq5"', editor);
      await workbench.text('Ln 11', '.statusbar');
    },
  ],
  [
    'a box marks files as reviewed, and the Explorer has the letters of what was found',
    async (workbench) => {
      const box = workbench.row('Packages', 'Marked as reviewed').locator('.custom-view-tree-node-item-checkbox');
      await box.click();
      await workbench.row('Packages', /Marked as reviewed\s*(\d+) of \1/).waitFor();
      await workbench.screenshot('marked');
      await box.click();
      await workbench.row('Packages', /Marked as reviewed\s*0 of/).waitFor();
      await workbench.command('View: Show Explorer');
      const manifest = workbench.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'manifest.json' });
      const label = manifest.locator('.monaco-icon-label[class*="Badge"]').first();
      await label.waitFor();
      // The number of problems is the editor's own.
      match(await label.evaluate((shown) => globalThis.getComputedStyle(shown, '::after').content), /^"\d+, B"$/);
      await workbench.screenshot('letters');
      await workbench.openContainer();
    },
  ],
  [
    'the overview shows what the archive is, without mounting it',
    async (workbench) => {
      await workbench.command('Upgrade Review: Show Package Overview');
      await workbench.preview('None: structure, names, permissions');
      await workbench.preview('not trusted by the site');
      const page = workbench.webview();
      await page.getByText('scripts/', { exact: true }).click();
      await page.getByRole('button', { name: '10-install.sh' }).waitFor();
      match(await page.locator('#identity').innerText(), /SHA-256\s+[0-9a-f]{64}/);
      await workbench.screenshot('overview');
      await page.getByRole('button', { name: '10-install.sh' }).click();
      await workbench.text('AGENT_UNIT', editor);
    },
  ],
  [
    'the overview tells the verdict and leads to what blocks, in every theme and width, and by keyboard',
    async (workbench, scratch) => {
      await workbench.command('Upgrade Review: Show Package Overview');
      const page = workbench.webview();
      match(await page.locator('#verdict').innerText(), /NO-GO for production[^]*3 blockers[^]*What blocks it/);
      await overviewIsAccessible(workbench, scratch);
      await page.locator('#top button').first().click();
      await workbench.text('"libpq5"', editor);
    },
  ],
  [
    'the matrix is a table that is filtered, sorted and left by keyboard',
    async (workbench, scratch) => {
      await workbench.command('Upgrade Review: Open Dependency Matrix');
      await workbench.preview('10 of 10 dependencies');
      const page = workbench.webview();
      await page.getByRole('rowheader', { name: /libpq5/ }).waitFor();
      await soundInEveryTheme(workbench, scratch, 'matrix');
      await page.getByLabel('Problems only').check();
      await page.getByText('3 of 10 dependencies').waitFor();
      await page.locator('#filter').fill('libpq5');
      await page.getByText('1 of 10 dependencies').waitFor();
      await page.locator('#filter').fill('');
      await page.getByText('3 of 10 dependencies').waitFor();
      await page.getByRole('grid').focus();
      // Behind the state in production and the two hosts that come before it stands db01.
      for (const key of [...Array(4).fill('ArrowRight'), 'Enter']) await workbench.page.keyboard.press(key);
      await workbench.text('libpq5:amd64', editor);
    },
  ],
  [
    'the page of a rule opens from the lamp',
    async (workbench) => {
      await workbench.clickRow('Findings', 'manifest.json:11');
      await workbench.lamp('Open the page of');
      await workbench.preview('dependency/unsatisfied-in-production');
      await workbench.screenshot('rule-page');
    },
  ],
  [
    'the report is written where the reviewer says, and shown',
    async (workbench, scratch) => {
      const { site } = scratch;
      await workbench.choose('Upgrade Review: Generate Preflight Report', 'Show in the Editor');
      await workbench.preview('For the meeting');
      await soundInEveryTheme(workbench, scratch, 'report-page');
      const page = workbench.webview();
      await page.locator('#filter').fill('libpq5');
      ok((await page.locator('.findings li:visible').count()) > 0 && (await page.locator('#found').innerText()).includes('/'));
      await page.locator('.findings code.at:visible').first().click();
      await workbench.text('"libpq5"', editor);
      await workbench.choose('Upgrade Review: Generate Preflight Report', 'Save as Markdown');
      await workbench.text('Save Preflight Report', '.quick-input-widget');
      await workbench.screenshot('report-place');
      await workbench.page.keyboard.press('Enter');
      await workbench.preview('Findings by group: dependency');
      await workbench.screenshot('report');
      ok(existsSync(join(site, report)), `${report} is not in the site's folder`);
      match(readFileSync(join(site, report), 'utf8'), /20-migrate\.sh:78/);
    },
  ],
  [
    'the report as a file reads in every colour, and on paper',
    async (workbench, { site, folder }) => {
      const file = join(folder, 'preflight.html');
      const asked = ['preflight', join(site, sampleName), '--config', join(site, '.upgrade-review'), '--format', `html=${file}`];
      // No-go is what the sample is.
      equal(spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...asked]).status, 1);
      await fileIsSound(workbench, file);
    },
  ],
  [
    'the patch survives a reload',
    async (workbench) => {
      await workbench.page.reload();
      await workbench.openContainer();
      await workbench.row('Packages', '10-install.sh').waitFor();
      await workbench.row('Findings', 'manifest.json:11').waitFor();
      await neverLookedClean(workbench);
    },
  ],
  [
    'Discard brings the vendor\u2019s file back',
    async (workbench) => {
      const question = workbench.page.locator('.monaco-dialog-box').getByText('Discard', { exact: true });
      await workbench.contextMenu(workbench.row('Packages', '10-install.sh'), 'Discard Patch', question);
      await question.click();
      await workbench.clickRow('Findings', '10-install.sh:17');
      await workbench.row('Packages', '10-install.sh').waitFor({ state: 'detached' });
    },
  ],
  [
    'Close Package empties the views',
    async (workbench) => {
      await workbench.command('Upgrade Review: Close Package');
      // The window showed nothing else: it becomes an empty one.
      await workbench.page.waitForURL(/ew=true/);
      await workbench.openContainer();
      await workbench.text('Open Sample Package', '.pane');
      // Here it is meant, and the watch sees it.
      ok((await workbench.welcomes()).some((text) => looksClean.test(text)));
      await workbench.screenshot('closed');
    },
  ],
  [
    'the sample opens from a window without a folder',
    async (workbench) => {
      await (await workbench.text('Open Sample Package', '.pane')).click();
      await workbench.page.waitForURL(/sample/);
      await workbench.row('Packages', 'NO-GO').waitFor();
      await neverLookedClean(workbench);
      await workbench.screenshot('sample');
    },
  ],
  [
    'everything speaks German where the editor does',
    async (workbench) => {
      const german = await workbench.again({ language: 'de' });
      await german.row('Pakete', 'NO-GO').waitFor();
      await german.row('Befunde', 'manifest.json:11').waitFor();
      await german.text('Abhängigkeitsmatrix', '.pane-header');
      await german.row('Pakete', /\d+ Befunde/).waitFor();
      await german.row('Befunde', /^Fehler/).waitFor();
      await german.text('nicht verstanden', '.pane');
      await german.row('Pakete', 'NO-GO').hover();
      await german.text('nur aufgelistet', '.monaco-hover');
      await german.screenshot('german');
      await german.page.close();
    },
  ],
];
