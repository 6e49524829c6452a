import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/bundles.mjs';

export const sampleName = 'Full-upgrade-package-dten.zip';

/** A new folder to work in: `site/` is the sample's site with the package in it, the rest is the editor's own. */
export function scratchWorkspace() {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-review-'));
  const site = join(folder, 'site');
  const inside = (name) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  cpSync(join(root, 'dist/sample-site'), site, { recursive: true });
  cpSync(join(root, 'dist', sampleName), join(site, sampleName));
  return {
    folder,
    site,
    data: inside('data'),
    extensions: inside('extensions'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
