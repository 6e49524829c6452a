import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import JSZip from 'jszip';
import { classify, headLength } from '../../src/core/package/classify';
import { unitTypes } from '../../src/core/facts/units/system-units';
import type { Reviewed } from './judgements';
import { review } from './review';

/** Packages that carry units, cron files, maintainer scripts, SQL and configuration. */
const usual = (
  'postgresql-15 postgresql-common zabbix-server-pgsql icingadb bacula-director-pgsql bacula-common-pgsql pdns-backend-pgsql ' +
  'roundcube-core roundcube-pgsql tt-rss cacti munin munin-node mdadm sysstat certbot logrotate nginx-common apache2 ' +
  'prometheus-node-exporter unattended-upgrades dovecot-core ntpsec exim4-base mlocate man-db amavisd-new ssl-cert dma spamassassin'
).split(' ');
/** What any production runs besides: only the names of their units count. */
const base =
  'systemd systemd-timesyncd udev dbus rsyslog openssh-server cron ifupdown mariadb-server apparmor init-system-helpers php8.2-fpm'.split(
    ' ',
  );
const sizeLimit = 2 * 1024 * 1024;

function apt(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Downloads and unpacks: files under `data`, maintainer scripts under `control`. `undefined` for an unknown package. */
function unpack(cache: string, name: string): string | undefined {
  const folder = join(cache, name);
  if (existsSync(join(folder, 'control'))) return folder;
  mkdirSync(folder, { recursive: true });
  try {
    apt('apt-get', ['download', name], folder);
  } catch {
    console.error(`${name}: apt knows no such package, left out`);
    return undefined;
  }
  const deb = readdirSync(folder).find((file) => file.endsWith('.deb'));
  if (!deb) return undefined;
  apt('dpkg-deb', ['-x', deb, 'data'], folder);
  apt('dpkg-deb', ['-e', deb, 'control'], folder);
  rmSync(join(folder, deb));
  return folder;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const unitFile = new RegExp(`/systemd/system/([^/]+\\.(?:${unitTypes.join('|')}))$`);

const field = (control: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(control)?.[1] ?? '';

/** The versions that apt would install, of those packages that it knows. One question for all: each takes a second. */
function versionsOf(names: readonly string[], cwd: string): ReadonlyMap<string, string> {
  const known = names.length > 0 ? apt('apt-cache', ['policy', ...names], cwd) : '';
  return new Map(
    [...known.matchAll(/^(\S+):\n.*\n {2}Candidate: (?!\(none\))(.*)$/gm)].map(([, name = '', version = '']) => [name, version]),
  );
}

interface Material {
  readonly zip: JSZip;
  readonly dependencies: Map<string, string>;
  readonly packages: Map<string, string>;
  readonly units: Set<string>;
}

/** The package's files that somebody reads, and its programs. */
function add(name: string, folder: string, { zip, dependencies, packages }: Material): void {
  const control = readFileSync(join(folder, 'control/control'), 'utf8');
  packages.set(name, field(control, 'Version'));
  for (const clause of `${field(control, 'Depends')}, ${field(control, 'Pre-Depends')}`.split(',')) {
    const match = /^\s*([a-z0-9][a-z0-9.+-]+)(?::any)?\s*(?:\(([^)]*)\))?\s*$/.exec(clause);
    if (match?.[1]) dependencies.set(match[1], match[2]?.trim() ?? '*');
  }
  for (const path of filesBelow(folder)) {
    if (statSync(path).size > sizeLimit) continue;
    const content = readFileSync(path);
    const inside = `${name}/${relative(folder, path)}`;
    if (classify(inside, content.subarray(0, headLength)) !== 'other' || /\/s?bin\//.test(path)) zip.file(inside, content);
  }
}

/**
 * Reviews one package made of the files of Debian packages, declared with the dependencies they really have, against a
 * production that has them installed. Nothing in it is known to be wrong. `names`: of Debian packages; none: the usual ones.
 */
export async function reviewDebian(cache: string, names: readonly string[]): Promise<readonly Reviewed[]> {
  mkdirSync(cache, { recursive: true });
  const wanted = names.length > 0 ? names : usual;
  const material: Material = { zip: new JSZip(), dependencies: new Map(), packages: new Map(), units: new Set() };
  for (const name of [...wanted, ...base]) {
    const folder = unpack(cache, name);
    if (!folder) continue;
    for (const path of filesBelow(folder)) {
      const unit = unitFile.exec(path)?.[1];
      if (unit) material.units.add(unit);
    }
    if (wanted.includes(name)) add(name, folder, material);
  }
  const versions = versionsOf([...material.dependencies.keys()], cache);
  for (const name of material.dependencies.keys()) {
    const version = versions.get(name);
    if (version) material.packages.set(name, version);
    else material.dependencies.delete(name);
  }
  const { zip, dependencies, packages, units } = material;
  const ranges = Object.fromEntries([...dependencies].map(([name, range]) => [name, { range, type: 'deb' }]));
  zip.file('manifest.json', JSON.stringify({ name: 'corpus', version: '1.0', reboot: 'none', dependencies: ranges }, undefined, 2));
  const host = {
    name: 'host1',
    os: { id: 'debian', version: '12' },
    packages: [...packages].map(([name, version]) => ({ name, version, type: 'deb' })),
    units: [...units].map((name) => ({ name })),
  };
  const catalog = {
    signers: [{ name: 'Nobody', sha256: '00'.repeat(32) }],
    endpoints: [{ host: 'sftp.retired.example', state: 'retired' }],
  };
  const at = (name: string) => join(cache, name);
  writeFileSync(at('corpus.zip'), await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
  writeFileSync(at('inventory.json'), JSON.stringify({ environments: [{ name: 'production', hosts: [host] }] }));
  writeFileSync(at('catalog.json'), JSON.stringify(catalog));
  const args = [at('corpus.zip'), '--inventory', at('inventory.json'), '--catalog', at('catalog.json')];
  const { verdict, coverage, findings } = await review(cache, args);
  console.log(
    `Debian: ${wanted.length} packages, ${coverage.files} files, ${coverage.reviewed} reviewed, ${findings.length} findings, verdict ${verdict}`,
  );
  // Each Debian package has its own version: its folder in the corpus says which it is.
  return wanted.map((name) => ({
    package: name,
    version: packages.get(name) ?? '',
    findings: findings.filter(({ path }) => path.startsWith(`${name}/`)),
  }));
}
