/** What axe and the Tab key say of our pages, in the themes and widths that people have. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Names of themes, and what a page is told of each. */
const themes = [
  ['Default Dark Modern', 'vscode-dark'],
  ['Default Light Modern', 'vscode-light'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
];

/** CSS pixels: a narrow window, and the usual one at 200 %. */
const narrow = [
  { width: 640, height: 900 },
  { width: 720, height: 450 },
];

/** The page that is in front, in every theme; a picture of each is kept. */
export async function soundInEveryTheme(workbench, { data }, what) {
  const settings = join(data, 'data/Machine/settings.json');
  const before = readFileSync(settings, 'utf8');
  for (const [index, [theme, kind]] of themes.entries()) {
    writeFileSync(settings, JSON.stringify({ ...JSON.parse(before), 'workbench.colorTheme': theme }));
    const frame = await frameOf(workbench.webview().locator(`body[data-vscode-theme-kind="${kind}"]`));
    // A theme has other colours, and nothing else of its own.
    await mustBeSound(frame, `${what}, ${theme}`, index === 0 ? {} : onlyColours);
    await workbench.screenshot(`${what}-${kind}`);
  }
  writeFileSync(settings, before);
}

export async function overviewIsAccessible(workbench, scratch) {
  const { page } = workbench;
  const usual = page.viewportSize();
  await soundInEveryTheme(workbench, scratch, 'overview');
  const frame = await frameOf(workbench.webview().locator('body'));
  for (const size of narrow) {
    await page.setViewportSize(size);
    await mustBeSound(frame, `overview, ${size.width} px`, noColours);
    const [inside, shown] = await frame.evaluate(({ documentElement: { scrollWidth, clientWidth } } = globalThis.document) => [
      scrollWidth,
      clientWidth,
    ]);
    ok(inside <= shown, `at ${size.width} px the page is ${inside} wide, and ${shown} are shown`);
    await workbench.screenshot(`overview-${size.width}px`);
  }
  await page.setViewportSize(usual);
  await mustFollowTab(page, frame);
}

/** How a browser shows a page: the colours that people have chosen for all pages, and paper. */
const media = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['high-contrast', { colorScheme: 'dark', forcedColors: 'active' }],
  ['paper', { colorScheme: 'light', media: 'print' }],
];

/** A page that was written as a file, in a browser of its own: sound, and kept as a picture as long as it is. */
export async function fileIsSound(workbench, path) {
  const page = await workbench.page
    .context()
    .browser()
    .newPage({ viewport: { width: 1200, height: 900 } });
  for (const [index, [name, emulated]] of media.entries()) {
    await page.emulateMedia({ media: 'screen', forcedColors: 'none', ...emulated });
    if (index === 0) await page.goto(pathToFileURL(path).href);
    // Colours that are forced are the reader's own.
    if (!emulated.forcedColors) await mustBeSound(page, `${path}, ${name}`, index === 0 ? {} : onlyColours);
    await workbench.screenshot(`report-file-${name}`, page, { clip: { x: 0, y: 0, width: 1200, height: 3000 }, fullPage: true });
  }
  await page.close();
}

async function frameOf(body) {
  await body.waitFor();
  return (await body.elementHandle()).ownerFrame();
}

/** Looking at colours is most of the work, and width changes none. */
const noColours = { rules: { 'color-contrast': { enabled: false } } };
const onlyColours = { runOnly: ['color-contrast'] };

async function mustBeSound(frame, where, rules = {}) {
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(axe);
  const { violations } = await frame.evaluate(
    (wanted) => globalThis.axe.run(globalThis.document, { resultTypes: ['violations'], ...wanted }),
    rules,
  );
  const told = violations.map(({ impact, id, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  deepEqual(told, [], `axe finds faults (${where})`);
}

/** Tab goes through all that can be pressed, in the order in which it is read, and one sees where it is. */
async function mustFollowTab(page, frame) {
  const pressed = 'button:not([hidden]), summary';
  const count = await frame.locator(pressed).count();
  ok(count > 5);
  await frame.locator(pressed).first().focus();
  for (let at = 0; at < count; at++) {
    if (at > 0) await page.keyboard.press('Tab');
    const [index, outline] = await frame.evaluate((wanted) => {
      const { document, getComputedStyle } = globalThis;
      const { activeElement } = document;
      const visible = [...document.querySelectorAll(wanted)].filter((element) => element.checkVisibility());
      return [visible.indexOf(activeElement), getComputedStyle(activeElement).outlineStyle];
    }, pressed);
    equal(index, at, 'Tab leaves the order of the page');
    if (at > 0) equal(outline, 'solid', 'the focus is not seen');
  }
}
