import { span } from '../text/span';
import type { ImportFile } from './import';
import type { InstalledPackage, Inventory } from './inventory';

/** `name`, or `name:architecture` as `${binary:Package}` prints it; a version may be empty for packages that are gone. */
const row = /^([a-z0-9][a-z0-9+.-]*)(?::([a-z0-9-]+))?\t([^\t ]*)(?:\t([^\t]*))?(?:\t([^\t]*))?$/;

/** `${db:Status-Abbrev}`: wanted, present, error. */
const status = /^[uihrp][ncHUFWti][ R]?\s*$/;

/** Only a sample decides what the file is: inventories have thousands of lines. */
const sampleLines = 20;

const lines = (text: string): string[] => text.split(/\r\n|\r|\n/);

export function looksLikeDpkg(text: string): boolean {
  const sample = lines(text.slice(0, 16_384))
    .filter((line) => line.trim() !== '')
    .slice(0, sampleLines);
  return sample.length > 0 && sample.filter((line) => row.test(line)).length >= sample.length * 0.8;
}

/**
 * `dpkg-query -W`, plain or with `-f '${binary:Package}\t${Version}\t${Architecture}\t${db:Status-Abbrev}\n'` (the last
 * two in any order or absent). Without a status column every package with a version counts as installed. The host is
 * the file's name without its endings (`db01.dpkg.txt` is `db01`), the environment comes from the folder: see `placeOf`.
 */
export function importDpkg(file: ImportFile): Inventory {
  const packages: InstalledPackage[] = [];
  const architectures = new Map<string, number>();
  for (const { start, text } of linesWithOffsets(file.text)) {
    const at = span(start, start + text.length);
    const [, name, ownArchitecture, version = '', ...rest] = row.exec(text) ?? [];
    if (name === undefined) {
      if (text.trim() !== '') file.problem('inventory-bad-line', at, 'This line is not "package, tab, version" and was left out.');
      continue;
    }
    const state = rest.find((column) => column !== undefined && status.test(column))?.trim();
    const architecture = ownArchitecture ?? rest.find((column) => column !== undefined && !status.test(column))?.trim();
    if (architecture && architecture !== 'all') architectures.set(architecture, (architectures.get(architecture) ?? 0) + 1);
    if (state && /^.[HUF]/.test(state)) {
      file.problem(
        'inventory-half-installed',
        at,
        `${name} is only half installed on this host (status "${state}") and counts as not installed.`,
      );
    }
    if (version === '' || (state && !isInstalled(state))) continue;
    packages.push({ name, version, type: 'deb', origin: file.origin(at) });
  }
  const { host, environment } = placeOf(file.path);
  const arch = [...architectures].sort((a, b) => b[1] - a[1])[0]?.[0];
  return {
    environments: [
      { name: environment, hosts: [{ name: host, ...(arch && { arch }), packages, origin: file.origin(span(0, 0)) }], databases: [] },
    ],
    services: [],
    sources: [{ path: file.path, format: 'dpkg-query -W' }],
  };
}

/** Second letter: installed, or installed with triggers to come. The first is only what somebody wants (`hi`: held). */
const isInstalled = (state: string): boolean => /^.[iWt]/.test(state);

function* linesWithOffsets(text: string): Generator<{ start: number; text: string }> {
  let start = 0;
  for (const end of text.matchAll(/\r\n|\r|\n|$/g)) {
    yield { start, text: text.slice(start, end.index) };
    start = end.index + end[0].length;
  }
}

const environmentNames = /^(production|staging|stage|preprod|preproduction|uat|qa|test|integration|dev|development|dr)$/i;
const inventoryFolders = /^(\.upgrade-review|inventory|inventories)$/i;

/**
 * Host and environment, which package lists do not name. The folder is the environment if it has a customary name
 * (`staging/db01.txt`) or lies in an inventory folder (`inventory/berlin/db01.txt`); `prod` is `production`.
 * Otherwise the environment is `production`.
 */
export function placeOf(path: string): { host: string; environment: string } {
  const folders = path.split(/[\\/]/);
  const file = folders.pop() ?? '';
  const host = file.replace(/(([._-](dpkg|dpkg-query|packages|pkgs|list))|(\.(txt|tsv|log|out)))+$/i, '');
  const parent = folders.at(-1) ?? '';
  const known = environmentNames.test(parent) || (inventoryFolders.test(folders.at(-2) ?? '') && !inventoryFolders.test(parent));
  const environment = /^(prod|live)$/i.test(parent) ? 'production' : known ? parent : 'production';
  return { host: host || file, environment };
}
