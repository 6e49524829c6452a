/**
 * Bundles what ships into dist/ and core for browsers into build/, packs the sample, prints the sizes.
 * `--dev` keeps source maps and names, `--watch` also rebuilds on change.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { context } from 'esbuild';
import { bundles, root } from './bundles.mjs';
import { copyDatabaseParts } from './database-parts.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');
/** Bytes. Activation loads dist/extension.js and nothing else. */
const activationLimit = 200_000;

if (!watch) await rm(join(root, 'dist'), { recursive: true, force: true });
await mkdir(join(root, 'dist'), { recursive: true });
// The parser's loader looks for it beside the bundle that holds it.
await copyFile(join(root, 'node_modules/libpg-query/wasm/libpg-query.wasm'), join(root, 'dist/libpg-query.wasm'));
await copyDatabaseParts(join(root, 'dist/pglite'));
const contexts = await Promise.all(
  Object.entries(bundles({ dev })).map(([name, { plugins = [], ...options }]) =>
    context({ ...options, plugins: watch ? [...plugins, progress(name)] : plugins }),
  ),
);
if (watch) await Promise.all(contexts.map((bundle) => bundle.watch()));
else await buildOnce();
if (!packSample()) process.exitCode = 1;
if (!watch) await printSizes('dist', 'build/core.browser.js');

async function buildOnce() {
  const results = await Promise.allSettled(contexts.map((bundle) => bundle.rebuild()));
  await Promise.all(contexts.map((bundle) => bundle.dispose()));
  const built = results.flatMap(({ value }) => (value ? [value.metafile] : []));
  if (built.length < results.length) process.exitCode = 1;
  await writeFile(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, built));
  if (existsSync(join(root, 'dist/cli.js'))) await chmod(join(root, 'dist/cli.js'), 0o755);
  const activation = Math.max(0, ...built.map(({ outputs }) => outputs['dist/extension.js']?.bytes ?? 0));
  if (!dev && activation > activationLimit) {
    console.error(`dist/extension.js has ${activation} bytes, the limit is ${activationLimit}: what does it load that the engine should?`);
    process.exitCode = 1;
  }
}

/** dist/Full-upgrade-package-dten.zip and dist/sample-site/, from test/fixtures. */
function packSample() {
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build-sample.ts'], { cwd: root, stdio: 'inherit' }).status === 0;
}

async function printSizes(...paths) {
  for (const path of paths) {
    const info = await stat(join(root, path)).catch(() => undefined);
    if (info?.isDirectory()) await printSizes(...(await readdir(join(root, path))).sort().map((name) => `${path}/${name}`));
    else if (info && !path.includes('/sample-site/')) console.log(`${(info.size / 1000).toFixed(1).padStart(9)} kB  ${path}`);
  }
}

/** Tells the editor's watch task when a build begins and ends. */
function progress(name) {
  return {
    name: 'progress',
    setup({ onStart, onEnd }) {
      onStart(() => console.log(`[watch] ${name}: build started`));
      onEnd(({ errors }) => console.log(`[watch] ${name}: build finished, ${errors.length} errors`));
    },
  };
}
