import { hasOption, optionOf, type CommandLine } from '../command-line';
import { changesNothing, verbsThat, type Family, type Said } from './form';

/** The database that a client talks to: `-d x`, or the first operand. */
const database = (line: CommandLine): Pick<Said, 'target'> => {
  const target = optionOf(line, 'd', 'dbname', 'D', 'database') ?? line.operands[0];
  return target ? { target } : {};
};

const runs =
  (kind: 'database.run' | 'database.dump' | 'database.restore') =>
  (line: CommandLine): readonly Said[] =>
    hasOption(line, 'l', 'list', 'V', 'version', 'help') ? [] : [{ kind, ...database(line) }];

const harmless = /^(count|max|min|sum|avg|coalesce|exists|version|now|lower|in|and|or|where|from|as|values)$/i;

/** Of MongoDB and Cassandra: what state they are in. */
const asksState =
  /^(?:db\.(?:version|stats|hello|isMaster)\(\)|db\.(?:adminCommand|runCommand)\(\W{0,4}ping\W{0,4}1?\W{0,4}\)|(?:rs|sh)\.status\(\)|describe \w+(?: [\w.]+)?)$/i;

/** `psql -c 'SELECT max(version) FROM x'`: one statement that only looks, with no function that is not known to. */
function looks(statement: string): boolean {
  const text = statement.trim().replace(/;$/, '');
  if (asksState.test(text)) return true;
  if (!/^(select|show)\b/i.test(text) || text.includes(';') || /\binto\b/i.test(text)) return false;
  return [...text.matchAll(/(?<!\w)(\w+) ?\(/g)].every(([, name = '']) => harmless.test(name));
}

/** A client that runs statements: those of a file, or of its command line. */
const client = (line: CommandLine): readonly Said[] => {
  const statement = optionOf(line, 'c', 'command', 'e', 'execute', 'q', 'query', 'Q', 'eval')?.value;
  const file = optionOf(line, 'f', 'file')?.value;
  if (statement !== undefined && file === undefined && looks(statement)) return [];
  return runs('database.run')(line).map((said) => ({ ...said, ...(file !== undefined && { from: file }) }));
};

/** Of systems whose statements nobody reads: whole tables and databases that are dropped or emptied, in the words of each. */
const drops =
  /\b(?:drop\s+(?:database|table|keyspace|schema|collection|bucket|measurement|user)|truncate|dropdatabase|deletemany)\b|\.(?:drop|dropDatabase)\(|\.(?:remove|deleteMany)\(\s*\{\s*\}/i;

/** `mongosh dten --eval 'db.createUser({…})'`. */
const makesUser = /\b(?:createUser|create\s+(?:user|role|login))\b/i;

const foreignClient = (line: CommandLine): readonly Said[] => {
  const statement = optionOf(line, 'c', 'command', 'e', 'execute', 'q', 'query', 'Q', 'eval')?.value ?? '';
  const deletes = line.program === 'influx' && /^(?:delete|bucket)$/.test(line.operands[0]?.value ?? '');
  const erases = drops.test(statement) || (deletes && (line.operands[0]?.value === 'delete' || line.operands[1]?.value === 'delete'));
  return client(line).map((said) => ({
    ...said,
    ...(makesUser.test(statement) && { kind: 'credential.create' as const }),
    ...(erases && { erases: true as const }),
    ...(deletes && { name: optionOf(line, 'b', 'bucket', 'n', 'name')?.value ?? '*' }),
  }));
};

const postgresOptions =
  '-h --host -p --port -U --username -d --dbname -f --file -c --command -v --set --variable -o --output -F -P -R -T -t -n --schema -j --jobs -Z -E -O --owner -l --locale -D --tablespace -L --log-file --encoding --template';
const mysqlOptions =
  '-h --host -P --port -u --user -D --database -e --execute -S --socket --defaults-file --defaults-extra-file --password --protocol -r --result-file --tab --where --ignore-table';

/** `pg_restore -d rooms rooms.dump`: the database by an option, and where it comes from. */
const restore = (line: CommandLine): readonly Said[] => {
  const [from] = hasOption(line, 'd', 'dbname') ? line.operands : [];
  return runs('database.restore')(line).map((said) => ({ ...said, ...(from && { from: from.value }) }));
};

/** Clients of systems whose statements nobody reads. */
export const foreignClients =
  'usql sqlcmd go-sqlcmd mssql-cli osql tsql bcp sqlplus sqlcl rman sqlldr impdp isql isql-fb db2 dbaccess hdbsql bteq vsql nzsql snowsql bq duckdb clickhouse clickhouse-client cqlsh influx mongosh mongo mongoimport cypher-shell arangosh couchbase-cli cbq beeline hive impala-shell presto trino spark-sql cockroach surreal';

const asks = ['help version', changesNothing] as const;

/** Clients, dumps and their like (PostgreSQL, MySQL, SQLite, MongoDB). What statements do is told by the statements. */
export const databases: Family = {
  'psql pgcli': { valued: postgresOptions.replace(' -t ', ' '), says: client },
  'mysql mariadb mycli': { valued: mysqlOptions, says: client },
  'sqlite3 ldapmodify ldapadd ldapdelete ldappasswd ldapmodrdn': {
    valued: '-h -p -U -u -d -c -f -e -Q -i -n -a -S -P --host --port --user --password --query --eval --db -D -w -H -Y',
    first: 'database.run',
    says: (line) => (line.operands.length === 0 ? [{ kind: 'database.run' }] : []),
  },
  [foreignClients]: {
    valued:
      '-h -p -U -u -d -c -f -e -q -Q -i -n -a -S -P -D -w -H --host --port --user --password --query --queries-file --eval --execute --execute-file --command --file --db --database',
    says: foreignClient,
  },
  'ldapsearch redis-benchmark': changesNothing,
  createdb: { valued: postgresOptions, first: 'database.create' },
  dropdb: { valued: postgresOptions, first: 'database.drop', erases: true },
  'createuser createrole': { valued: postgresOptions, last: 'credential.create' },
  dropuser: { valued: postgresOptions, first: 'database.run' },
  'pg_dump pg_dumpall pg_basebackup': {
    valued: postgresOptions,
    says: (line) => [...runs('database.dump')(line), ...written(line, 'f', 'file', 'D')],
  },
  'mysqldump mariadb-dump mysqlpump mongodump xtrabackup mariabackup': {
    valued: mysqlOptions,
    says: (line) => [...runs('database.dump')(line), ...written(line, 'r', 'result-file', 'out', 'o')],
  },
  'pg_restore mongorestore mysqlimport': { valued: postgresOptions, says: restore },
  'pg_isready mysqladmin-ping pg_lsclusters pg_config mysqlshow mysqlcheck-only': changesNothing,
  'mysqladmin mariadb-admin': {
    valued: mysqlOptions,
    verbs: {
      ...verbsThat('ping status variables version', changesNothing),
      create: { first: 'database.create' },
      drop: { first: 'database.drop', erases: true },
      shutdown: { once: 'unit.stop' },
      '*': { once: 'database.run' },
    },
  },
  'vacuumdb reindexdb clusterdb analyzedb mysqlcheck mysql_upgrade mariadb-upgrade mysql_install_db mariadb-install-db mysql_secure_installation':
    { valued: postgresOptions, once: 'database.run' },
  'pg_ctl pg_ctlcluster': {
    valued: '-D -l -m -o -t -U',
    verbs: {
      status: changesNothing,
      start: { once: 'unit.start' },
      stop: { once: 'unit.stop' },
      restart: { once: 'unit.restart' },
      reload: { once: 'unit.reload' },
      '*': { once: 'database.run' },
    },
  },
  'initdb pg_createcluster pg_resetwal': { once: 'database.create' },
  pg_dropcluster: {
    says: ({ operands }) => [{ kind: 'database.drop', name: operands.map(({ value }) => value).join('/'), erases: true }],
  },
  nodetool: {
    valued: '-h --host -p --port -u --username -pw --password -pwf',
    verbs: {
      ...verbsThat(
        'status info describecluster ring tpstats netstats tablestats cfstats version gossipinfo compactionstats getendpoints help',
        changesNothing,
      ),
      ...verbsThat('drain stopdaemon', { says: () => [{ kind: 'unit.stop', name: 'cassandra.service' }] }),
      snapshot: { once: 'database.dump' },
      '*': { once: 'database.run' },
    },
  },
  pg_upgradecluster: { valued: '-v -m --method -j --jobs --locale --old-bindir --rename', with: [asks], first: 'database.create' },
  pg_upgrade: {
    valued:
      '-b --old-bindir -B --new-bindir -d --old-datadir -D --new-datadir -j --jobs -o --old-options -O --new-options -p --old-port -P --new-port -s --socketdir -U --username',
    with: [['c check V version help', changesNothing]],
    once: 'database.create',
  },
  'postgresql-setup': { valued: '--unit --port', with: [asks, ['upgrade', { once: 'database.create' }]], once: 'database.create' },
  'flyway liquibase alembic goose dbmate migrate sqitch sqlx knex sequelize prisma atlas diesel': {
    verbs: {
      ...verbsThat('info status validate history version', changesNothing),
      '*': { once: 'database.run' },
      '': { once: 'database.run' },
    },
  },
};

function written(line: CommandLine, ...names: readonly string[]): readonly Said[] {
  const file = optionOf(line, ...names);
  return file ? [{ kind: 'file.write', target: file }] : [];
}
