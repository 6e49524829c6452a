/**
 * Makes sure of the programs that the tests compare with. On Debian and Ubuntu, as root or with a sudo that asks
 * nothing, it installs what is missing; elsewhere it prints the command that does. UPGRADE_REVIEW_SKIP_INSTALL=1 leaves the
 * machine as it is.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { installCommand, managerOf, missingNeeds, packagesFor, untested } from './needs.mjs';
import { findProgram } from './programs.mjs';

/** Milliseconds for all packages together; apt-get itself gives up on a mirror that does not answer. */
const installLimit = 600_000;
const patience = ['Acquire::Retries=1', 'Acquire::http::Timeout=20', 'Acquire::https::Timeout=20', 'DPkg::Lock::Timeout=120'];

/** Installs what can be; answers the needs that stay unmet, and has told how to meet them. */
export function prepareTests() {
  const missing = missingNeeds();
  if (missing.length === 0) return [];
  const manager = managerOf();
  const distribution = distributionId();
  const asRoot = manager?.id === 'apt' && process.env.UPGRADE_REVIEW_SKIP_INSTALL !== '1' ? rootPrefix() : undefined;
  if (asRoot) install(packagesFor(missing, manager, distribution), asRoot);
  const still = asRoot ? missingNeeds() : missing;
  if (still.length === 0) return [];
  const advice = manager ? `; to install: ${installCommand(still, manager, distribution)}` : '';
  console.log(`Not to be tested here: ${untested(still)}${advice}`);
  return still;
}

/** Words before a command that make it root's; `undefined` where that takes a password. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram('sudo');
  return sudo && spawnSync(sudo, ['-n', 'true']).status === 0 ? [sudo, '-n'] : undefined;
}

function install(packages, asRoot) {
  console.log(`Installing what the tests compare with (UPGRADE_REVIEW_SKIP_INSTALL=1 does not): ${packages.join(' ')}`);
  const apt = (...args) => {
    const options = patience.flatMap((option) => ['-o', option]);
    const [program, ...words] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...options, ...args];
    const { error, status, stderr } = spawnSync(program, words, {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: installLimit,
    });
    if (status === 0) return undefined;
    const said = (stderr ?? '').split('\n').findLast((line) => line.startsWith('E:'));
    return said ?? error?.message ?? `it ended with ${status}`;
  };
  const add = (...names) => apt('install', '-y', '--no-install-recommends', ...names);
  // An old list of packages may do; only one that is none or too old needs the network.
  if (!add(...packages)) return;
  const why = apt('update') ?? add(...packages);
  if (!why) return;
  console.log(`apt-get: ${why}`);
  // One package that is nowhere must not keep out the others.
  if (/Unable to locate|no installation candidate/.test(why)) for (const name of packages) add(name);
}

function distributionId() {
  try {
    return /^ID="?([\w.-]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
