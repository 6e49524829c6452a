import { span } from '../../text/span';
import type { Host } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { parsePurl } from '../../package/purl';
import { seeker } from '../reading/seek';
import { at, named, recordOf, recordsOf, textOf, type JsonRecord } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

function read(file: ImportFile) {
  const document = recordOf(file.documents()?.[0]);
  const { rows, collectedAt, system } = '@graph' in document ? listedIn3(document) : listedIn2(document);
  const find = seeker(file);
  const packages = rows.flatMap(({ called, said, locators }) => {
    const purl = locators.map((locator) => parsePurl(textOf(locator) ?? '')).find((found) => found !== undefined);
    const name = purl?.name ?? called;
    const version = said ?? purl?.version;
    // The described thing itself stands in the list, too.
    if (name === undefined || version === undefined || version === 'NOASSERTION') return [];
    return [{ name, version, ...(purl && { type: purl.type }), origin: find(called ?? name) }];
  });
  const left = rows.length - packages.length;
  if (left > 1) file.problem('inventory-record', span(0, 0), `${left} of the packages have no version and were left out.`);
  return inventoryOf(file, 'SPDX', [{ ...(collectedAt !== undefined && { collectedAt }), ...(system && { os: system }), packages }]);
}

interface Listed {
  readonly rows: readonly {
    readonly called: string | undefined;
    readonly said: string | undefined;
    readonly locators: readonly unknown[];
  }[];
  readonly collectedAt: string | undefined;
  readonly system?: Host['os'];
}

const listedIn2 = (document: JsonRecord): Listed => ({
  rows: recordsOf(document['packages']).map((row) => ({
    called: textOf(row['name']),
    said: textOf(row['versionInfo']),
    locators: recordsOf(row['externalRefs']).map((reference) => reference['referenceLocator']),
  })),
  collectedAt: textOf(at(document, 'creationInfo', 'created')),
});

/** SPDX 3 is a list of elements of all types, named `software_Package` or by the address of the term. */
function listedIn3(document: JsonRecord): Listed {
  const elements = recordsOf(document['@graph']);
  const is = (element: JsonRecord, type: RegExp): boolean => type.test(named(element, 'type', '@type') ?? '');
  const installed = elements.filter((element) => is(element, /(^|[/_])Package$/) && purposeOf(element) !== 'source');
  const system = installed.find((element) => purposeOf(element) === 'operatingSystem');
  const id = system && textOf(system['name'])?.toLowerCase();
  const version = system && textOf(system['software_packageVersion']);
  return {
    rows: installed
      .filter((element) => element !== system)
      .map((element) => ({
        called: textOf(element['name']),
        said: textOf(element['software_packageVersion']),
        locators: [element['software_packageUrl'], ...recordsOf(element['externalIdentifier']).map(({ identifier }) => identifier)],
      })),
    collectedAt: elements.flatMap((element) => (is(element, /(^|\/)CreationInfo$/) ? (textOf(element['created']) ?? []) : []))[0],
    ...(id !== undefined && { system: { id, ...(version !== undefined && { version }) } }),
  };
}

const purposeOf = (element: JsonRecord): string | undefined => textOf(element['software_primaryPurpose']);

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

/** SPDX 2.2 and 2.3 as JSON, SPDX 3 as JSON-LD. */
export const spdx: Importer = {
  id: 'spdx',
  isWhole: true,
  help,
  looksLike({ documents }) {
    const top = recordOf(documents()?.[0]);
    return (
      (textOf(top['spdxVersion']) ?? textOf(top['SPDXID']))?.startsWith('SPDX') === true ||
      ('@graph' in top && [top['@context']].flat().some((context) => /spdx/i.test(textOf(context) ?? '')))
    );
  },
  read,
};
