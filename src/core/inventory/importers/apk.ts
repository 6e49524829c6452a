import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { isWarning, linesOf, mostly } from '../reading/lines';
import { asFarAsListed } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** `musl-1.2.5-r0`, with ` - description` of `-vv`, or ` x86_64 {musl} (MIT) [installed]` of `apk list -I`. */
const row = /^([a-zA-Z0-9][\w+.@-]*?)-(\d[\w.~]*-r\d+)(?: - .*| (\S+) \{.*)?$/;

function read(file: ImportFile) {
  const packages: InstalledPackage[] = [];
  let arch: string | undefined;
  for (const { start, text } of linesOf(file.text)) {
    if (text.trim() === '' || isWarning(text)) continue;
    const at = span(start, start + text.length);
    const [, name, version = '', architecture] = (row.exec(text.trimEnd()) as readonly (string | undefined)[] | null) ?? [];
    if (name === undefined) file.problem('inventory-bad-line', at, 'This line is no package of "apk info -v" and was left out.');
    else packages.push({ name, version, type: 'apk', origin: file.origin(at) });
    if (architecture !== undefined && architecture !== 'noarch') arch ??= architecture;
  }
  return inventoryOf(file, 'apk info -v', [{ ...(arch !== undefined && { arch }), packages: asFarAsListed(packages) }]);
}

const help: ImporterHelp = {
  name: 'Packages of an Alpine host',
  tells: 'Every installed package with its version. One file for each host.',
  command: 'apk info -v > inventory.<environment>.<host>.txt',
  fileName: 'inventory.<environment>.<host>.txt',
  example: 'musl-1.2.5-r0\nlibcrypto3-3.3.2-r1\n',
};

/** `apk info -v` and `-vv`, `apk list --installed`. */
export const apk: Importer = { id: 'apk', help, looksLike: ({ text }) => mostly(text, row), read };
