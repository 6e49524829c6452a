import { groupBy } from '../../text/groups';
import { span, type Span } from '../../text/span';
import type { ImportFile, Importer, ImporterHelp } from './importer';
import { inventoryOf, type FoundHost } from '../reading/hosts';
import { columnOf, parseTable, type Table } from '../reading/table';

/** What columns are called that mean the same; without spaces and signs, the likeliest first. */
const columns = {
  name: [
    'package',
    'packagename',
    'software',
    'softwarename',
    'product',
    'productname',
    'application',
    'component',
    'displayname',
    'softwareprodukt',
    'produkt',
    'paket',
    'name',
  ],
  version: [
    'version',
    'softwareversion',
    'installedversion',
    'productversion',
    'release',
    'currentversion',
    'versionsstand',
    'versionsnummer',
  ],
  host: [
    'host',
    'hostname',
    'server',
    'servername',
    'ci',
    'ciname',
    'computer',
    'computername',
    'machine',
    'node',
    'installedon',
    'system',
    'fqdn',
    'asset',
    'rechner',
    'rechnername',
    'maschine',
  ],
  environment: ['environment', 'env', 'stage', 'landscape', 'usedfor', 'tier', 'umgebung', 'stufe'],
  type: ['type', 'packagetype', 'kind', 'ecosystem'],
  os: ['os', 'operatingsystem', 'distribution', 'osname'],
  osVersion: ['osversion', 'operatingsystemversion', 'distributionversion'],
} as const;

type Column = keyof typeof columns;

/** People say by a first line which of their columns means what: `# columns: host=Maschine, version=Stand`. */
const mapping = /^\s*# *columns: *([^\r\n]+)/i;

const environments: ReadonlyMap<string, string> = new Map(
  Object.entries({ prod: 'production', live: 'production', produktion: 'production', stage: 'staging', test: 'test' }),
);

function read(file: ImportFile) {
  const table = tableOf(file.text);
  if (!table) return undefined;
  const where = columnsOf(file.text, table);
  const missing = (['name', 'version'] as const).filter((column) => where[column] < 0);
  if (missing.length > 0) {
    file.problem(
      'inventory-columns',
      span(0, file.text.search(/[\r\n]|$/)),
      `This table has no column for the ${missing.join(' and the ')}; say in a first line which one it is: "# columns: ${missing.map((column) => `${column}=…`).join(', ')}".`,
    );
    return undefined;
  }
  const cell = (cells: readonly string[], column: Column): string | undefined => cells[where[column]] || undefined;
  let left: Span | undefined;
  let count = 0;
  const rows = table.rows.flatMap(({ cells, span: at }) => {
    const [name, version] = [cell(cells, 'name'), cell(cells, 'version')];
    if (name === undefined || version === undefined) {
      left ??= at;
      count++;
      return [];
    }
    const environment = cell(cells, 'environment');
    const type = cell(cells, 'type')?.toLowerCase();
    const origin = file.origin(at);
    return [
      {
        host: cell(cells, 'host'),
        environment: environment && (environments.get(environment.toLowerCase()) ?? environment.toLowerCase()),
        os: cell(cells, 'os'),
        osVersion: cell(cells, 'osVersion'),
        installed: { name, version, ...(type !== undefined && { type }), origin, partial: true as const },
      },
    ];
  });
  if (left)
    file.problem(
      'inventory-record',
      left,
      count === 1
        ? 'This row has no name or no version and was left out.'
        : `This row and ${count - 1} more have no name or no version and were left out.`,
    );
  const hosts = [...groupBy(rows, ({ host, environment }) => `${environment ?? ''}\0${host ?? ''}`).values()].map((own): FoundHost => ({
    ...(own[0].host !== undefined && { name: own[0].host }),
    ...(own[0].environment !== undefined && { environment: own[0].environment }),
    ...(own[0].os !== undefined && {
      os: { id: own[0].os.toLowerCase(), ...(own[0].osVersion !== undefined && { version: own[0].osVersion }) },
    }),
    packages: own.map(({ installed }) => installed),
  }));
  return inventoryOf(file, 'table of software', hosts);
}

const tableOf = (text: string): Table | undefined => parseTable(text.replace(mapping, (line) => ' '.repeat(line.length)));

function columnsOf(text: string, { header }: Table): Record<Column, number> {
  const said = new Map(
    (mapping.exec(text)?.[1] ?? '').split(',').map((pair) => {
      const [column = '', heading = ''] = pair.split('=');
      return [column.trim().toLowerCase(), heading.trim().toLowerCase()] as const;
    }),
  );
  const find = (column: Column): number => {
    const named = said.get(column.toLowerCase());
    return named === undefined ? columnOf(header, columns[column]) : header.findIndex((cell) => cell.toLowerCase() === named);
  };
  const taken = find('name');
  const host = find('host');
  return {
    name: taken,
    version: find('version'),
    host: host === taken ? -1 : host,
    environment: find('environment'),
    type: find('type'),
    os: find('os'),
    osVersion: find('osVersion'),
  };
}

/** What people are asked for: which heading means what. The first two must be known. */
export const mappedColumns = ['name', 'version', 'host', 'environment'] as const;
export type MappedColumn = (typeof mappedColumns)[number];

/** A table with its headings, each with the first value below it, and what a heading is taken for. */
export interface Headings {
  readonly headings: readonly { readonly name: string; readonly example: string }[];
  readonly guessed: { readonly [C in MappedColumn]?: string };
}

/** What people can be asked of a text; `undefined` if it is no table, or they have said already. Headings that the line cannot hold are left out. */
export function headingsOf(text: string): Headings | undefined {
  const table = /^\s*[{[<#]/.test(text) ? undefined : tableOf(text.slice(0, 65_536));
  if (!table || table.header.length < 2 || table.rows.length === 0) return undefined;
  const where = columnsOf(text, table);
  const named = mappedColumns.flatMap((column) => {
    const heading = table.header[where[column]];
    return heading === undefined ? [] : [[column, heading] as const];
  });
  // Nobody can answer where no heading is left for what is missing.
  const missing = [where.name, where.version].filter((at) => at < 0).length;
  if (table.header.length - new Set(Object.values(where).filter((at) => at >= 0)).size < missing) return undefined;
  return {
    headings: table.header.flatMap((name, at) =>
      name === '' || /[,=\r\n]/.test(name) ? [] : [{ name, example: table.rows[0]?.cells[at] ?? '' }],
    ),
    guessed: Object.fromEntries(named),
  };
}

/** The text with a first line that says which heading means what: whoever reads the file reads it the same way. */
export const withColumns = (text: string, chosen: { readonly [C in MappedColumn]?: string }): string =>
  `# columns: ${mappedColumns.flatMap((column) => (chosen[column] === undefined ? [] : [`${column}=${chosen[column]}`])).join(', ')}\n${text}`;

const help: ImporterHelp = {
  name: 'Table of software from a CMDB (CSV)',
  tells: 'Software and versions by host and environment, with headings such as Host, Environment, Software and Version.',
  fileName: 'inventory.<environment>.csv',
  example: `Host;Environment;Software;Version
host01;production;nginx;1.27.3
host01;production;acme-agent;5.2.0
`,
};

/** CSV with headings. It is taken for a choice of what is installed, not for all of it. */
export const cmdb: Importer = {
  id: 'cmdb',
  help,
  looksLike({ text }) {
    const beginning = text.slice(0, 4096);
    const table = tableOf(beginning);
    if (!table || table.header.length < 2 || /^\s*[{[<]/.test(text)) return false;
    return mapping.test(text) || columnOf(table.header, columns.version) >= 0;
  },
  read,
};
