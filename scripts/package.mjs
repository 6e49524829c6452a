/** Packs the extension into build/upgrade-review.vsix; `vscode:prepublish` builds first. Everything is bundled, so no node_modules. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { stat } from 'node:fs/promises';
import { root } from './bundles.mjs';

/** Bytes. The database of rehearsals takes 10 MB of it; a library or data set that is worth more than the rest together is to be a decision. */
const mostBytes = 14_000_000;

const packagePath = join(root, 'build/upgrade-review.vsix');
mkdirSync(join(root, 'build'), { recursive: true });
await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
const { size } = await stat(packagePath);
console.log(`${(size / 1e6).toFixed(2)} MB, ${files.length} files: ${packagePath}`);
if (size > mostBytes) {
  console.error(`that is more than ${mostBytes / 1e6} MB: see what has come in, or raise the limit in scripts/package.mjs`);
  process.exitCode = 1;
}
