/** Which programs a computer has, and how they are started. `machine` is what the answers hang on; tests hand in others. */
import { existsSync, readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** @typedef {{ platform: string, environment: Record<string, string | undefined>, exists: (path: string) => boolean }} Machine */

/** @type {Machine} */
export const thisMachine = { platform: process.platform, environment: process.env, exists: existsSync };

/** Something that has to be there is not: its message is all that there is to say, a stack would only hide it. */
export class Missing extends Error {}

/** What to print of an error. */
export const described = (error) => (error instanceof Missing ? error.message : (error?.stack ?? String(error)));

const pathOf = ({ platform }) => (platform === 'win32' ? win32 : posix);

/** The path of a program, `undefined` if there is none of that name. @param {Machine} [machine] */
export function findProgram(name, machine = thisMachine) {
  const { platform, environment, exists } = machine;
  const { delimiter, join } = pathOf(machine);
  const onWindows = platform === 'win32';
  // Administrators' programs are not on everybody's path.
  const folders = [...(environment.PATH ?? environment.Path ?? '').split(delimiter), ...(onWindows ? [] : ['/usr/sbin', '/sbin'])];
  const endings = onWindows ? (environment.PATHEXT ?? '.COM;.EXE;.BAT;.CMD').split(';') : [''];
  const candidates = folders.filter(Boolean).flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending.toLowerCase()}`)));
  return candidates.find(exists);
}

/** Whether a window can open without a virtual display. @param {Machine} [machine] */
export const hasDisplay = ({ platform, environment } = thisMachine) =>
  platform !== 'linux' || Boolean(environment.DISPLAY ?? environment.WAYLAND_DISPLAY);

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macBrowsers = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
const windowsBrowsers = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

/** Chromium or a browser made of it; CHROMIUM_EXECUTABLE_PATH names another one. @param {Machine} [machine] */
export function findChromium(machine = thisMachine) {
  const { platform, environment, exists } = machine;
  const named = environment.CHROMIUM_EXECUTABLE_PATH;
  if (named) return exists(named) ? named : undefined;
  if (platform === 'darwin') return macBrowsers.find(exists);
  if (platform === 'win32') return belowProgramFolders(machine, windowsBrowsers);
  for (const name of chromiumNames) {
    const found = findProgram(name, machine);
    if (found) return found;
  }
  return ['/snap/bin/chromium'].find(exists);
}

/** VS Code's command. Its installers do not put it on the path everywhere. @param {Machine} [machine] */
export function findCode(machine = thisMachine) {
  const found = findProgram('code', machine);
  if (found || machine.platform === 'linux') return found;
  if (machine.platform === 'win32')
    return belowProgramFolders(machine, ['Programs/Microsoft VS Code/bin/code.cmd', 'Microsoft VS Code/bin/code.cmd']);
  return ['/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'].find(machine.exists);
}

function belowProgramFolders({ environment, exists }, paths) {
  const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((name) => environment[name]).filter(Boolean);
  return paths.flatMap((path) => folders.map((folder) => win32.join(folder, path))).find(exists);
}

/** Newest first: where Debian and others put the programs of the PostgreSQL server. */
const postgresFolders = [18, 17, 16, 15, 14, 13].flatMap((major) => [
  `/usr/lib/postgresql/${major}/bin`,
  `/usr/pgsql-${major}/bin`,
  `/opt/homebrew/opt/postgresql@${major}/bin`,
]);

/** The folder with `initdb` and `pg_ctl`. @param {Machine} [machine] */
export function findPostgresServer(machine = thisMachine) {
  const onPath = findProgram('initdb', machine);
  return postgresFolders.find((folder) => machine.exists(`${folder}/initdb`)) ?? (onPath && pathOf(machine).dirname(onPath));
}

/**
 * The arguments of `spawn` for a program that may be a script of cmd.exe, as npm and code are: Windows runs those through
 * a shell only, which takes one line.
 * @param {string} program
 * @param {string[]} args
 * @param {Pick<Machine, 'platform'>} [machine]
 * @returns {[program: string, args: string[], options: { shell?: true }]}
 */
export function command(program, args, { platform } = thisMachine) {
  if (platform !== 'win32') return [program, args, {}];
  const quoted = [program, ...args].map((word) => (/^[\w.:/\\@=-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`));
  return [quoted.join(' '), [], { shell: true }];
}

/** One sentence on what keeps a checkout from running at all; `undefined` if nothing does. */
export function unready(version, { engines }, isInstalled) {
  const [major, minor] = /^>=(\d+)\.(\d+)/.exec(engines.node).slice(1).map(Number);
  const [ownMajor, ownMinor] = version.split('.').map(Number);
  if (ownMajor < major || (ownMajor === major && ownMinor < minor)) return `Node ${major}.${minor} or newer is needed; this is ${version}.`;
  return isInstalled ? undefined : 'The packages are not installed: run npm ci first.';
}

/** Ends the process with one sentence where nothing can run. */
export function requireCheckout(root) {
  const description = JSON.parse(readFileSync(posix.join(root.replaceAll('\\', '/'), 'package.json'), 'utf8'));
  const why = unready(process.versions.node, description, existsSync(`${root}/node_modules/esbuild`));
  if (!why) return;
  console.error(why);
  process.exit(2);
}
