import type { InstalledPackage, InstalledUnit } from '../inventory';
import { inventoryOf, type FoundHost } from '../reading/hosts';
import { seeker } from '../reading/seek';
import { isRecord, named, recordsOf, rowsOf, textOf, type JsonRecord } from '../reading/value';
import { groupBy } from '../../text/groups';
import type { Importer, ImporterHelp, ImportFile } from './importer';

interface HostRow {
  readonly host: string | undefined;
  readonly row: JsonRecord;
  readonly time: number | undefined;
}

/** Rows as osqueryi prints them, or as the daemon logs them by host. */
const hostRows = (documents: readonly unknown[]): HostRow[] =>
  rowsOf(documents).flatMap((document): HostRow[] => {
    const host = textOf(document['hostIdentifier']);
    const time = Number(document['unixTime'] ?? Number.NaN);
    const own = { host, time: Number.isFinite(time) ? time : undefined };
    if (Array.isArray(document['snapshot'])) return recordsOf(document['snapshot']).map((row) => ({ ...own, row }));
    const columns = document['columns'];
    if (isRecord(columns)) return document['action'] === 'removed' ? [] : [{ ...own, row: columns }];
    return [{ ...own, row: document }];
  });

function read(file: ImportFile) {
  const find = seeker(file);
  const byHost = groupBy(hostRows(file.documents() ?? []), ({ host }) => host);
  return inventoryOf(
    file,
    'osquery',
    [...byHost].map(([host, rows]): FoundHost => {
      const packages: InstalledPackage[] = [];
      const units: InstalledUnit[] = [];
      for (const { row } of rows) {
        const installed = packageOf(row);
        if (installed) packages.push({ ...installed, origin: find(installed.name) });
        const [unit, state] = [unitOf(row), named(row, 'unit_file_state')];
        if (unit !== undefined) units.push({ name: unit, ...(state !== undefined && { state }), origin: find(unit) });
      }
      const system = rows.find(({ row }) => 'platform' in row && 'version' in row)?.row;
      const [id, version] = [system && textOf(system['platform']), system && (textOf(system['major']) ?? textOf(system['version']))];
      const named_ = rows.map(({ row }) => textOf(row['hostname'])).find((name) => name !== undefined);
      const time = rows.find((row) => row.time !== undefined)?.time;
      return {
        ...((host ?? named_) !== undefined && { name: host ?? named_ ?? '' }),
        ...(id !== undefined && { os: { id, ...(version !== undefined && { version }) } }),
        ...(time !== undefined && { collectedAt: new Date(time * 1000).toISOString() }),
        ...(packages.length > 0 && { packages }),
        // The table has the loaded ones.
        ...(units.length > 0 && { units, unitsCut: true }),
      };
    }),
  );
}

/** By the columns, as the name of the table is not among them. */
function packageOf(row: JsonRecord): InstalledPackage | undefined {
  const [name, version] = [named(row, 'name', 'package_name'), textOf(row['version'])];
  if (name === undefined || version === undefined || 'platform' in row) return undefined;
  const [release, epoch] = [textOf(row['release']), textOf(row['epoch'])];
  if ('sha1' in row || 'package_group' in row || (release !== undefined && 'arch' in row))
    return {
      name,
      version: `${epoch === undefined || epoch === '0' ? '' : `${epoch}:`}${version}${release === undefined ? '' : `-${release}`}`,
      type: 'rpm',
    };
  const type = 'maintainer' in row || 'revision' in row || 'section' in row ? 'deb' : 'summary' in row ? 'pypi' : undefined;
  return { name, version, ...(type !== undefined && { type }) };
}

const unitOf = (row: JsonRecord): string | undefined => ('load_state' in row || 'unit_file_state' in row ? textOf(row['id']) : undefined);

const isRow = (row: JsonRecord): boolean =>
  'hostIdentifier' in row ||
  'unit_file_state' in row ||
  ('load_state' in row && 'sub_state' in row) ||
  ('name' in row && 'version' in row && ('maintainer' in row || 'revision' in row || 'sha1' in row || 'package_group' in row));

const help: ImporterHelp = {
  name: 'Tables of osquery',
  tells: 'deb_packages, rpm_packages, python_packages and systemd_units as JSON, or the results that the daemon logs.',
  command: 'osqueryi --json "SELECT * FROM deb_packages" > inventory.<environment>.<host>.json',
  fileName: 'inventory.<environment>.<host>.osquery.json',
  example: `[
  { "name": "libpq5", "version": "15.8-0+deb12u1", "source": "postgresql-15", "revision": "0+deb12u1", "status": "install ok installed", "maintainer": "Debian" }
]
`,
};

/** `osqueryi --json`, and results and snapshots as the daemon logs them. */
export const osquery: Importer = {
  id: 'osquery',
  help,
  looksLike({ documents }) {
    const [first] = rowsOf(documents()?.slice(0, 1) ?? []);
    return first !== undefined && isRow(first);
  },
  read,
};
