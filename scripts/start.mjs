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
import { command, described, findCode, hasDisplay, requireCheckout } from './programs.mjs';
import { copySample } from './scratch.mjs';

requireCheckout(root);

const folder = join(cacheFolder, 'start');
const named = process.argv[2] && resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2]);
if (named && !existsSync(named)) {
  console.error(`${named} does not exist`);
  process.exit(2);
}

const code = hasDisplay() ? findCode() : undefined;
// Packaging builds too.
run(process.execPath, [code ? 'scripts/build.mjs' : 'scripts/package.mjs']);
const archive = named ?? sample();
if (code) openDesktop(writeWorkspace(archive));
else {
  try {
    await serve(mountOf(archive));
  } catch (error) {
    console.error(described(error));
    process.exitCode = 1;
  }
}

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

function mountOf(path) {
  return run(process.execPath, ['--import', 'tsx', 'scripts/mount-uri.ts', path], 'pipe').stdout;
}

function openDesktop(workspace) {
  console.log('Opening VS Code; this command ends when its window is closed.');
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, workspace];
  const [program, words, options] = command(code, args);
  const child = spawn(program, words, { ...options, stdio: 'inherit' });
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
