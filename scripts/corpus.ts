/**
 * Reviews a package made of real files: those of Debian packages that carry units, cron files, maintainer scripts, SQL
 * and configuration, declared with the dependencies they really have, against a production that has them installed.
 * Nothing in it is known to be wrong, so every finding is looked at. Needs apt; keeps what it downloads in the cache.
 *
 *     npm run corpus                 the list below
 *     npm run corpus -- nginx-common postgresql-15
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import JSZip from 'jszip';
import { classify, headLength } from '../src/core/package/classify';
import { run } from '../src/cli/run';
import { plainReviewer } from '../src/node/review/in-process';

const cache = join(process.env['UPGRADE_REVIEW_CACHE'] ?? join(homedir(), '.cache/upgrade-review'), 'corpus');
const debs = process.argv.slice(2);
const reviewed =
  debs.length > 0
    ? debs
    : [
        ...[
          'postgresql-15',
          'postgresql-common',
          'zabbix-server-pgsql',
          'icingadb',
          'bacula-director-pgsql',
          'bacula-common-pgsql',
          'pdns-backend-pgsql',
        ],
        ...[
          'roundcube-core',
          'roundcube-pgsql',
          'tt-rss',
          'cacti',
          'munin',
          'munin-node',
          'mdadm',
          'sysstat',
          'certbot',
          'logrotate',
          'nginx-common',
          'apache2',
        ],
        ...[
          'prometheus-node-exporter',
          'unattended-upgrades',
          'dovecot-core',
          'ntpsec',
          'exim4-base',
          'mlocate',
          'man-db',
          'amavisd-new',
          'ssl-cert',
          'dma',
          'spamassassin',
        ],
      ];
/** What any production runs besides: only the names of their units count. */
const base = [
  'systemd',
  'systemd-timesyncd',
  'udev',
  'dbus',
  'rsyslog',
  'openssh-server',
  'cron',
  'ifupdown',
  'mariadb-server',
  'apparmor',
  'init-system-helpers',
  'php8.2-fpm',
];
const sizeLimit = 2 * 1024 * 1024;

function apt(command: string, args: readonly string[], cwd = cache): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Downloads and unpacks: files under `data`, maintainer scripts under `control`. Answers undefined for an unknown package. */
function unpack(name: string): string | undefined {
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

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const unitsOf = (folder: string): string[] =>
  filesBelow(folder)
    .map((path) => /\/systemd\/system\/([^/]+\.(?:service|timer|socket|target|path|mount|slice|automount|swap))$/.exec(path)?.[1])
    .filter((name) => name !== undefined);

const field = (control: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(control)?.[1] ?? '';

async function main(): Promise<number> {
  mkdirSync(cache, { recursive: true });
  const zip = new JSZip();
  const dependencies: Record<string, string> = {};
  const packages = new Map<string, string>();
  const units = new Set<string>();
  const kinds = new Map<string, number>();
  let bytes = 0;

  for (const name of [...reviewed, ...base]) {
    const folder = unpack(name);
    if (!folder) continue;
    for (const unit of unitsOf(folder)) units.add(unit);
    if (!reviewed.includes(name)) continue;
    const control = readFileSync(join(folder, 'control/control'), 'utf8');
    packages.set(name, field(control, 'Version'));
    for (const clause of `${field(control, 'Depends')}, ${field(control, 'Pre-Depends')}`.split(',')) {
      const match = /^\s*([a-z0-9][a-z0-9.+-]+)(?::any)?\s*(?:\(([^)]*)\))?\s*$/.exec(clause);
      if (match?.[1]) dependencies[match[1]] = match[2]?.trim() ?? '*';
    }
    for (const path of filesBelow(folder)) {
      if (statSync(path).size > sizeLimit) continue;
      const content = readFileSync(path);
      const inside = `${name}/${relative(folder, path)}`;
      const kind = classify(inside, content.subarray(0, headLength));
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kind === 'other' && !/\/s?bin\//.test(path)) continue;
      bytes += content.length;
      zip.file(inside, content);
    }
  }
  for (const name of Object.keys(dependencies)) {
    const version = /^Version: (.*)$/m.exec(tryApt(['apt-cache', 'show', '--no-all-versions', name]))?.[1];
    if (version) packages.set(name, version);
    else Reflect.deleteProperty(dependencies, name);
  }
  zip.file(
    'manifest.json',
    JSON.stringify(
      {
        name: 'corpus',
        version: '1.0',
        reboot: 'none',
        dependencies: Object.fromEntries(Object.entries(dependencies).map(([name, range]) => [name, { range, type: 'deb' }])),
      },
      undefined,
      2,
    ),
  );
  const inventory = {
    environments: [
      {
        name: 'production',
        hosts: [
          {
            name: 'host1',
            os: { id: 'debian', version: '12' },
            packages: [...packages].map(([name, version]) => ({ name, version, type: 'deb' })),
            units: [...units].map((name) => ({ name })),
          },
        ],
      },
    ],
  };
  const catalog = {
    signers: [{ name: 'Nobody', sha256: '00'.repeat(32) }],
    endpoints: [{ host: 'sftp.retired.example', state: 'retired' }],
  };
  const [archive, inventoryFile, catalogFile] = ['corpus.zip', 'inventory.json', 'catalog.json'].map((name) => join(cache, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(archive, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
  writeFileSync(inventoryFile, JSON.stringify(inventory));
  writeFileSync(catalogFile, JSON.stringify(catalog));
  console.log(
    `${packages.size} packages known, ${reviewed.length} reviewed, ${(bytes / 1e6).toFixed(1)} MB of files: ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')}\n`,
  );

  const started = performance.now();
  const args = ['preflight', archive, '--inventory', inventoryFile, '--catalog', catalogFile];
  const io = {
    cwd: cache,
    now: () => new Date().toISOString(),
    err: (text: string) => process.stderr.write(text),
    colour: false,
    progress: false,
    reviewer: plainReviewer,
  };
  let json = '';
  await run([...args, '--format', 'json'], { ...io, out: (text) => (json += text) });
  console.log(`reviewed in ${Math.round(performance.now() - started)} ms`);
  const { findings } = JSON.parse(json) as { findings: { rule: string }[] };
  const code = await run(args, { ...io, out: (text) => process.stdout.write(text) });
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const [rule, count] of [...counts].sort()) console.log(`${String(count).padStart(6)} ${rule}`);
  return code === 2 ? 2 : 0;
}

function tryApt([command = '', ...args]: readonly string[]): string {
  try {
    return apt(command, args);
  } catch {
    return '';
  }
}

void main().then((code) => (process.exitCode = code));
