import { groupBy } from '../../text/groups';
import type { InstalledPackage } from '../inventory';
import { inventoryOf, type FoundHost } from '../reading/hosts';
import { systemOf } from '../reading/puppet';
import { seeker } from '../reading/seek';
import { listOf, recordOf, rowsOf, textOf } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    apt: 'deb',
    dpkg: 'deb',
    yum: 'rpm',
    dnf: 'rpm',
    rpm: 'rpm',
    zypper: 'rpm',
    pip: 'pypi',
    pip3: 'pypi',
    gem: 'gem',
    npm: 'npm',
    apk: 'apk',
  }),
);

function read(file: ImportFile) {
  const find = seeker(file);
  const rows = rowsOf(file.documents() ?? []);
  const make = (name: unknown, version: unknown, provider: unknown): InstalledPackage[] => {
    const [called, numbered] = [textOf(name), textOf(version)];
    const type = types.get(textOf(provider) ?? '');
    if (called === undefined || numbered === undefined) return [];
    return [{ name: called, version: numbered, ...(type !== undefined && { type }), origin: find(called) }];
  };
  const hosts = [...groupBy(rows, (row) => textOf(row['certname']))].map(([name, own]): FoundHost => {
    const packages = own.flatMap((row) =>
      'package_name' in row
        ? make(row['package_name'], row['version'], row['provider'])
        : listOf(row['package_inventory']).flatMap((entry) => make(...(listOf(entry) as [unknown, unknown, unknown]))),
    );
    const facts = own.find((row) => 'values' in row);
    const [collectedAt, environment] = [textOf(facts?.['producer_timestamp']), textOf(facts?.['environment'])];
    return {
      ...(name !== undefined && { name }),
      // Puppet calls every environment so that nobody named.
      ...(environment !== undefined && environment !== 'production' && { environment }),
      ...systemOf(recordOf(facts?.['values'])),
      ...(collectedAt !== undefined && { collectedAt }),
      ...(packages.length > 0 && { packages }),
    };
  });
  return inventoryOf(file, 'PuppetDB', hosts);
}

const help: ImporterHelp = {
  name: 'Hosts as PuppetDB knows them',
  tells: 'Packages and systems of all hosts: answers of package-inventory and of facts.',
  command: 'curl -s http://localhost:8080/pdb/query/v4/package-inventory > inventory.<environment>.json',
  fileName: 'inventory.<environment>.puppetdb.json',
  example: `[
  { "certname": "host01", "package_name": "libpq5", "version": "15.8-0+deb12u1", "provider": "apt" }
]
`,
};

/** Answers of PuppetDB: package inventories, and facts with or without one. */
export const puppetdb: Importer = {
  id: 'puppetdb',
  help,
  looksLike({ documents }) {
    const [first] = rowsOf(documents()?.slice(0, 1) ?? []);
    return first !== undefined && 'certname' in first && ('package_name' in first || 'values' in first || 'package_inventory' in first);
  },
  read,
};
