import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { isWarning, linesOf, mostly } from '../reading/lines';
import { asFarAsListed } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** `zlib 1:1.3.1-1`: a name, a version, and the number of its build. */
const row = /^([a-z0-9@._+][\w@.+-]*) ((?:\d+:)?\w[\w.+~]*-\d+(?:\.\d+)?)$/;

function read(file: ImportFile) {
  const packages: InstalledPackage[] = [];
  for (const { start, text } of linesOf(file.text)) {
    if (text.trim() === '' || isWarning(text)) continue;
    const at = span(start, start + text.length);
    const [, name, version = ''] = row.exec(text.trimEnd()) ?? [];
    if (name === undefined) file.problem('inventory-bad-line', at, 'This line is no package of "pacman -Q" and was left out.');
    else packages.push({ name, version, type: 'alpm', origin: file.origin(at) });
  }
  return inventoryOf(file, 'pacman -Q', [{ packages: asFarAsListed(packages) }]);
}

const help: ImporterHelp = {
  name: 'Packages of an Arch host',
  tells: 'Every installed package with its version. One file for each host.',
  command: 'pacman -Q > inventory.<environment>.<host>.txt',
  fileName: 'inventory.<environment>.<host>.txt',
  example: 'bash 5.2.026-2\nopenssl 3.3.0-1\nzlib 1:1.3.1-1\n',
};

/** `pacman -Q`. */
export const pacman: Importer = { id: 'pacman', help, looksLike: ({ text }) => mostly(text, row), read };
