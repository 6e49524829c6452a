import { inventoryOf } from '../reading/hosts';
import { linesOf } from '../reading/lines';
import type { Importer, ImporterHelp, ImportFile } from './importer';

function read(file: ImportFile) {
  const fields = new Map(
    [...linesOf(file.text)].flatMap(({ text }) => {
      const [, key, value = ''] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(text.trim()) ?? [];
      return key === undefined ? [] : [[key, value.replace(/^(['"])(.*)\1$/, '$2')] as const];
    }),
  );
  const version = fields.get('VERSION_ID');
  return inventoryOf(file, 'os-release', [{ os: { id: fields.get('ID') ?? 'linux', ...(version !== undefined && { version }) } }]);
}

const help: ImporterHelp = {
  name: 'Operating system of a host',
  tells: 'Its name and version: the file /etc/os-release, copied.',
  command: 'cat /etc/os-release > inventory.<environment>.<host>.os-release.txt',
  fileName: 'inventory.<environment>.<host>.os-release.txt',
  example: `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
ID=debian
`,
};

/** `/etc/os-release`. */
export const osRelease: Importer = {
  id: 'os-release',
  help,
  looksLike: ({ text }) =>
    /^ID=["']?[a-z0-9._-]+["']?\s*$/m.test(text.slice(0, 4096)) && /^(NAME|PRETTY_NAME|VERSION_ID)=/m.test(text.slice(0, 4096)),
  read,
};
