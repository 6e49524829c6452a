import { inventoryOf } from '../reading/hosts';
import { parsePurl } from '../../package/purl';
import { seeker } from '../reading/seek';
import { at, recordOf, recordsOf, textOf } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** Its own words for kinds; others are the type of the purl. */
const types: ReadonlyMap<string, string> = new Map(
  Object.entries({ python: 'pypi', 'java-archive': 'maven', 'go-module': 'golang', 'rust-crate': 'cargo', dotnet: 'nuget' }),
);

function read(file: ImportFile) {
  const document = recordOf(file.documents()?.[0]);
  const find = seeker(file);
  const packages = recordsOf(document['artifacts']).flatMap((row) => {
    const purl = parsePurl(textOf(row['purl']) ?? '');
    const name = purl?.name ?? textOf(row['name']);
    const version = textOf(row['version']) ?? purl?.version;
    const own = textOf(row['type']);
    const type = purl?.type ?? (own === undefined ? undefined : (types.get(own) ?? own));
    if (name === undefined || version === undefined) return [];
    return [{ name, version, ...(type !== undefined && { type }), origin: find(textOf(row['name']) ?? name) }];
  });
  const [id, version] = [textOf(at(document, 'distro', 'id')), textOf(at(document, 'distro', 'versionID'))];
  return inventoryOf(file, 'Syft', [{ ...(id !== undefined && { os: { id, ...(version !== undefined && { version }) } }), packages }]);
}

const help: ImporterHelp = {
  name: 'Packages of a host as Syft lists them',
  tells: 'Every package of every kind with its version. One file for each host.',
  command: 'syft dir:/ -o json > inventory.<environment>.<host>.json',
  fileName: 'inventory.<environment>.<host>.syft.json',
  example: `{
  "artifacts": [
    { "name": "libpq5", "version": "15.8-0+deb12u1", "type": "deb", "purl": "pkg:deb/debian/libpq5@15.8-0%2Bdeb12u1" }
  ],
  "distro": { "id": "debian", "versionID": "12" },
  "schema": { "version": "16.0.0" }
}
`,
};

/** Syft's own JSON. */
export const syft: Importer = {
  id: 'syft',
  isWhole: true,
  help,
  looksLike({ documents }) {
    const top = recordOf(documents()?.[0]);
    return Array.isArray(top['artifacts']) && ('distro' in top || 'schema' in top || 'descriptor' in top);
  },
  read,
};
