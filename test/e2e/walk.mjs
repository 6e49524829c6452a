/**
 * What a reviewer does in the real window, in order; each step builds on the one before.
 * @type {readonly (readonly [title: string, run: (workbench: any, paths: { site: string }) => Promise<void>])[]}
 */
import { ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleName } from '../../scripts/scratch.mjs';

const script = ['scripts', '10-install.sh'];

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
      await workbench.contextMenu(workbench.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: sampleName }), 'Review Upgrade Package…');
      // The package becomes the folder of the window, which is loaded anew.
      await workbench.page.waitForURL(/upgrade-package/);
      await workbench.text('manifest.json', '.explorer-folders-view');
      await workbench.openContainer();
      await workbench.text('NO-GO', '.pane');
      await workbench.screenshot('mounted');
    },
  ],
  [
    'findings are listed, and lead to the marked place',
    async (workbench) => {
      await workbench.command('Upgrade Review: Focus on Findings View');
      await (await workbench.text('manifest.json:11', '.pane')).click();
      await workbench.page.locator('.editor-instance .squiggly-error').first().waitFor();
      await workbench.command('View: Show Problems');
      await workbench.text('dependency/unsatisfied-in-production', '.panel');
      await workbench.screenshot('findings');
    },
  ],
  [
    'the lamp mends a script',
    async (workbench) => {
      await workbench.command('View: Close Panel');
      await workbench.openFromExplorer(...script);
      await workbench.goto(17, 22);
      await workbench.lamp('Rename to dtend.service', 'lamp');
      await workbench.text('AGENT_UNIT="dtend.service"', '.editor-instance .view-lines');
      await workbench.text('Saved', '.monaco-workbench').catch(() => undefined);
      await workbench.screenshot('mended');
    },
  ],
];
