import { span } from '../../text/span';
import type { ImportFile, Importer, ImporterHelp } from './importer';
import { inventoryOf } from '../reading/hosts';
import { linesOf } from '../reading/lines';

const section =
  /^\s*\[(mysqld|mariadb|mariadbd|server|client|mysql|mysqldump|mysqld_safe|client-server|mariadb-[\d.]+|mysqld-[\d.]+)\][ \t]{0,40}\r?$/;
const anySection = /^[ \t]{0,40}\[(?:mysqld?|mariadbd?|mysqldump|client(?:-server)?)\]/m;
/** Sections that the server reads. */
const servers = /^(mysqld|mariadb|mariadbd|server|client-server|mariadb-[\d.]+|mysqld-[\d.]+)$/;
const line = /^([a-z][\w.-]*)(?![\w.-])(.*)$/i;
const postgres =
  /^[ \t]{0,40}#?[ \t]{0,40}(shared_buffers|max_connections|data_directory|wal_level|listen_addresses|max_wal_size)[ \t]{0,40}=/m;

function read(file: ImportFile) {
  const config: [string, string][] = [];
  const isMysql = anySection.test(file.text);
  let counts = !isMysql;
  for (const { text, start } of linesOf(file.text)) {
    const named = section.exec(text)?.[1] ?? (/^\s*\[/.test(text) ? '' : undefined);
    if (named !== undefined) counts = servers.test(named);
    else if (/^\s*(!|include)/.test(text))
      file.problem(
        'inventory-include',
        span(start, start + text.length),
        'What this line includes is not in the file: collect what the server runs with.',
      );
    else if (counts && !/^\s*([#;]|$)/.test(text)) {
      const [, key, value = ''] = line.exec(text.trim()) ?? [];
      // MySQL's names may be written with dashes; `SHOW VARIABLES` has underscores.
      if (key !== undefined) config.push([isMysql ? key.replaceAll('-', '_') : key, unquoted(value.trim().replace(/^=/, ''))]);
    }
  }
  return inventoryOf(file, isMysql ? 'my.cnf' : 'postgresql.conf', [{ config: Object.fromEntries(config) }]);
}

/** A comment behind the value and quotation marks around it are not part of it. */
function unquoted(value: string): string {
  const quoted = /^(['"])(.*?)\1/.exec(value.trim());
  return quoted?.[2] ?? (value.split('#')[0] ?? '').trim();
}

const help: ImporterHelp = {
  name: 'Configuration file of a database server',
  tells: 'postgresql.conf or my.cnf of production, copied.',
  fileName: 'inventory.<environment>.<host>.postgresql.conf',
  example: `# PostgreSQL configuration file
listen_addresses = '*'
max_connections = 100			# (change requires restart)
shared_buffers = 128MB
`,
};

/** `postgresql.conf`, `postgresql.auto.conf` and `my.cnf`. */
export const serverConfig: Importer = {
  id: 'server-config',
  help,
  looksLike({ text }) {
    const beginning = text.slice(0, 65_536);
    return anySection.test(beginning) || (postgres.test(beginning) && !/^\s*[{[]/.test(text));
  },
  read,
};
