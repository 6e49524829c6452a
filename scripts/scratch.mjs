import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './bundles.mjs';
import { Missing } from './programs.mjs';

export const sampleName = 'Full-upgrade-package-dten.zip';

/** Copies the built sample: its site's folder with the package in it. Answers the package's path. */
export function copySample(folder) {
  if (!existsSync(join(root, 'dist', sampleName))) throw new Missing('The sample is not built: run npm run build first.');
  cpSync(join(root, 'dist/sample-site'), folder, { recursive: true });
  cpSync(join(root, 'dist', sampleName), join(folder, sampleName));
  return join(folder, sampleName);
}

/**
 * A new folder for one run of an editor: the sample in `site`, the rest is the editor's own. `workspaceFile` opens the
 * site with a second folder: a window that has several does not restart its extensions when a package is mounted.
 */
export function scratchWorkspace() {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-review-'));
  const [site, notes, data, extensions] = ['site', 'notes', 'data', 'extensions'].map((name) => join(folder, name));
  for (const path of [notes, data, extensions]) mkdirSync(path);
  copySample(site);
  const workspaceFile = join(folder, 'suite.code-workspace');
  writeFileSync(workspaceFile, JSON.stringify({ folders: [{ path: site }, { path: notes }] }));
  return { folder, site, workspaceFile, data, extensions, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
