/**
 * What the tests compare with, as programs: how each is found, which package of which manager brings it, and what
 * nobody has tried where it is missing.
 */
import { findChromium, findPostgresServer, findProgram, hasDisplay, thisMachine } from './programs.mjs';

/**
 * `packages` by manager, or by the ID of a distribution that differs; `untested` names what nobody has tried without it.
 * @typedef {{ name: string, isThere: (machine: import('./programs.mjs').Machine) => boolean, packages: Record<string, string>, untested: string, platforms: string[] }} Need
 */

const everywhere = ['linux', 'darwin', 'win32'];
const unix = ['linux', 'darwin'];
const program = (name, packages, untested, platforms = unix) => ({
  name,
  isThere: (machine) => findProgram(name, machine) !== undefined,
  packages,
  untested,
  platforms,
});
const same = (name) => ({ apt: name, dnf: name, brew: name });

/** A display for VS Code itself, where there is none. */
const display = (name, packages) => ({
  ...program(name, packages, 'the suite in VS Code itself', ['linux']),
  isThere: (machine) => hasDisplay(machine) || findProgram(name, machine) !== undefined,
});

/** @type {readonly Need[]} */
export const needs = [
  {
    ...program(
      'Chromium',
      { ...same('chromium'), ubuntu: 'chromium-browser', brew: 'google-chrome' },
      'the walk through the window',
      everywhere,
    ),
    isThere: (machine) => findChromium(machine) !== undefined,
  },
  display('xvfb-run', { apt: 'xvfb', dnf: 'xorg-x11-server-Xvfb' }),
  display('xauth', { apt: 'xauth', dnf: 'xorg-x11-xauth' }),
  program('git', same('git'), 'patches as git takes them', everywhere),
  program('patch', { ...same('patch'), brew: 'gpatch' }, 'patches as patch takes them'),
  program('unzip', same('unzip'), 'archives as unzip reads them'),
  program('zipinfo', same('unzip'), 'archives as zipinfo lists them'),
  program('zip', same('zip'), 'archives that zip made'),
  program('7z', { apt: 'p7zip-full', dnf: 'p7zip-plugins', brew: 'p7zip' }, 'archives of 7-Zip'),
  program('python3', { ...same('python3'), brew: 'python' }, 'archives and settings as Python reads them'),
  program('sqlite3', { apt: 'sqlite3', dnf: 'sqlite', brew: 'sqlite' }, 'what rules say of migrations of SQLite'),
  program('tar', { ...same('tar'), brew: 'gnu-tar' }, 'tar archives'),
  program('gzip', same('gzip'), 'gzip archives'),
  program('xz', { apt: 'xz-utils', dnf: 'xz', brew: 'xz' }, 'xz archives'),
  program('lzma', { apt: 'xz-utils', dnf: 'xz-lzma-compat', brew: 'xz' }, 'LZMA archives'),
  program('bzip2', same('bzip2'), 'bzip2 archives'),
  program('zstd', same('zstd'), 'zstd archives'),
  program('dpkg-deb', same('dpkg'), 'Debian packages'),
  program('dpkg', same('dpkg'), 'versions as dpkg orders them'),
  program('dpkg-query', same('dpkg'), 'the packages of this machine'),
  program('ar', same('binutils'), 'Debian packages of old'),
  program('rpm', same('rpm'), 'versions as rpm orders them'),
  program('rpmbuild', { apt: 'rpm', dnf: 'rpm-build', brew: 'rpm' }, 'RPM packages'),
  program('gpg', { ...same('gnupg'), brew: 'gnupg' }, 'keys that GnuPG made'),
  program('openssl', { ...same('openssl'), brew: 'openssl@3' }, 'certificates that openssl made'),
  ...['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'].map((name) =>
    program(`${name}sum`, same('coreutils'), 'checksums as coreutils makes and checks them'),
  ),
  program('mkfifo', same('coreutils'), 'files that are none'),
  program('diff', same('diffutils'), 'patches that diff made'),
  program('sh', { apt: 'dash', dnf: 'bash', brew: 'dash' }, 'what a shell makes'),
  program('bash', same('bash'), 'scripts as bash reads them'),
  program('psql', { apt: 'postgresql-client', dnf: 'postgresql', brew: 'postgresql@17' }, 'migrations on a PostgreSQL server'),
  {
    ...program('initdb', { apt: 'postgresql', dnf: 'postgresql-server', brew: 'postgresql@17' }, 'migrations on a PostgreSQL server'),
    isThere: (machine) => findPostgresServer(machine) !== undefined,
  },
  ...['mariadbd', 'mariadb-install-db'].map((name) =>
    program(name, { apt: 'mariadb-server-core', dnf: 'mariadb-server', brew: 'mariadb' }, 'changes of tables on a MariaDB server'),
  ),
  program('mariadb', { apt: 'mariadb-client-core', dnf: 'mariadb', brew: 'mariadb' }, 'changes of tables on a MariaDB server'),
  program('readelf', { apt: 'binutils', dnf: 'binutils' }, 'programs as readelf reads them', ['linux']),
  program('script', { apt: 'bsdutils', dnf: 'util-linux' }, 'colours on a terminal', ['linux']),
  program('systemd-analyze', { apt: 'systemd', dnf: 'systemd' }, 'units as systemd reads them', ['linux']),
];

/** The needs that a machine does not meet. @returns {Need[]} */
export const missingNeeds = (machine = thisMachine) =>
  needs.filter(({ platforms, isThere }) => platforms.includes(machine.platform) && !isThere(machine));

/** Package managers by preference, with what they are told. */
const managers = [
  { id: 'apt', program: 'apt-get', words: ['apt-get', 'install', '-y', '--no-install-recommends'], asRoot: true },
  { id: 'dnf', program: 'dnf', words: ['dnf', 'install', '-y'], asRoot: true },
  { id: 'brew', program: 'brew', words: ['brew', 'install'], asRoot: false },
];

/** The package manager of a machine. */
export const managerOf = (machine = thisMachine) => managers.find(({ program }) => findProgram(program, machine));

/** Names of the packages that bring what is missing, each once; `distribution` is the ID of its os-release. */
export const packagesFor = (missing, manager, distribution) => [
  ...new Set(missing.flatMap(({ packages }) => packages[distribution] ?? packages[manager.id] ?? [])),
];

/** The command that a person types. @returns {string} */
export function installCommand(missing, manager, distribution) {
  return [...(manager.asRoot ? ['sudo'] : []), ...manager.words, ...packagesFor(missing, manager, distribution)].join(' ');
}

/** `RPM packages (no rpmbuild); …` @param {readonly Need[]} missing */
export function untested(missing) {
  const names = new Map();
  for (const { name, untested } of missing) names.set(untested, [...(names.get(untested) ?? []), name]);
  return [...names].map(([what, programs]) => `${what} (no ${programs.join(', no ')})`).join('; ');
}
