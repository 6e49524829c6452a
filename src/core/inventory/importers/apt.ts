import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { isWarning, linesOf, sampleOf } from '../reading/lines';
import { asFarAsListed } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** `openssl/stable,now 3.0.15-1~deb12u1 amd64 [installed,automatic]`; without brackets it can be had and is not there. */
const row = /^([a-z0-9][a-z0-9+.-]*)\/\S* (\d\S*) ([a-z0-9-]+)(?: \[([^\]]+)\])?\s*$/;
/** The version that is there, where the line begins with the one to come. */
const before = /^(?:upgradable from|aktualisierbar von): *(\S+)/;
const leftOver = /^(?:residual-config|Konfiguration)/;
/** `Listing... Done`, in any language. */
const head = /^[^/\s.…]{1,40}(?:\.\.\.|…)(?: [^/\s]{1,20})?\s*$/;

function read(file: ImportFile) {
  const packages: InstalledPackage[] = [];
  let arch: string | undefined;
  for (const { start, text } of linesOf(file.text)) {
    if (text.trim() === '' || isWarning(text) || head.test(text)) continue;
    const at = span(start, start + text.length);
    const [, name, listed = '', architecture = '', state] = (row.exec(text) as readonly (string | undefined)[] | null) ?? [];
    if (name === undefined) file.problem('inventory-bad-line', at, 'This line is no package of "apt list" and was left out.');
    if (name === undefined || state === undefined || leftOver.test(state)) continue;
    packages.push({ name, version: before.exec(state)?.[1] ?? listed, type: 'deb', origin: file.origin(at) });
    if (architecture !== 'all') arch ??= architecture;
  }
  return inventoryOf(file, 'apt list', [{ ...(arch !== undefined && { arch }), packages: asFarAsListed(packages) }]);
}

const help: ImporterHelp = {
  name: 'Packages of a Debian or Ubuntu host as apt lists them',
  tells: 'What "apt list --installed" prints. One file for each host.',
  command: 'apt list --installed > inventory.<environment>.<host>.txt',
  fileName: 'inventory.<environment>.<host>.txt',
  example: `Listing... Done
dpkg/stable,now 1.21.22 amd64 [installed]
libpq5/stable,now 15.8-0+deb12u1 amd64 [installed,automatic]
`,
};

/** `apt list`. */
export const apt: Importer = {
  id: 'apt',
  help,
  looksLike: ({ text }) => {
    const lines = sampleOf(text).filter((line) => !isWarning(line) && !head.test(line));
    return lines.length > 0 && lines.filter((line) => row.test(line)).length >= lines.length * 0.8;
  },
  read,
};
