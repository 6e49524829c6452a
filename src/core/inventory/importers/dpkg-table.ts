import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { linesOf } from '../reading/lines';
import { asFarAsListed, byItself } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** Wanted, present, error; then name, version, architecture. */
const row = /^([uihrp][ncHUFWti])[ R]? +([a-z0-9][a-z0-9+.-]*)(?::([a-z0-9-]+))? +(\S+)(?: +([a-z0-9-]+))?(?: |$)/;
/** The line below the headings, which are in the language of whoever ran it. */
const rule = /^\+\+\+-[=-]+/m;
const fromPager = /^(Desired=|\| |\|\/|\|\|\/)/;

function read(file: ImportFile) {
  const packages: InstalledPackage[] = [];
  const below = rule.exec(file.text);
  const columns = columnsOf(below?.[0] ?? '');
  const hasArchitectures = below?.[0].split('-').length !== 4;
  let cut = 0;
  let arch: string | undefined;
  for (const { start, text } of linesOf(file.text)) {
    if (text.trim() === '' || start <= (below?.index ?? -1) || rule.test(text) || fromPager.test(text)) continue;
    const at = span(start, start + text.length);
    const [, status = '', name, qualifier, version = '', column] = (row.exec(text) as readonly (string | undefined)[] | null) ?? [];
    if (name === undefined) {
      file.problem('inventory-bad-line', at, 'This line is no package of "dpkg -l" and was left out.');
      continue;
    }
    if (!/[iWt]/.test(status.charAt(1))) continue;
    const architecture = qualifier ?? (hasArchitectures ? column : undefined);
    if (architecture !== undefined && architecture !== 'all') arch ??= architecture;
    // A name or version that fills its column may go on.
    if (columns && (name.length + (qualifier ? qualifier.length + 1 : 0) >= columns.name || version.length >= columns.version)) cut++;
    else packages.push({ name, version, type: 'deb', origin: file.origin(at) });
  }
  if (cut > 0)
    file.problem(
      'inventory-cut',
      span(0, 0),
      `${cut} names or versions may be cut to the width of a terminal and were left out; collect them with "dpkg-query -W".`,
    );
  return inventoryOf(file, 'dpkg -l', [
    { ...(arch !== undefined && { arch }), packages: cut > 0 ? packages.map(byItself) : asFarAsListed(packages) },
  ]);
}

/**
 * Widths of the columns for names and versions by the line below the headings, if they may cut: until 1.17 dpkg shared the width of
 * the terminal out evenly, from 14 and 12 characters up (14 and 14 without a column for the architecture); since then it makes them as
 * wide as what is in them.
 */
function columnsOf(line: string): { readonly name: number; readonly version: number } | undefined {
  const [name = 0, version = 0, ...more] = line
    .split('-')
    .slice(1)
    .map(({ length }) => length);
  const isShared = more.length === 1 ? name === version : name - 14 === version - 12;
  return isShared && name >= 14 ? { name, version } : undefined;
}

const help: ImporterHelp = {
  name: 'Packages of a Debian or Ubuntu host as a table',
  tells: 'What "dpkg -l" prints. One file for each host.',
  command: 'dpkg -l | cat > inventory.<environment>.<host>.txt',
  fileName: 'inventory.<environment>.<host>.txt',
  example: `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
||/ Name           Version          Architecture Description
+++-==============-================-============-=================================
ii  libpq5:amd64   15.8-0+deb12u1   amd64        PostgreSQL C client library
`,
};

/** The table of `dpkg -l`. */
export const dpkgTable: Importer = {
  id: 'dpkg-table',
  help,
  looksLike: ({ text }) => /^\|\|\/ Name +\S/m.test(text.slice(0, 4096)) || /^ii {2}[a-z0-9]\S+ +\d/m.test(text.slice(0, 4096)),
  read,
};
