import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { linesOf } from '../reading/lines';
import { asFarAsListed } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** `Name        : openssl`; some versions print two fields in a line, the second one behind blanks. */
const field = /^(Name|Epoch|Version|Release|Architecture) *: (\S+)/;

interface Stanza {
  readonly Name: string;
  readonly at: { readonly start: number; readonly end: number };
  Epoch?: string;
  Version?: string;
  Release?: string;
}

function read(file: ImportFile) {
  const packages: InstalledPackage[] = [];
  let arch: string | undefined;
  let stanza: Stanza | undefined;
  const finish = (): void => {
    const own = stanza;
    stanza = undefined;
    if (!own || own.Name === 'gpg-pubkey') return;
    const at = span(own.at.start, own.at.end);
    const { Name: name, Epoch: epoch, Version: version, Release: release } = own;
    if (version === undefined || release === undefined) {
      file.problem('inventory-record', at, `${name} has no version or no release and was left out.`);
      return;
    }
    const full = `${epoch === undefined || epoch === '(none)' ? '' : `${epoch}:`}${version}-${release}`;
    packages.push({ name, version: full, type: 'rpm', origin: file.origin(at) });
  };
  for (const { start, text } of linesOf(file.text)) {
    const [, name, value = ''] = field.exec(text) ?? [];
    if (name === 'Name') {
      finish();
      stanza = { Name: value, at: { start, end: start + text.length } };
    } else if (stanza && (name === 'Epoch' || name === 'Version' || name === 'Release')) stanza[name] ??= value;
    else if (name === 'Architecture' && value !== 'noarch' && value !== '(none)') arch ??= value;
  }
  finish();
  return inventoryOf(file, 'rpm -qai', [{ ...(arch !== undefined && { arch }), packages: asFarAsListed(packages) }]);
}

const help: ImporterHelp = {
  name: 'Packages of an RPM host, in full',
  tells: 'Every installed package with all that rpm knows of it. One file for each host.',
  command: 'rpm -qai > inventory.<environment>.<host>.txt',
  fileName: 'inventory.<environment>.<host>.txt',
  example: `Name        : openssl
Epoch       : 1
Version     : 3.0.7
Release     : 27.el9
Architecture: x86_64
Summary     : Utilities from the general purpose cryptography library
`,
};

/** `rpm -qai`, `rpm -qi name`. */
export const rpmInfo: Importer = {
  id: 'rpm-info',
  help,
  looksLike: ({ text }) => /^Name +: \S/m.test(text.slice(0, 4096)) && /^Release +: \S/m.test(text.slice(0, 8192)),
  read,
};
