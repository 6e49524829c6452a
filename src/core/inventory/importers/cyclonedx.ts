import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { parsePurl } from '../../package/purl';
import { seeker } from '../reading/seek';
import { at, recordOf, recordsOf, textOf, type JsonRecord } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** Components inside components; deeper ones are parts of parts. */
const maxDepth = 8;

const read = (file: ImportFile) => {
  const document = recordOf(file.documents()?.[0]);
  const find = seeker(file);
  let left = 0;
  const packages: InstalledPackage[] = [];
  const add = (component: JsonRecord, depth: number): void => {
    const purl = parsePurl(textOf(component['purl']) ?? '');
    const name = purl?.name ?? textOf(component['name']);
    const version = textOf(component['version']) ?? purl?.version;
    const isOfSystem = component['type'] === 'operating-system' || component['type'] === 'file';
    if (name !== undefined && version !== undefined && !isOfSystem)
      packages.push({ name, version, ...(purl && { type: purl.type }), origin: find(textOf(component['name']) ?? name) });
    else if (!isOfSystem) left++;
    if (depth < maxDepth) for (const inner of recordsOf(component['components'])) add(inner, depth + 1);
  };
  for (const component of recordsOf(document['components'])) add(component, 0);
  if (left > 0) file.problem('inventory-record', span(0, 0), `${left} of the components have no version and were left out.`);
  const described = recordOf(at(document, 'metadata', 'component'));
  const system = recordsOf(document['components']).find(({ type }) => type === 'operating-system');
  const [id, version] = [textOf(system?.['name']), textOf(system?.['version'])];
  const collectedAt = textOf(at(document, 'metadata', 'timestamp'));
  // Of an image or a folder the name is no host's.
  const name = described['type'] === 'operating-system' || described['type'] === 'device' ? textOf(described['name']) : undefined;
  return inventoryOf(file, 'CycloneDX', [
    {
      ...(name !== undefined && { name }),
      ...(id !== undefined && { os: { id: id.toLowerCase(), ...(version !== undefined && { version }) } }),
      ...(collectedAt !== undefined && { collectedAt }),
      packages,
    },
  ]);
};

const help: ImporterHelp = {
  name: 'Bill of materials of a host (CycloneDX JSON)',
  tells: 'Every component with its version and kind. One file for each host.',
  command: 'syft dir:/ -o cyclonedx-json > inventory.<environment>.<host>.json',
  fileName: 'inventory.<environment>.<host>.cdx.json',
  example: `{
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "metadata": { "timestamp": "2026-01-31T06:00:00Z" },
  "components": [
    { "type": "library", "name": "libpq5", "version": "15.8-0+deb12u1", "purl": "pkg:deb/debian/libpq5@15.8-0%2Bdeb12u1?arch=amd64" }
  ]
}
`,
};

/** CycloneDX 1.2 to 1.7 as JSON. */
export const cyclonedx: Importer = {
  id: 'cyclonedx',
  isWhole: true,
  help,
  looksLike: ({ documents }) => recordOf(documents()?.[0])['bomFormat'] === 'CycloneDX',
  read,
};
