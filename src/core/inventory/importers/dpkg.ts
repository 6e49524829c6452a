import { span } from '../../text/span';
import type { InstalledPackage, Inventory } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { linesOf, mostly } from '../reading/lines';
import { asFarAsListed } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile, Sample } from './importer';

/** `name`, or `name:architecture` as `${binary:Package}` prints it; a version begins with a digit, and may be empty for packages that are gone. */
const row = /^([a-z0-9][a-z0-9+.-]*)(?::([a-z0-9-]+))?\t(\d[^\t ]*|)(?:\t([^\t]*))?(?:\t([^\t]*))?$/;

/** `${db:Status-Abbrev}`: wanted, present, error. */
const abbreviation = /^[uihrp]([ncHUFWti])[ R]?\s*$/;

/** `${Status}`: wanted, error, present. */
const status = /^(?:unknown|install|hold|deinstall|purge) (?:ok|reinstreq) ([a-z-]+)\s*$/;

type Presence = 'installed' | 'half-installed' | 'gone';

/** Installed, also with triggers to come; the wish (`hi`: held) does not matter. */
const presences: ReadonlyMap<string, Presence> = new Map(
  Object.entries({
    i: 'installed',
    W: 'installed',
    t: 'installed',
    H: 'half-installed',
    U: 'half-installed',
    F: 'half-installed',
    installed: 'installed',
    'triggers-awaited': 'installed',
    'triggers-pending': 'installed',
    'half-installed': 'half-installed',
    'half-configured': 'half-installed',
    unpacked: 'half-installed',
  }),
);

const presenceOf = (column: string): Presence | undefined => {
  const word = (abbreviation.exec(column) ?? status.exec(column))?.[1];
  return word === undefined ? undefined : (presences.get(word) ?? 'gone');
};

/** Terminals make spaces of tabs. Two words in a line are not much of a form, so a name must be there that every such host has. */
const spaced = /^([a-z0-9][a-z0-9+.-]*(?::[a-z0-9-]+)?) +(\d\S*)(?: +([a-z0-9-]+))?(?: +([uihrp][ncHUFWti]))? *$/;
const isSpaced = (text: string): boolean => mostly(text, spaced) && /^(?:dpkg|base-files|libc6:[a-z0-9]+) +\d/m.test(text);

const looksLike = ({ text }: Sample): boolean => mostly(text, row) || isSpaced(text);

function read(file: ImportFile): Inventory {
  const packages: InstalledPackage[] = [];
  const architectures = new Map<string, number>();
  const hasSpaces = !mostly(file.text, row);
  for (const { start, text } of linesOf(file.text)) {
    const at = span(start, start + text.length);
    const line = hasSpaces ? (spaced.exec(text)?.slice(1).filter(Boolean).join('\t') ?? text) : text;
    const [, name, ownArchitecture, version = '', ...rest] = row.exec(line) ?? [];
    if (name === undefined) {
      if (text.trim() !== '') file.problem('inventory-bad-line', at, 'This line is not "package, tab, version" and was left out.');
      continue;
    }
    // Optional groups that did not take part are undefined, whatever the library's types say.
    const columns = rest.flatMap((column: string | undefined) => column ?? []);
    const presence = columns.map(presenceOf).find((found) => found !== undefined) ?? 'installed';
    const architecture = ownArchitecture ?? columns.find((column) => /^[a-z0-9-]+$/.test(column) && !presenceOf(column));
    if (architecture && architecture !== 'all') architectures.set(architecture, (architectures.get(architecture) ?? 0) + 1);
    if (presence === 'half-installed')
      file.problem('inventory-half-installed', at, `${name} is only half installed on this host and counts as not installed.`);
    if (version !== '' && presence === 'installed') packages.push({ name, version, type: 'deb', origin: file.origin(at) });
  }
  const arch = [...architectures].sort((a, b) => b[1] - a[1])[0]?.[0];
  return inventoryOf(file, 'dpkg-query -W', [{ ...(arch !== undefined && { arch }), packages: asFarAsListed(packages) }]);
}

const help: ImporterHelp = {
  name: 'Packages of a Debian or Ubuntu host',
  tells: 'Every installed package with its version. One file for each host.',
  command:
    "dpkg-query -W -f '${binary:Package}\\t${Version}\\t${Architecture}\\t${db:Status-Abbrev}\\n' > inventory.<environment>.<host>.txt",
  fileName: 'inventory.<environment>.<host>.txt',
  example: 'libpq5\t15.8-0+deb12u1\tamd64\tii \nopenssl\t3.0.15-1~deb12u1\tamd64\tii \n',
};

/**
 * `dpkg-query -W`, plain or with `-f '${binary:Package}\t${Version}\t${Architecture}\t${db:Status-Abbrev}\n'` (the last
 * two in any order or absent, `${Status}` as well). Without a status column every package with a version counts as
 * installed. Host and environment come from the file's path: see `placeOf`.
 */
export const dpkg: Importer = { id: 'dpkg', help, looksLike, read };
