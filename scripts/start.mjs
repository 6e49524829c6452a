/**
 * `npm start [package.zip]`: builds, and opens a real editor with the package mounted (without a path: the sample, with
 * its site beside it). An installed `code` with a display is preferred; otherwise code-server on
 * a port of this machine (PORT chooses it). Ctrl-C stops everything.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { root } from './bundles.mjs';
import { cacheFolder, installExtension, startCodeServer } from './code-server.mjs';
import { copySample } from './scratch.mjs';

const folder = join(cacheFolder, 'start');
const windows = process.platform === 'win32';
const named = process.argv[2] && resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2]);
if (named && !existsSync(named)) {
  console.error(`${named} does not exist`);
  process.exit(2);
}

const display = windows || process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const desktop = display && spawnSync('code', ['--version'], { shell: windows }).status === 0;
// Packaging builds too.
run(process.execPath, [desktop ? 'scripts/build.mjs' : 'scripts/package.mjs']);
const archive = named ?? sample();
if (desktop) openDesktop(writeWorkspace(archive));
else await serve(mountOf(archive));

function sample() {
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  return copySample(site);
}

/** A workspace with the real folder first: were it the package, the editor would take its settings from there. */
function writeWorkspace(path) {
  const file = join(folder, `${basename(path)}.code-workspace`);
  const folders = [{ path: dirname(path) }, { uri: mountOf(path), name: basename(path) }];
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ folders }, undefined, 2));
  return file;
}

/** The mount's URI, by the program's own function; the file's URI as VS Code writes it. */
function mountOf(path) {
  const segments = path
    .split(/[\\/]/)
    .map((segment) =>
      encodeURIComponent(segment).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
    );
  const uri = `file://${segments[0] === '' ? '' : '/'}${segments.join('/')}`;
  const print = "process.stdout.write(require('./src/core/archive/mount-uri').mountUri(process.argv[1]));";
  return run(process.execPath, ['--import', 'tsx', '--eval', print, uri], 'pipe').stdout;
}

function openDesktop(workspace) {
  console.log('Opening VS Code; this command ends when its window is closed.');
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, workspace];
  const child = spawn('code', args, { stdio: 'inherit', shell: windows });
  child.once('exit', (code) => (process.exitCode = code ?? 0));
}

/** In a browser the package is the only folder: a workspace file that holds a mount would not load there at first. */
async function serve(mount) {
  const editor = { data: join(folder, 'data'), extensions: join(folder, 'extensions') };
  rmSync(editor.extensions, { recursive: true, force: true });
  installExtension(join(root, 'build/upgrade-review.vsix'), editor);
  const server = await startCodeServer({ ...editor, ...(process.env.PORT && { port: Number(process.env.PORT) }) });
  console.log(`\n  Open ${server.origin}/?folder=${encodeURIComponent(mount)}\n  Ctrl-C stops it.\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void server.stop().then(() => process.exit(0)));
}

function run(program, args, output = 'inherit') {
  const result = spawnSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', output, 'inherit'] });
  if (result.status !== 0) process.exit(1);
  return result;
}
