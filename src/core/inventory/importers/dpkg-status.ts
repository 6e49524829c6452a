import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { linesOf } from '../reading/lines';
import { asFarAsListed } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

function read(file: ImportFile) {
  const packages: InstalledPackage[] = [];
  let arch: string | undefined;
  let stanza: { name?: string; version?: string; status?: string; at?: { readonly start: number; readonly end: number } } = {};
  const finish = (): void => {
    const { name, version, status, at } = stanza;
    stanza = {};
    if (name === undefined || at === undefined) return;
    if (version === undefined && status === undefined)
      file.problem('inventory-record', span(at.start, at.end), `${name} has neither a status nor a version and was left out.`);
    else if (version !== undefined && / (installed|triggers-(awaited|pending))$/.test(status ?? ' installed'))
      packages.push({ name, version, type: 'deb', origin: file.origin(span(at.start, at.end)) });
  };
  for (const { start, text } of linesOf(file.text)) {
    if (text.trim() === '') finish();
    const [, field, value = ''] = /^(Package|Version|Status|Architecture):(.*)$/.exec(text) ?? [];
    if (field === 'Package') stanza = { ...stanza, name: value.trim(), at: { start, end: start + text.length } };
    else if (field === 'Version') stanza.version = value.trim();
    else if (field === 'Status') stanza.status = value.trim();
    else if (field === 'Architecture' && value.trim() !== 'all') arch ??= value.trim();
  }
  finish();
  return inventoryOf(file, 'dpkg status', [{ ...(arch !== undefined && { arch }), packages: asFarAsListed(packages) }]);
}

const help: ImporterHelp = {
  name: 'Database of dpkg',
  tells: 'The file /var/lib/dpkg/status of a Debian or Ubuntu host, copied.',
  fileName: 'inventory.<environment>.<host>.status.txt',
  example: `Package: libpq5
Status: install ok installed
Architecture: amd64
Version: 15.8-0+deb12u1
Description: PostgreSQL C client library
 A library for programs.
`,
};

/** `/var/lib/dpkg/status`, and what `dpkg -s` prints. */
export const dpkgStatus: Importer = {
  id: 'dpkg-status',
  help,
  looksLike: ({ text }) => /^Package: \S+\r?$/m.test(text.slice(0, 4096)) && /^(Status|Version): /m.test(text.slice(0, 8192)),
  read,
};
