import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { seeker } from '../reading/seek';
import { rowsOf, textOf } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

function read(file: ImportFile) {
  const find = seeker(file);
  const packages = rowsOf(file.documents() ?? []).flatMap((row): InstalledPackage[] => {
    // Name and version in one word: the version begins at the last dash before a digit.
    const [, name, version] = /^(.+)-(v?\d[^-]*(?:-.*)?)$/.exec(textOf(row['chart']) ?? '') ?? [];
    const release = textOf(row['name']) ?? '';
    if (name === undefined || version === undefined || row['status'] === 'uninstalled') return [];
    return [{ name, version, type: 'helm', origin: find(release) }];
  });
  return inventoryOf(file, 'helm list', [{ packages }]);
}

const help: ImporterHelp = {
  name: 'Helm releases of a cluster',
  tells: 'Charts with the versions that are deployed. One file for each cluster.',
  command: 'helm list -A -o json > inventory.<environment>.<cluster>.helm.json',
  fileName: 'inventory.<environment>.<host>.helm.json',
  example: `[
  { "name": "web", "namespace": "shop", "revision": "3", "status": "deployed", "chart": "nginx-18.2.4", "app_version": "1.27.3" }
]
`,
};

/** `helm list -A -o json`. */
export const helm: Importer = {
  id: 'helm',
  help,
  looksLike({ documents }) {
    const [first] = rowsOf(documents()?.slice(0, 1) ?? []);
    return first !== undefined && 'chart' in first && 'revision' in first;
  },
  read,
};
