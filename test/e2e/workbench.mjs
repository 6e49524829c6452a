/** Drives the workbench of an editor in a page, as a person does: keys, clicks, and waiting for what shows. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundles.mjs';

const patience = 60_000;
/** Milliseconds after which something that was closed again counts as closed; a slow machine takes a third. */
const soon = 5000;
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

  /** A window that still settles closes what was just opened: `open` is tried again, from the beginning, until it ends without an error. */
  const again = async (what, open) => {
    for (const until = Date.now() + patience; ;) {
      try {
        return await open();
      } catch (error) {
        if (Date.now() > until) throw new Error(`${what}: ${error.message}`, { cause: error });
        await page.keyboard.press('Escape');
      }
    }
  };

  const workbench = {
    page,
    /** Opens the editor's input line with a key, and types; answers when `effect` shows. */
    async quickInput(key, typed, effect) {
      const input = page.locator('.quick-input-widget input').first();
      await again(`${key} ${typed}`, async () => {
        await page.keyboard.press(key);
        await input.fill(typed, { timeout: soon });
        await effect.waitFor({ timeout: soon });
      });
    },
    /** A row below the input line. */
    quickRow: (text) => page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first(),
    /** Runs a command by its title in the palette: `Upgrade Review: Generate Preflight Report`. */
    async command(title) {
      const row = workbench.quickRow(title);
      await again(`the command ${title}`, async () => {
        await workbench.quickInput('F1', `>${title}`, row);
        await row.click({ timeout: soon });
      });
    },
    /** Runs a command that asks, and answers; a page that opens late takes the focus, and with it the question, away. */
    async choose(title, answer) {
      await again(`${answer} of ${title}`, async () => {
        await workbench.command(title);
        await workbench.quickRow(answer).click({ timeout: soon });
      });
    },
    /** Shows our views, whether they are there already or not. */
    async openContainer() {
      const header = page.locator('.pane-header').filter({ hasText: 'Dependency Matrix' });
      await again('the views of Upgrade Review', async () => {
        if (!(await header.isVisible())) await workbench.command('View: Show Upgrade Review');
        await header.waitFor({ timeout: soon });
      });
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
      await again(entry, async () => {
        if (await effect.first().isVisible()) return;
        await target.first().click({ button: 'right', timeout: soon });
        await item.hover({ timeout: soon });
        // A click that follows the opening too closely counts as the end of the click that opened the menu.
        await item.and(page.locator('.focused')).waitFor({ timeout: soon });
        await page.keyboard.press('Enter');
        await item.waitFor({ state: 'detached', timeout: soon });
        await effect.first().waitFor({ timeout: patience / 2 });
      });
    },
    /** Opens the lamp at the cursor, keeps a picture of it, and chooses an action. */
    async lamp(action, picture) {
      const row = page.locator('.action-widget .monaco-list-row').filter({ hasText: action }).first();
      await again(`the lamp with ${action}`, async () => {
        // A row that was clicked keeps the focus. Right after opening, the editor may not know the findings yet.
        await page.keyboard.press('Control+1');
        await page.keyboard.press('Control+.');
        await row.waitFor({ timeout: soon });
        if (picture) await workbench.screenshot(picture);
        await row.click({ timeout: soon });
      });
    },
    /** Waits for text anywhere in the window. The editor writes spaces as no-break spaces: they match too. */
    async text(text, within = '.monaco-workbench') {
      const spaced = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
      const found = page.locator(within).getByText(new RegExp(spaced)).filter({ visible: true }).first();
      await found.waitFor();
      return found;
    },
    /** The first row with this text in the view with this title. Click it at its beginning: what is cut off would scroll. */
    row(view, text) {
      const pane = page.locator('.pane').filter({ has: page.locator('.pane-header', { hasText: view }) });
      return pane.locator('.monaco-list-row').filter({ hasText: text }).first();
    },
    async clickRow(view, text) {
      const row = workbench.row(view, text);
      let tries = 0;
      await again(`the row ${text}`, async () => {
        // One that can be seen may lie below the heading that stays at the top.
        if (tries++ > 0 || !(await row.isVisible())) await workbench.scrollTo(view, row);
        await row.click({ position: { x: 60, y: 10 }, timeout: soon });
      });
    },
    /**
     * A list holds only the rows that can be seen: from its top on, one comes into sight at the bottom. The mouse is at the edge, where the
     * scroll bar is: over a row it would bring up a hover, which takes the wheel.
     */
    async scrollTo(view, row) {
      const pane = page.locator('.pane').filter({ has: page.locator('.pane-header', { hasText: view }) });
      const { x, y, width, height } = await pane.locator('.monaco-list').first().boundingBox();
      await page.mouse.move(x + width - 3, y + height / 2);
      await page.mouse.wheel(0, -10_000);
      await page.waitForTimeout(200);
      for (let step = 0; step < 50 && !(await row.isVisible()); step++) {
        await page.mouse.wheel(0, 60);
        await page.waitForTimeout(50);
      }
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
    /** Keeps a picture of the window, or of another page: build/screenshots/01-name.png. */
    async screenshot(name, shown = page, options = {}) {
      mkdirSync(screenshots, { recursive: true });
      shots++;
      await shown.screenshot({ path: join(screenshots, `${String(shots).padStart(2, '0')}-${name}.png`), ...options });
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
