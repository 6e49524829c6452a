import { span } from '../../text/span';
import type { Database } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { placeOf } from '../place';
import { columnOf, parseTable } from '../reading/table';
import { named, rowsOf } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile, Sample } from './importer';

const columns = {
  name: ['variablename', 'name', 'parameter'],
  value: ['value', 'variablevalue', 'setting', 'currentsetting'],
} as const;

/** Settings that only the one server has. */
const marks = {
  postgresql: /^(server_version|shared_buffers|max_wal_size)$/i,
  mysql: /^(innodb_buffer_pool_size|sql_mode|version_comment)$/i,
};

/** Names that any program has for something of its own. */
const ofServer = /^(version|port$|user$|hostname$|socket$)/;

type Settings = readonly (readonly [name: string, value: string])[];

function settingsOf({ text, documents }: Sample): Settings {
  const found = documents();
  if (found)
    return rowsOf(found).flatMap((row) => {
      const [name, value] = [named(row, 'name', 'Variable_name', 'VARIABLE_NAME'), named(row, 'setting', 'Value', 'VARIABLE_VALUE')];
      return name === undefined ? [] : [[name, value ?? ''] as const];
    });
  const { header = [], rows = [] } = parseTable(text) ?? {};
  const [name, value] = [columnOf(header, columns.name), columnOf(header, columns.value)];
  // `mysql -N` prints no headings.
  const all = name < 0 || value < 0 ? [header, ...rows.map(({ cells }) => cells)] : rows.map(({ cells }) => cells);
  const [at, after] = name < 0 || value < 0 ? [0, 1] : [name, value];
  return all.flatMap((cells) => (/^[a-z][\w.]*$/i.test(cells[at] ?? '') ? [[cells[at] ?? '', cells[after] ?? ''] as const] : []));
}

/** The heading that MySQL alone gives names of settings. */
const ofMysql = /(?<![\w.])variable_name(?!\w)/i;

const engineOf = (settings: Settings, text: string): keyof typeof marks | undefined =>
  (['postgresql', 'mysql'] as const).find((engine) => settings.some(([name]) => marks[engine].test(name))) ??
  (ofMysql.test(text.slice(0, 200)) ? 'mysql' : undefined);

function read(file: ImportFile) {
  const settings = settingsOf(file);
  const config = Object.fromEntries(settings.filter(([name]) => !ofServer.test(name)));
  const engine = engineOf(settings, file.text);
  const value = (name: string): string | undefined => settings.find(([own]) => own === name)?.[1];
  const version = engine === 'postgresql' ? value('server_version') : value('version');
  const comment = `${value('version_comment') ?? ''} ${version ?? ''}`;
  const origin = file.origin(span(0, 0));
  const database: Database | undefined = engine && {
    name: placeOf(file.path).host,
    engine: /mariadb/i.test(comment) ? 'mariadb' : engine,
    ...(version !== undefined && { version }),
    origin,
  };
  return inventoryOf(file, 'settings of a database server', [{ config, ...(database && { databases: [database] }) }]);
}

const help: ImporterHelp = {
  name: 'Settings that a database server runs with',
  tells: 'pg_settings of PostgreSQL or SHOW VARIABLES of MySQL and MariaDB: what counts, whatever files say.',
  command: 'psql --csv -c "SELECT name, setting FROM pg_settings" > inventory.<environment>.<host>.settings.csv',
  fileName: 'inventory.<environment>.<host>.settings.csv',
  example: `name,setting
server_version,15.8 (Debian 15.8-0+deb12u1)
shared_buffers,16384
max_connections,100
`,
};

/** `pg_settings` and `SHOW ALL` of psql, `SHOW VARIABLES` of mysql; as tables, CSV or JSON. */
export const settings: Importer = {
  id: 'settings',
  help,
  looksLike(sample) {
    if (sample.documents()) return engineOf(settingsOf(sample), sample.text) !== undefined;
    const { header = [] } = parseTable(sample.text.slice(0, 4096)) ?? {};
    const [name, value] = [columnOf(header, columns.name), columnOf(header, columns.value)];
    if (name >= 0 && value >= 0) return true;
    return header.length === 2 && engineOf(settingsOf(sample), sample.text) !== undefined;
  },
  read,
};
