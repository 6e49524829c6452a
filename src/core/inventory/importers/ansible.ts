import { span } from '../../text/span';
import type { InstalledPackage, InstalledUnit } from '../inventory';
import { inventoryOf, isLoopback, type FoundHost } from '../reading/hosts';
import { parsed } from '../reading/documents';
import { seeker } from '../reading/seek';
import { at, isRecord, named, recordOf, recordsOf, textOf, type JsonRecord } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile, Sample } from './importer';

/** `app01 | SUCCESS => {` */
const adHoc = /^(\S+) \| (SUCCESS|CHANGED|UNREACHABLE!|FAILED!?)(?: [^=\n]*)?=> *(?=\{)/gm;
const sources: ReadonlyMap<string, string> = new Map(
  Object.entries({ apt: 'deb', rpm: 'rpm', dnf: 'rpm', zypper: 'rpm', apk: 'apk', pip: 'pypi', pip3: 'pypi' }),
);

interface Facts {
  readonly host?: string;
  readonly facts: JsonRecord;
}

function read(file: ImportFile) {
  const find = seeker(file);
  const hosts = factsIn(file, (start, state) => file.problem('inventory-unreachable', span(start, start + 1), lostWords(state)));
  return inventoryOf(
    file,
    'Ansible facts',
    hosts.map(({ host, facts }) => hostOf(host, facts, find)),
  );
}

/** Why nothing is known of a host, by what Ansible says before. */
function lostWords(state: string): string {
  if (state.startsWith('UNREACHABLE')) return 'Ansible could not reach this host.';
  if (state.startsWith('FAILED')) return 'What Ansible ran on this host has failed, and told no facts; its message says why.';
  return 'What Ansible has printed for this host is no whole JSON: it is cut off, or tells no facts; collect it anew.';
}

function hostOf(said: string | undefined, facts: JsonRecord, find: ReturnType<typeof seeker>): FoundHost {
  const fact = (name: string): string | undefined => named(facts, `ansible_${name}`, name);
  const name = (said !== undefined && isLoopback(said) ? undefined : said) ?? fact('hostname') ?? fact('nodename') ?? fact('fqdn');
  const id = fact('distribution')?.toLowerCase().replaceAll(' ', '');
  const version = fact('distribution_version');
  const arch = fact('architecture');
  const time = facts['ansible_date_time'] ?? facts['date_time'];
  const [collectedAt, timezone] = [textOf(at(time, 'iso8601')), textOf(at(time, 'tz_name'))];
  const disks = recordsOf(facts['ansible_mounts'] ?? facts['mounts']).flatMap(diskOf);
  return {
    ...(name !== undefined && { name }),
    ...(disks.length > 0 && { disks }),
    ...(id !== undefined && { os: { id: ids.get(id) ?? id, ...(version !== undefined && { version: shortened(id, version) }) } }),
    ...(arch !== undefined && { arch }),
    ...(collectedAt !== undefined && { collectedAt }),
    ...(timezone !== undefined && { timezone }),
    ...(isRecord(facts['packages']) && { packages: packagesOf(facts['packages'], find) }),
    // Timers, sockets and others are not among them.
    ...(isRecord(facts['services']) && { units: servicesOf(facts['services'], find), unitsCut: true }),
  };
}

/** A file system that something can be installed on. */
function diskOf(row: JsonRecord): NonNullable<FoundHost['disks']> {
  const [mount, free] = [textOf(row['mount']), Number(textOf(row['size_available']) ?? NaN)];
  const isSmall = /^(tmpfs|devtmpfs|squashfs|iso9660|overlay|vfat)$/.test(textOf(row['fstype']) ?? '');
  return mount === undefined || Number.isNaN(free) || isSmall ? [] : [{ mount, freeMb: Math.floor(free / 1024 / 1024) }];
}

/** What os-release calls the distributions. */
const ids: ReadonlyMap<string, string> = new Map(
  Object.entries({ redhat: 'rhel', oraclelinux: 'ol', amazon: 'amzn', opensuseleap: 'opensuse-leap', suse: 'sles' }),
);

/** Debian's point releases are one VERSION_ID. */
const shortened = (id: string, version: string): string => (id === 'debian' ? (version.split('.')[0] ?? version) : version);

const packagesOf = (packages: JsonRecord, find: ReturnType<typeof seeker>): InstalledPackage[] =>
  Object.entries(packages).flatMap(([key, entries]) => {
    const origin = find(key);
    return (Array.isArray(entries) ? recordsOf(entries) : [recordOf(entries)]).flatMap((entry) => {
      const version = textOf(entry['version']);
      if (version === undefined || key === 'gpg-pubkey') return [];
      const type = sources.get(textOf(entry['source']) ?? '');
      const [epoch, release] = [textOf(entry['epoch']), textOf(entry['release'])];
      const full = `${epoch === undefined || epoch === '0' ? '' : `${epoch}:`}${version}${release === undefined ? '' : `-${release}`}`;
      return [{ name: textOf(entry['name']) ?? key, version: full, ...(type !== undefined && { type }), origin }];
    });
  });

const servicesOf = (services: JsonRecord, find: ReturnType<typeof seeker>): InstalledUnit[] =>
  Object.entries(services).map(([key, entry]) => {
    const [state, status] = [textOf(at(entry, 'state')), textOf(at(entry, 'status'))];
    const known = status ?? (state === 'unknown' ? undefined : state);
    return { name: /\.\w+$/.test(key) ? key : `${key}.service`, ...(known !== undefined && { state: known }), origin: find(key) };
  });

/** The facts of each host; `lost` hears of hosts that gave none, with what Ansible says of them. */
function factsIn({ text, documents }: Sample, lost: (start: number, state: string) => void): readonly Facts[] {
  const found = documents();
  if (found) return found.filter(isRecord).flatMap((document) => factsOf(document));
  const starts = [...text.matchAll(adHoc)];
  return starts.flatMap(({ 0: head, 1: host = '', 2: state = '', index }, number) => {
    const printed = text.slice(index + head.length, starts[number + 1]?.index ?? text.length);
    // Hosts that gave nothing may be told of in words.
    const document = parsed(printed) ?? parsed(printed.slice(0, printed.lastIndexOf('}') + 1));
    const facts = recordOf(at(document, 'ansible_facts'));
    if (Object.keys(facts).length > 0) return [{ host, facts }];
    lost(index, state);
    return [];
  });
}

function factsOf(document: JsonRecord): Facts[] {
  const inner = document['ansible_facts'];
  if (isRecord(inner)) return [{ facts: inner }];
  if (isFacts(document)) return [{ facts: document }];
  // By host, as people collect them in one file.
  return Object.entries(document).flatMap(([host, value]) => {
    const facts = recordOf(at(value, 'ansible_facts') ?? value);
    return isFacts(facts) ? [{ host, facts }] : [];
  });
}

const isFacts = (facts: JsonRecord): boolean =>
  Object.keys(facts).some((key) => /^ansible_(distribution|hostname|architecture|os_family)$/.test(key)) ||
  isPackages(facts['packages']) ||
  isServices(facts['services']) ||
  ('distribution' in facts && 'os_family' in facts);

const isPackages = (value: unknown): boolean => {
  const [first] = isRecord(value) ? Object.values(value) : [];
  return recordsOf(first).some((entry) => 'version' in entry && 'source' in entry);
};

const isServices = (value: unknown): boolean => {
  const [first] = isRecord(value) ? Object.values(value) : [];
  return isRecord(first) && 'state' in first && 'source' in first;
};

const help: ImporterHelp = {
  name: 'Facts that Ansible has gathered',
  tells: 'Packages, services and the system of hosts: output of ad-hoc commands, files of --tree, or the fact cache.',
  command: 'ansible all -m package_facts --tree facts && ansible all -m service_facts',
  fileName: 'inventory.<environment>.<host>.ansible.json',
  example: `{
  "ansible_facts": {
    "packages": {
      "libpq5": [{ "name": "libpq5", "version": "15.8-0+deb12u1", "arch": "amd64", "source": "apt" }]
    }
  },
  "changed": false
}
`,
};

/** `package_facts`, `service_facts` and `setup`, in all forms that Ansible writes them. */
export const ansible: Importer = {
  id: 'ansible',
  help,
  looksLike(sample) {
    const [first] = sample.documents() ?? [];
    return first === undefined
      ? new RegExp(adHoc.source, 'm').test(sample.text.slice(0, 16_384))
      : isRecord(first) && !('environments' in first) && factsOf(first).length > 0;
  },
  read,
};
