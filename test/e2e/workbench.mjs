/** Drives the workbench of an editor in a page, as a person does: keys, clicks, and waiting for what shows. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundles.mjs';

const patience = 60_000;
const screenshots = join(root, 'build/screenshots');

/**
 * Opens a folder or a .code-workspace file and waits until the workbench is there.
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin of the editor's server
 * @param {{ folder?: string, workspace?: string }} what absolute path
 * @param {{ viewport?: { width: number, height: number }, deviceScaleFactor?: number }} display
 */
export async function openWorkbench(browser, origin, what, display = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...display });
  page.setDefaultTimeout(patience);
  const query = new URLSearchParams(what.folder ? { folder: what.folder } : { workspace: what.workspace });
  await page.goto(`${origin}/?${query}`);
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  // Contributions arrive after the first picture of the window.
  await page.locator('.activitybar [aria-label^="Upgrade Review"]').first().waitFor();
  return drive(page);
}

function drive(page) {
  let shots = 0;

  const workbench = {
    page,
    /** Runs a command by its title in the palette: `Upgrade Review: Generate Preflight Report`. */
    async command(title, timeout = patience) {
      await page.keyboard.press('F1');
      const input = page.locator('.quick-input-widget input').first();
      await input.fill(`>${title}`, { timeout });
      const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
      await row.click({ timeout });
    },
    /** Shows our views, whether they are there already or not. */
    async openContainer() {
      const header = page.locator('.pane-header').filter({ hasText: 'Dependency Matrix' });
      for (let left = 5; !(await header.isVisible()); left--) {
        if (left === 0) throw new Error('the views of Upgrade Review do not show');
        // A window that still settles closes the palette.
        await workbench.command('View: Show Upgrade Review', 5000).catch(() => undefined);
        await header.waitFor({ timeout: 3000 }).catch(() => undefined);
      }
    },
    /** Makes the side bar wide enough for a sentence. */
    async widenSideBar() {
      const { x, width, y } = await page.locator('.part.sidebar').boundingBox();
      await page.mouse.move(x + width + 2, y + 300);
      await page.mouse.down();
      await page.mouse.move(x + 470, y + 300, { steps: 5 });
      await page.mouse.up();
    },
    /** Chooses an entry of the context menu of what the locator finds, until `effect` shows: a window that still settles closes menus. */
    async contextMenu(target, entry, effect) {
      const item = page.locator('.monaco-menu .action-item').filter({ hasText: entry }).first();
      for (let left = 4; left > 0 && !(await effect.first().isVisible()); left--) {
        try {
          await target.first().click({ button: 'right', timeout: 5000 });
          await item.hover({ timeout: 5000 });
          // A click that follows the opening too closely counts as the end of the click that opened the menu.
          await item.and(page.locator('.focused')).waitFor({ timeout: 2000 });
          await page.keyboard.press('Enter');
          await item.waitFor({ state: 'detached', timeout: 5000 });
          await effect.first().waitFor({ timeout: 20_000 });
        } catch {
          await page.keyboard.press('Escape');
        }
      }
      await effect.first().waitFor();
    },
    /** Puts the cursor of the active editor on a line and column, both 1-based. */
    async goto(line, column) {
      await workbench.command('Go to Line/Column...');
      await page.keyboard.type(`${line}:${column}`);
      await page.keyboard.press('Enter');
    },
    /** Opens the lamp at the cursor, keeps a picture of it, and chooses an action. */
    async lamp(action, picture) {
      const row = page.locator('.action-widget .monaco-list-row').filter({ hasText: action }).first();
      for (let left = 10; ; left--) {
        // A row that was clicked keeps the focus. Right after opening, the editor may not know the findings yet.
        await page.keyboard.press('Control+1');
        await page.keyboard.press('Control+.');
        const shown = await row.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
        if (shown) break;
        if (left === 0) throw new Error(`the lamp does not offer ${action}`);
        await page.keyboard.press('Escape');
      }
      if (picture) await workbench.screenshot(picture);
      await row.click();
    },
    /** Waits for text anywhere in the window. The editor writes spaces as no-break spaces: they match too. */
    async text(text, within = '.monaco-workbench') {
      const spaced = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
      const found = page.locator(within).getByText(new RegExp(spaced)).filter({ visible: true }).first();
      await found.waitFor();
      return found;
    },
    /** Opens a file by a part of its path, as in the Explorer: Go to File does not search our scheme. */
    async openFromExplorer(...names) {
      await workbench.command('View: Show Explorer');
      const tree = page.locator('.explorer-folders-view');
      for (const [depth, name] of names.entries()) {
        const row = tree
          .locator('.monaco-list-row')
          .filter({ has: page.locator(`.label-name:text-is(${JSON.stringify(name)})`) })
          .first();
        await row.waitFor();
        if (depth === names.length - 1) await row.dblclick();
        else if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
      }
    },
    /** The first row with this text in the view with this title. Click it at its beginning: what is cut off would scroll. */
    row(view, text) {
      const pane = page.locator('.pane').filter({ has: page.locator('.pane-header', { hasText: view }) });
      return pane.locator('.monaco-list-row').filter({ hasText: text }).first();
    },
    async clickRow(view, text) {
      await workbench.row(view, text).click({ position: { x: 60, y: 10 } });
    },
    /** The page of the webview that was opened last. */
    webview() {
      return page.frameLocator('iframe.webview').last().frameLocator('#active-frame');
    },
    /** Waits for text in a webview: the Markdown preview, the overview. */
    async preview(text) {
      await workbench.webview().getByText(text).first().waitFor();
    },
    /** Notes from the next load on all that empty views say, and be it for the blink of an eye. */
    async watchWelcome() {
      await page.addInitScript(() => {
        const said = (globalThis.welcomesSaid = new Set());
        const note = () => {
          for (const { innerText } of globalThis.document.querySelectorAll('.pane .welcome-view-content'))
            if (innerText) said.add(innerText);
        };
        new globalThis.MutationObserver(note).observe(globalThis.document, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
      });
    },
    /** What empty views have said since the window was loaded. */
    async welcomes() {
      return page.evaluate(() => [...globalThis.welcomesSaid]);
    },
    /** The same folder in a window of another user, whose editor has another language. */
    async again({ language }) {
      const other = await page.context().browser().newPage({ viewport: page.viewportSize() });
      other.setDefaultTimeout(patience);
      await other.addInitScript((wanted) => {
        Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => wanted, set: () => undefined });
      }, language);
      await other.goto(page.url());
      await other.locator('.monaco-workbench .part.statusbar').waitFor();
      return drive(other);
    },
    /** Keeps a picture of the window: build/screenshots/01-name.png. */
    async screenshot(name) {
      mkdirSync(screenshots, { recursive: true });
      shots++;
      await page.screenshot({ path: join(screenshots, `${String(shots).padStart(2, '0')}-${name}.png`) });
    },
    /** Runs a step, prints it, and keeps a picture if it fails. */
    async step(title, run) {
      const started = Date.now();
      try {
        await run(workbench);
        console.log(`  ✔ ${title} (${Date.now() - started} ms)`);
        return true;
      } catch (error) {
        console.log(`  ✘ ${title}\n${error.stack ?? error}`);
        await workbench.screenshot(`failed-${title.replace(/\W+/g, '-')}`).catch(() => undefined);
        return false;
      }
    },
  };
  return workbench;
}
