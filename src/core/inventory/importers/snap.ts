import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { linesOf, sampleOf } from '../reading/lines';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const head = /^Name\s+Version\s+Rev\s+Tracking\b/;
const row = /^([a-z0-9][a-z0-9-]*)\s+(\S+)\s+x?\d+\s/;

function read(file: ImportFile) {
  const packages = [...linesOf(file.text)].flatMap(({ start, text }): InstalledPackage[] => {
    const [, name, version = ''] = row.exec(text) ?? [];
    return name === undefined ? [] : [{ name, version, type: 'snap', origin: file.origin(span(start, start + text.length)) }];
  });
  return inventoryOf(file, 'snap list', [{ packages }]);
}

const help: ImporterHelp = {
  name: 'Snaps of a host',
  tells: 'Every snap with its version. One file for each host.',
  command: 'snap list > inventory.<environment>.<host>.snap.txt',
  fileName: 'inventory.<environment>.<host>.snap.txt',
  example: `Name    Version       Rev    Tracking       Publisher   Notes
core22  20240408      1380   latest/stable  canonical   base
lxd     5.21.1-43998  28460  5.21/stable    canonical   -
`,
};

/** `snap list`. */
export const snap: Importer = { id: 'snap', help, looksLike: ({ text }) => sampleOf(text).some((line) => head.test(line)), read };
