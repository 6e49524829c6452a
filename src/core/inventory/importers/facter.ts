import { inventoryOf } from '../reading/hosts';
import { at, recordOf, textOf } from '../reading/value';
import { systemOf } from '../reading/puppet';
import type { Importer, ImporterHelp, ImportFile } from './importer';

function read(file: ImportFile) {
  const facts = recordOf(file.documents()?.[0]);
  const name = textOf(at(facts, 'networking', 'hostname')) ?? textOf(facts['hostname']) ?? textOf(at(facts, 'networking', 'fqdn'));
  return inventoryOf(file, 'Facter', [{ ...(name !== undefined && { name }), ...systemOf(facts) }]);
}

const help: ImporterHelp = {
  name: 'Facts of Facter',
  tells: 'The operating system, its version and the architecture of a host.',
  command: 'facter --json > inventory.<environment>.<host>.facter.json',
  fileName: 'inventory.<environment>.<host>.facter.json',
  example: `{
  "os": { "name": "Debian", "family": "Debian", "architecture": "amd64", "release": { "full": "12.11", "major": "12" } },
  "timezone": "UTC"
}
`,
};

/** `facter --json`. */
export const facter: Importer = {
  id: 'facter',
  isWhole: true,
  help,
  looksLike({ documents }) {
    const os = at(documents()?.[0], 'os');
    return textOf(at(os, 'name')) !== undefined && (at(os, 'family') !== undefined || at(os, 'release') !== undefined);
  },
  read,
};
