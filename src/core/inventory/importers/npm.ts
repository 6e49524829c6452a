import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { seeker } from '../reading/seek';
import { isRecord, recordOf, textOf, type JsonRecord } from '../reading/value';
import { span } from '../../text/span';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** Trees of packages are as deep as somebody makes them. */
const maxDepth = 40;

function read(file: ImportFile) {
  const find = seeker(file);
  const packages = new Map<string, InstalledPackage>();
  let missing = 0;
  const walk = (dependencies: JsonRecord, depth: number): void => {
    for (const [name, entry] of Object.entries(dependencies)) {
      if (!isRecord(entry)) continue;
      const version = textOf(entry['version']);
      if (version !== undefined) packages.set(`${name} ${version}`, { name, version, type: 'npm', origin: find(name) });
      else if (entry['missing'] === true) missing++;
      if (depth < maxDepth) walk(recordOf(entry['dependencies']), depth + 1);
    }
  };
  walk(recordOf(recordOf(file.documents()?.[0])['dependencies']), 0);
  if (missing > 0) file.problem('inventory-record', span(0, 0), `${missing} dependencies are not installed, by the word of npm.`);
  return inventoryOf(file, 'npm ls', [{ packages: [...packages.values()] }]);
}

const help: ImporterHelp = {
  name: 'Node packages of a host',
  tells: 'What npm has installed, globally or for a program. One file for each host.',
  command: 'npm ls --global --all --json > inventory.<environment>.<host>.npm.json',
  fileName: 'inventory.<environment>.<host>.npm.json',
  example: `{
  "name": "lib",
  "dependencies": { "pm2": { "version": "5.4.2", "overridden": false } }
}
`,
};

/** `npm ls --json`. */
export const npm: Importer = {
  id: 'npm',
  help,
  looksLike({ documents }) {
    const top = recordOf(documents()?.[0]);
    const [first] = Object.values(recordOf(top['dependencies']));
    return isRecord(first) && !('environments' in top) && ('version' in first || 'missing' in first || 'problems' in first);
  },
  read,
};
