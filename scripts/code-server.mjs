/**
 * A real editor from the package registry alone: code-server's workbench and server, with the Node binary that it needs.
 * It is installed once into $UPGRADE_REVIEW_CACHE (default ~/.cache/upgrade-review), for tests and `npm start`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { command, Missing } from './programs.mjs';

const versions = {
  'code-server': '4.139.1',
  [`node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`]: '24.21.0',
};
/** Survives between runs. */
export const cacheFolder = process.env.UPGRADE_REVIEW_CACHE ?? join(homedir(), '.cache', 'upgrade-review');
const cache = join(cacheFolder, 'code-server');
const startTimeout = 60_000;
/** Milliseconds for one `npm install`: three times what a slow line takes. A registry that does not answer fails much sooner. */
const installLimit = 600_000;
const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=2000', '--fetch-timeout=60000'];

/** Installs when missing; answers the paths of Node and of the server. Safe to call every time. */
export function installCodeServer(log = console.log) {
  const vscode = join(cache, 'node_modules/code-server/lib/vscode');
  const nodePackage = join(cache, 'node_modules', Object.keys(versions)[1]);
  const paths = {
    node: join(nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    server: join(vscode, 'out/server-main.js'),
  };
  const stamp = join(cache, 'installed.json');
  const wanted = JSON.stringify(versions);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && Object.values(paths).every(existsSync)) return paths;

  log(
    `Installing ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' and ')} into ${cache} (once) …`,
  );
  mkdirSync(cache, { recursive: true });
  const packages = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  if (!existsSync(join(cache, 'package.json'))) writeFileSync(join(cache, 'package.json'), '{ "private": true }\n');
  // Install scripts would build native modules; the editor works without them. The Node package carries its binary.
  npm(['install', '--ignore-scripts', '--force', ...packages], cache);
  npm(['install', '--omit=dev', '--ignore-scripts'], vscode);
  npm(['install', '--omit=dev', '--ignore-scripts'], join(vscode, 'extensions'));
  writeFileSync(stamp, wanted);
  return paths;
}

function npm(args, cwd) {
  const [program, words, options] = command('npm', [...args, ...patience, '--no-audit', '--no-fund', '--loglevel=error']);
  const { error, status, stderr } = spawnSync(program, words, { ...options, cwd, encoding: 'utf8', timeout: installLimit });
  if (status === 0) return;
  const said = stderr?.split('\n').map((line) => /^npm (?:error|ERR!) (?:network )?(?!code|errno|syscall|type)(\S.*)/.exec(line)?.[1]);
  const why = error?.message ?? said?.find(Boolean) ?? `npm ended with ${status}`;
  throw new Missing(`The editor cannot be installed into ${cwd}: ${why}`);
}

/** What the editor says because it has no native modules, with their stacks: it works without them. */
const nativeModules = /^Error: Could not locate the bindings file\. Tried:\n(?:[ {}].*\n?|.*install-root.*\n?)*/gm;

/** Installs a .vsix into a folder of extensions. */
export function installExtension(vsix, { data, extensions }) {
  if (!existsSync(vsix)) throw new Error(`${vsix} is not there: npm run package makes it`);
  const { node, server } = installCodeServer();
  const args = ['--install-extension', vsix, '--extensions-dir', extensions, '--server-data-dir', data, '--accept-server-license-terms'];
  const { status, stdout, stderr } = spawnSync(node, [server, ...args], { encoding: 'utf8' });
  if (status !== 0 || !/successfully installed/.test(stdout))
    throw new Error(`${vsix} could not be installed:\n${`${stdout}${stderr}`.replace(nativeModules, '')}`);
}

/**
 * Starts the server on a free port of this machine; answers when it listens.
 * @param {{ data: string, extensions: string, port?: number, development?: boolean }} options `development` takes an extension from its folder, see `developmentPayload`
 */
export async function startCodeServer({ data, extensions, port: wanted, development = false }) {
  const { node, server } = installCodeServer();
  const port = wanted ?? (await freePort());
  writeSettings(data);
  const options = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'];
  options.push('--server-data-dir', data, '--extensions-dir', extensions, '--telemetry-level', 'off', '--disable-workspace-trust');
  // Only a server under the smoke-test driver takes a development extension from the URL.
  if (development) options.push('--enable-smoke-test-driver');
  const child = spawn(node, [server, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const stopped = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the editor's server did not start:\n${output}`)), startTimeout);
    const read = (text) => {
      output += text;
      if (/Extension host agent listening on/.test(output)) resolve(clearTimeout(late));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('exit', (code) => reject(new Error(`the editor's server stopped with ${code}:\n${output}`)));
  });
  return {
    authority: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    output: () => output,
    stop: () => (child.kill(), stopped),
  };
}

/** Quiet from the start: no welcome page over the package, no panes that have nothing to do with it. */
function writeSettings(data) {
  const folder = join(data, 'data/Machine');
  const settings = {
    // Served to a browser it saves by itself after a second: what is typed shall stay unsaved until somebody saves it.
    'files.autoSave': 'off',
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'chat.disableAIFeatures': true,
    'security.workspace.trust.enabled': false,
    'extensions.ignoreRecommendations': true,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** What the `payload` of the editor's URL says to load an extension from its folder, and to run a test suite in it. */
export function developmentPayload(authority, extension, suite) {
  const remote = (path) => `vscode-remote://${authority}${path.replaceAll('\\', '/').replace(/^(?!\/)/, '/')}`;
  const payload = [['extensionDevelopmentPath', remote(extension)]];
  if (suite) payload.push(['extensionTestsPath', remote(suite)]);
  return JSON.stringify(payload);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
