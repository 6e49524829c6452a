import { span } from '../../text/span';
import { inventoryOf } from '../reading/hosts';
import { parsePurl } from '../../package/purl';
import { seeker } from '../reading/seek';
import { at, recordOf, recordsOf, textOf } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

function read(file: ImportFile) {
  const document = recordOf(file.documents()?.[0]);
  if ('@graph' in document) {
    file.problem('inventory-not-recognised', span(0, 1), 'This is SPDX 3, which is not read yet; write SPDX 2.3 or CycloneDX instead.');
    return undefined;
  }
  const find = seeker(file);
  const rows = recordsOf(document['packages']);
  const packages = rows.flatMap((row) => {
    const references = recordsOf(row['externalRefs']);
    const purl = references.map((reference) => parsePurl(textOf(reference['referenceLocator']) ?? '')).find((found) => found !== undefined);
    const name = purl?.name ?? textOf(row['name']);
    const version = textOf(row['versionInfo']) ?? purl?.version;
    // The described thing itself stands in the list, too.
    if (name === undefined || version === undefined || version === 'NOASSERTION') return [];
    return [{ name, version, ...(purl && { type: purl.type }), origin: find(textOf(row['name']) ?? name) }];
  });
  const left = rows.length - packages.length;
  if (left > 1) file.problem('inventory-record', span(0, 0), `${left} of the packages have no version and were left out.`);
  const collectedAt = textOf(at(document, 'creationInfo', 'created'));
  return inventoryOf(file, 'SPDX', [{ ...(collectedAt !== undefined && { collectedAt }), packages }]);
}

const help: ImporterHelp = {
  name: 'Bill of materials of a host (SPDX JSON)',
  tells: 'Every package with its version and kind. One file for each host.',
  command: 'syft dir:/ -o spdx-json > inventory.<environment>.<host>.json',
  fileName: 'inventory.<environment>.<host>.spdx.json',
  example: `{
  "spdxVersion": "SPDX-2.3",
  "SPDXID": "SPDXRef-DOCUMENT",
  "creationInfo": { "created": "2026-01-31T06:00:00Z" },
  "packages": [
    {
      "name": "libpq5",
      "versionInfo": "15.8-0+deb12u1",
      "externalRefs": [{ "referenceType": "purl", "referenceLocator": "pkg:deb/debian/libpq5@15.8-0%2Bdeb12u1" }]
    }
  ]
}
`,
};

/** SPDX 2.2 and 2.3 as JSON. */
export const spdx: Importer = {
  id: 'spdx',
  help,
  looksLike({ documents }) {
    const top = recordOf(documents()?.[0]);
    return (
      (textOf(top['spdxVersion']) ?? textOf(top['SPDXID']))?.startsWith('SPDX') === true || /spdx/i.test(textOf(top['@context']) ?? '')
    );
  },
  read,
};
