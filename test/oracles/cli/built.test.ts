import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { bundles, root } from '../../../scripts/bundles.mjs';
import { command } from '../../../scripts/programs.mjs';
import { version } from '../../../package.json';
import { needs } from '../../support/programs';
import { temporaryFolder, writeFiles, zipOf } from '../../support/cli';
import { inventory, quietPackage, smallPackage } from '../../support/small-package';

const npm = (cwd: string, ...args: string[]) => {
  const [program, words, options] = command('npm', [...args, '--offline', '--no-audit', '--no-fund', '--loglevel=error']);
  return execFileSync(program, words, { ...options, cwd, encoding: 'utf8', stdio: 'pipe' });
};

/** What the command line looks for beside itself: `rehearse` starts other files. */
const shipped = [
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/containers.js',
  'dist/mysql-client.js',
  'dist/rehearsal.js',
  'dist/rehearsal-database.js',
  'dist/pglite/pglite.wasm',
  'dist/pglite/cluster.tar.gz',
];

/** A checkout without its sources: what `npm pack` takes, with the command line freshly bundled. */
async function checkoutBelow(folder: string): Promise<string> {
  const checkout = join(folder, 'checkout');
  mkdirSync(join(checkout, 'dist'), { recursive: true });
  for (const name of ['package.json', '.npmignore', 'README.md', 'LICENSE', 'CHANGELOG.md'])
    copyFileSync(join(root, name), join(checkout, name));
  cpSync(join(root, 'docs'), join(checkout, 'docs'), { recursive: true });
  await build({ ...(bundles({ dev: false }).cli as BuildOptions), outfile: join(checkout, 'dist/cli.js'), metafile: false });
  copyFileSync(join(root, 'node_modules/libpg-query/wasm/libpg-query.wasm'), join(checkout, 'dist/libpg-query.wasm'));
  writeFiles(checkout, Object.fromEntries([...shipped, 'dist/extension.js', 'src/secret.ts'].map((path) => [path, 'x'])));
  return checkout;
}

describe('command line, built and installed', function () {
  this.timeout(120_000);
  const folder = temporaryFolder({ 'inventory.json': inventory });
  let checkout: string;
  const cli = (args: readonly string[], more: { readonly env?: NodeJS.ProcessEnv } = {}) =>
    spawnSync(process.execPath, [join(checkout, 'dist/cli.js'), ...args], { cwd: folder.path, encoding: 'utf8', ...more });

  before(async () => {
    checkout = await checkoutBelow(folder.path);
    const sql = { 'migrations/1.sql': 'ALTER TABLE devices ADD COLUMN seen timestamptz;\n' };
    writeFiles(folder.path, { 'bad.zip': await zipOf({ ...smallPackage, ...sql }), 'good.zip': await zipOf({ ...quietPackage }) });
  });
  after(() => folder.remove());

  it('exits with 0, 1 and 2', () => {
    const codes = ['good.zip', 'bad.zip', 'none.zip'].map((name) => cli(['preflight', name, '--inventory', 'inventory.json']).status);
    assert.deepEqual(codes, [0, 1, 2]);
  });

  it('prints the report to the standard output and nothing else anywhere', () => {
    const { stdout, stderr } = cli(['preflight', 'bad.zip', '--inventory', 'inventory.json', '--format', 'json']);
    assert.equal((JSON.parse(stdout) as { tool: { version: string } }).tool.version, version);
    assert.equal(stderr, '');
  });

  it('is silent when its reader leaves', async () => {
    const child = spawn(process.execPath, [join(checkout, 'dist/cli.js'), 'preflight', 'bad.zip', '--inventory', 'inventory.json'], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.deepEqual([code, err], [1, '']);
  });

  it('does not colour a pipe, and obeys NO_COLOR on a terminal', function () {
    assert.ok(!cli(['preflight', 'bad.zip']).stdout.includes('\u001b'));
    // util-linux's script gives a terminal.
    needs(this, 'script');
    const onTerminal = (environment: NodeJS.ProcessEnv) => {
      const command = `'${process.execPath}' '${join(checkout, 'dist/cli.js')}' preflight bad.zip --inventory inventory.json`;
      const env: NodeJS.ProcessEnv = { ...process.env, ...environment };
      return spawnSync('script', ['-qec', command, '/dev/null'], { cwd: folder.path, encoding: 'utf8', env }).stdout;
    };
    const colour = '\u001b[1;31m';
    assert.deepEqual([onTerminal({ NO_COLOR: '' }).includes(colour), onTerminal({ NO_COLOR: '1' }).includes(colour)], [true, false]);
  });

  it('installs from its tarball into an empty folder and runs there by its name', () => {
    const tarball = npm(checkout, 'pack', '--ignore-scripts', '--pack-destination', folder.path).trim();
    const project = join(folder.path, 'project');
    mkdirSync(project);
    npm(project, 'install', join(folder.path, tarball));
    const installed = join(project, 'node_modules/upgrade-review');
    assert.deepEqual(
      ['dist/cli.js', 'dist/libpg-query.wasm', ...shipped, 'src', 'dist/extension.js'].filter((path) => !existsSync(join(installed, path))),
      ['src', 'dist/extension.js'],
    );
    const args = ['upgrade-review', 'preflight', '../bad.zip', '--inventory', '../inventory.json', '--format', 'json'];
    const [program, words, options] = command('npx', ['--no-install', '--loglevel=error', ...args]);
    const { status, stdout, stderr } = spawnSync(program, words, { ...options, cwd: project, encoding: 'utf8' });
    assert.equal(status, 1, stderr);
    assert.equal((JSON.parse(stdout) as { verdict: string }).verdict, 'no-go');
  });
});
