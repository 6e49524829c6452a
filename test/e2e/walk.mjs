/**
 * What a reviewer does in the real window, in order; each step builds on the one before.
 * @type {readonly (readonly [title: string, run: (workbench: any, paths: { site: string }) => Promise<void>])[]}
 */
export const walk = [
  [
    'the workbench opens on the site',
    async (workbench) => {
      await workbench.text('Full-upgrade-package-dten.zip', '.explorer-folders-view');
      await workbench.screenshot('site');
    },
  ],
];
