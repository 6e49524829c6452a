import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import products from './products.json';
import { review, type CorpusReview } from './review';
import { statementsBelow, type Statements } from './statements';

export interface Product {
  readonly name: string;
  readonly version: string;
  readonly review: CorpusReview;
  readonly read: Statements;
}

/** What every Debian server has, and what these products build upon. */
const units =
  'cron ssh rsyslog dbus systemd-timesyncd apparmor networking console-setup keyboard-setup e2scrub_reap postgresql nginx docker containerd'.split(
    ' ',
  );

/** Of Debian 12, where products ask for a version. */
const versions = new Map([
  ['bash', '5.2.15-2+b7'],
  ['systemd', '252.30-1~deb12u2'],
  ['python3', '3.11.2-1+b1'],
  ['perl', '5.36.0-7+deb12u1'],
  ['postgresql-15', '15.8-0+deb12u1'],
]);

/** What any production of these products runs: only the names of packages and units count. */
const inventory = {
  environments: [
    {
      name: 'production',
      hosts: [
        {
          name: 'host1',
          os: { id: 'debian', version: '12' },
          packages: [
            'bash',
            'coreutils',
            'sudo',
            'systemd',
            'cron',
            'openssh-server',
            'postgresql-15',
            'nginx',
            'docker.io',
            'python3',
            'perl',
          ].map((name) => ({ name, version: versions.get(name) ?? '1.0', type: 'deb' })),
          units: units.map((name) => ({ name: `${name}.service` })),
        },
      ],
      databases: [{ name: 'app', engine: 'postgresql', version: '15.8' }],
    },
  ],
};

/** Checks out what is not there yet; needs git and the network. */
function checkOut(folder: string, { repository, commit }: (typeof products)[number]): void {
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  if (existsSync(join(folder, '.git'))) return;
  mkdirSync(folder, { recursive: true });
  git('init', '-q');
  git('remote', 'add', 'origin', repository);
  git('fetch', '-q', '--depth', '1', 'origin', commit);
  git('checkout', '-q', 'FETCH_HEAD');
}

/** Reviews the upgrade material of products from their public repositories, against a plausible production. */
export async function reviewProducts(cache: string, wanted: readonly string[]): Promise<readonly Product[]> {
  const found: Product[] = [];
  mkdirSync(cache, { recursive: true });
  const inventoryFile = join(cache, 'inventory.json');
  writeFileSync(inventoryFile, JSON.stringify(inventory));
  for (const product of products) {
    const name = product.repository.replace('https://github.com/', '');
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const folder = join(cache, name.replace('/', '+'));
    const material = `${folder}.material`;
    try {
      checkOut(folder, product);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      console.error(
        `${name}: left out, it cannot be fetched: ${error instanceof Error ? (error.message.split('\n')[1] ?? error.message) : ''}`,
      );
      continue;
    }
    rmSync(material, { recursive: true, force: true });
    const parts = 'only' in product && product.only ? product.only : ['.'];
    for (const part of parts) {
      if (!existsSync(join(folder, part))) continue;
      cpSync(join(folder, part), join(material, part), {
        recursive: true,
        filter: (path) => !/[\\/]\.git([\\/]|$)/.test(path),
        verbatimSymlinks: true,
      });
    }
    found.push({
      name,
      version: product.commit.slice(0, 12),
      review: await review(cache, [material, '--inventory', inventoryFile, '--confidence', 'possible']),
      read: await statementsBelow(material),
    });
  }
  return found;
}
