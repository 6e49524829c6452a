import { MappedTextBuilder, type MappedText } from '../mapped-text';
import type { Span } from '../../text/span';
import { includeOf, type LogInclude } from './changelog-includes';
import { changelogIn, type LogNode } from './changelog-tree';
import type { SqlScript } from './session';

export interface ChangelogSql {
  /** The statements, each at the name of its change. */
  readonly sql: MappedText;
  /** Names of changes that nobody reads here, and what else is left out. */
  readonly unread: readonly string[];
  /** Files that it has run, in their order. */
  readonly includes: readonly LogInclude[];
  /** The systems that its sets name. */
  readonly names: NonNullable<SqlScript['names']>;
}

/** What PostgreSQL would be sent; `undefined`: the file cannot be read as a changelog. */
export function changelogSql(text: string): ChangelogSql | undefined {
  const root = changelogIn(text);
  if (!root) return undefined;
  const builder = new MappedTextBuilder();
  const unread = new Set<string>();
  const includes: LogInclude[] = [];
  const dbms = root.children.flatMap(({ values }) => values.get('dbms') ?? []);
  const run = (node: LogNode): void => {
    const include = includeOf(node);
    if (include) includes.push(include);
    else if (files.has(node.name)) unread.add(node.name);
  };
  const say = (sql: string, { start, end }: Span): void => {
    // All of it stands for the change: no stretch of it is one of the file.
    for (const char of `${sql};\n`) builder.escape(char, start, end - start);
  };
  const sayAt = (char: string, at: number): void => (text[at] === char ? builder.copy(char, at) : builder.escape(char, at, 0));
  for (const set of root.children) {
    if (files.has(set.name)) run(set);
    if (files.has(set.name) || beside.has(set.name)) continue;
    if (set.name !== 'changeSet') {
      unread.add(set.name);
      continue;
    }
    const foreign = foreignSystem(set);
    if (foreign !== undefined) {
      unread.add(`changes for ${foreign}`);
      continue;
    }
    const isWhole = set.values.get('runInTransaction') !== 'false';
    const changes = set.children.flatMap((child) => (child.name === 'changes' ? child.children : [child]));
    const empty = emptyTables(set);
    if (isWhole) say('BEGIN', set.span);
    for (const change of changes) {
      if (files.has(change.name) && foreignSystem(change) === undefined) run(change);
      if (files.has(change.name) || aside.has(change.name) || empty.has(change.values.get('tableName')?.toLowerCase() ?? '')) continue;
      const statements = statementsOf(change);
      // Without a text it stands in a file elsewhere.
      if (!statements || statements.includes('')) unread.add(change.name);
      for (const statement of statements ?? []) {
        const places = change.name === 'sql' ? placesOf(text, change, statement) : undefined;
        if (!places) say(statement, change.span);
        else {
          Array.from(statement, (char, at) => sayAt(char, places[at] ?? 0));
          say('', { start: places.at(-1) ?? 0, end: places.at(-1) ?? 0 });
        }
      }
    }
    if (isWhole) say('COMMIT', set.span);
  }
  const names = { own: dbms.some((name) => isOurs(name, /\w/)), other: dbms.find((name) => !isOurs(name, /\w/)) };
  return { sql: builder.build(undefined), unread: [...unread], includes, names };
}

/** Where each character of a statement stands that a change says as it is; `undefined`: the text says it in another way. */
function placesOf(text: string, { text: own, places }: LogNode, statement: string): readonly number[] | undefined {
  const place = own.trim() === '' ? places.get('sql') : places.get('');
  if (!place) return undefined;
  const found: number[] = [];
  let at = place.start + (/^(?:[|>][-+\d]{0,2}|["'])/.exec(text.slice(place.start, place.start + 4))?.[0].length ?? 0);
  for (const char of statement.split('')) {
    if (/\s/.test(char)) {
      found.push(at);
      continue;
    }
    at += between.exec(text.slice(at, Math.min(place.end, at + maxBetween)))?.[0].length ?? 0;
    const written = text[at] === char ? char : (entities.find(([, meant]) => meant === char)?.[0] ?? `\\${char}`);
    if (!text.startsWith(written, at) || at >= place.end) return undefined;
    found.push(at);
    at += written.length;
  }
  return found;
}

/** Characters between two words of a statement, remarks among them. */
const maxBetween = 2000;

/** What is not of the statement: blanks, escaped ends of lines, marks of XML around it. */
const between = /^(?:\s|\\[nrt]|<!\[CDATA\[|\]\]>|<!--[^]*?-->)*/;

const entities = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ["''", "'"],
] as const;

/** Systems that Liquibase calls by these names. */
const otherSystems =
  /\b(?:asany|cockroachdb|databricks|db2|derby|firebird|h2|hsqldb|informix|ingres|mariadb|mongodb|mssql|mysql|oracle|redshift|snowflake|sqlite|sqlserver|sybase)\b/i;

/** Another system that a change is for: `dbms` says so, and by custom the context. */
function foreignSystem({ values }: LogNode): string | undefined {
  const dbms = values.get('dbms');
  if (dbms !== undefined && !isOurs(dbms, /\w/)) return dbms;
  const context = values.get('contextFilter') ?? values.get('context');
  return context !== undefined && !isOurs(context, otherSystems) ? context : undefined;
}

/** `!mysql`, `not mysql`. */
const denied = /(?:!\s{0,4}|\bnot\s{1,4})(\w{1,40})/gi;

/** A list or condition takes PostgreSQL in: it is named, or nothing that counts is. */
function isOurs(said: string, counts: RegExp): boolean {
  if ([...said.matchAll(denied)].some(([, name = '']) => /^postgres/i.test(name))) return false;
  const named = said.replace(denied, '');
  return /\b(?:postgres\w*|edb|all|any)\b/i.test(named) || !counts.test(named);
}

/** Tables without which the set is passed over unless they are empty: what is done to them there meets nobody's rows. */
function emptyTables({ children }: LogNode): ReadonlySet<string> {
  const guards = children.filter(
    ({ name, values }) => name === 'preConditions' && /^(?:mark_ran|continue)$/i.test(values.get('onFail') ?? ''),
  );
  const checks = guards.flatMap((guard) => guard.children).flatMap((guard) => (guard.name === 'and' ? guard.children : [guard]));
  return new Set(
    checks.flatMap(({ name, values, text }) => {
      const table = name === 'sqlCheck' && values.get('expectedResult') === '0' ? counts.exec(text.trim())?.[1] : undefined;
      return table === undefined ? [] : [table.toLowerCase()];
    }),
  );
}

const counts = /^select\s+count\s?\(\s?[*1]\s?\)\s+from\s+(\w+)\s?;?$/i;

/** Parts that have other files run, which are read by themselves. */
const files: ReadonlySet<string> = new Set(['include', 'includeAll', 'sqlFile']);

/** Parts of a changelog that change nothing by themselves. */
const beside: ReadonlySet<string> = new Set(['property', 'preConditions', 'changeLogId']);

/** Parts of a change set that change nothing when it runs. */
const aside: ReadonlySet<string> = new Set([
  'comment',
  'preConditions',
  'rollback',
  'validCheckSum',
  'modifySql',
  'tagDatabase',
  'output',
  'empty',
  'stop',
]);

/** A word of the language may be a name, and the case of plain names says nothing. */
const quoted = (name: string): string => `"${(/^[a-z_]\w*$/i.test(name) ? name.toLowerCase() : name).replaceAll('"', '""')}"`;

const listed = (names: string): string =>
  names
    .split(',')
    .map((name) => quoted(name.trim()))
    .join(', ');

/** Types of Java and of other systems are only told apart by their name. */
const typeOf = (written: string | undefined): string => {
  const type = (written ?? 'text').replace(/^java\.sql\.Types\./i, '').trim();
  return /^[a-z][a-z0-9_ ]*(\(\d+(, ?\d+)?\))?$/i.test(type) ? type : 'text';
};

const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';

/** Columns of a change, beside one another or in a list of their own. */
const columnsOf = ({ children }: LogNode): readonly LogNode[] =>
  children.flatMap((child) => (child.name === 'columns' ? child.children : [child])).filter(({ name }) => name === 'column');

/** The default that a column is given, as SQL writes it. */
function defaultOf(values: LogNode['values'], prefix = 'defaultValue'): string | undefined {
  const plain = values.get(`${prefix}Numeric`) ?? values.get(`${prefix}Boolean`);
  if (plain !== undefined) return /^-?[\w.]+$/.test(plain) ? plain : 'NULL';
  const computed = values.get(`${prefix}Computed`);
  // As MySQL writes it.
  if (computed !== undefined) return computed.replace(/^(current_\w+)\(\)$/i, '$1');
  const text = values.get(prefix) ?? values.get(`${prefix}Date`);
  return text === undefined ? undefined : `'${text.replaceAll("'", "''")}'`;
}

/** What a column refers to: `person(id)`, or table and columns by themselves. A table may be called as a word of the language. */
function referenceOf(constraints: LogNode['values']): string | undefined {
  const [, table = '', columns] = /^([^()]+)(?:\(([^()]+)\))?$/.exec(constraints.get('references')?.trim() ?? '') ?? [];
  const to = constraints.get('referencedTableName') ?? table;
  if (to === '') return undefined;
  const schema = constraints.get('referencedTableSchemaName');
  const parts = [...(schema === undefined ? [] : [schema]), ...to.split('.')].map((part) => quoted(unquoted(part.trim())));
  const named = constraints.get('referencedColumnNames') ?? columns;
  return `${parts.join('.')}${named === undefined ? '' : ` (${listed(named)})`}`;
}

const unquoted = (name: string): string => name.replace(/^(["`])(.*)\1$/, '$2');

function columnSql(column: LogNode): string {
  const { values } = column;
  const constraints = column.children.find(({ name }) => name === 'constraints')?.values ?? new Map<string, string>();
  const fallback = defaultOf(values);
  const references = referenceOf(constraints);
  return [
    quoted(values.get('name') ?? ''),
    typeOf(values.get('type')),
    ...(isTrue(values.get('autoIncrement')) ? ['GENERATED BY DEFAULT AS IDENTITY'] : []),
    ...(fallback === undefined ? [] : [`DEFAULT ${fallback}`]),
    ...(constraints.get('nullable') === 'false' ? ['NOT NULL'] : []),
    ...(isTrue(constraints.get('primaryKey')) ? ['PRIMARY KEY'] : []),
    ...(isTrue(constraints.get('unique')) ? ['UNIQUE'] : []),
    ...(references === undefined ? [] : [`REFERENCES ${references}`]),
  ].join(' ');
}

type Write = (change: LogNode, get: (name: string) => string) => readonly string[];

const names = (change: LogNode): string =>
  columnsOf(change)
    .map(({ values }) => quoted(values.get('name') ?? ''))
    .join(', ');

const where = (change: LogNode): string => {
  const said = change.children.find(({ name }) => name === 'where')?.text ?? change.values.get('where') ?? '';
  return said.trim() === '' ? '' : ` WHERE ${said}`;
};

const assigned = (column: LogNode): string => `${quoted(column.values.get('name') ?? '')} = ${defaultOf(column.values, 'value') ?? 'NULL'}`;

const alter =
  (does: (get: (name: string) => string) => string): Write =>
  (change, get) => [`ALTER TABLE ${tableOf(change)} ${does(get)}`];

const tableOf = ({ values }: LogNode, prefix = ''): string => {
  const named = (part: string): string | undefined =>
    values.get(prefix === '' ? `${part[0]?.toLowerCase() ?? ''}${part.slice(1)}` : prefix + part);
  const schema = named('SchemaName') ?? named('TableSchemaName');
  return `${schema === undefined ? '' : `${quoted(schema)}.`}${quoted(named('TableName') ?? '')}`;
};

const asWritten =
  (attribute: string): Write =>
  (change, get) => [change.text.trim() || get(attribute).trim()];

const named = (get: (name: string) => string): string =>
  get('constraintName') === '' ? '' : `CONSTRAINT ${quoted(get('constraintName'))} `;

/** Columns, or the index that is there already. */
const keyOf = (get: (name: string) => string): string =>
  get('forIndexName') === '' ? `(${listed(get('columnNames'))})` : `USING INDEX ${quoted(get('forIndexName'))}`;

/** Statements of a change by its name. */
const writers: ReadonlyMap<string, Write> = new Map(
  Object.entries<Write>({
    createTable: (change) => [`CREATE TABLE ${tableOf(change)} (${columnsOf(change).map(columnSql).join(', ')})`],
    dropTable: (change) => [`DROP TABLE ${tableOf(change)}`],
    renameTable: (_change, get) => [`ALTER TABLE ${quoted(get('oldTableName'))} RENAME TO ${quoted(get('newTableName'))}`],
    addColumn: (change) => [
      `ALTER TABLE ${tableOf(change)} ${columnsOf(change)
        .map((column) => `ADD COLUMN ${columnSql(column)}`)
        .join(', ')}`,
      ...columnsOf(change)
        .filter(({ values }) => defaultOf(values, 'value') !== undefined)
        .map((column) => `UPDATE ${tableOf(change)} SET ${assigned(column)}`),
    ],
    dropColumn: (change, get) => {
      const dropped = columnsOf(change).map(({ values }) => values.get('name') ?? '');
      return [
        `ALTER TABLE ${tableOf(change)} ${(dropped.length > 0 ? dropped : [get('columnName')]).map((name) => `DROP COLUMN ${quoted(name)}`).join(', ')}`,
      ];
    },
    renameColumn: alter((get) => `RENAME COLUMN ${quoted(get('oldColumnName'))} TO ${quoted(get('newColumnName'))}`),
    modifyDataType: alter((get) => `ALTER COLUMN ${quoted(get('columnName'))} TYPE ${typeOf(get('newDataType'))}`),
    addNotNullConstraint: (change, get) => {
      const [table, column] = [tableOf(change), quoted(get('columnName'))];
      const filled = defaultOf(change.values, 'defaultNullValue');
      return [
        ...(filled === undefined ? [] : [`UPDATE ${table} SET ${column} = ${filled} WHERE ${column} IS NULL`]),
        `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL`,
      ];
    },
    dropNotNullConstraint: alter((get) => `ALTER COLUMN ${quoted(get('columnName'))} DROP NOT NULL`),
    addDefaultValue: (change, get) => [
      `ALTER TABLE ${tableOf(change)} ALTER COLUMN ${quoted(get('columnName'))} SET DEFAULT ${defaultOf(change.values) ?? 'NULL'}`,
    ],
    dropDefaultValue: alter((get) => `ALTER COLUMN ${quoted(get('columnName'))} DROP DEFAULT`),
    createIndex: (change, get) => [
      `CREATE ${isTrue(get('unique')) ? 'UNIQUE ' : ''}INDEX ${get('indexName') === '' ? '' : quoted(get('indexName'))} ON ${tableOf(change)} (${names(change)})`,
    ],
    dropIndex: (_change, get) => [`DROP INDEX ${quoted(get('indexName'))}`],
    addPrimaryKey: alter((get) => `ADD ${named(get)}PRIMARY KEY ${keyOf(get)}`),
    dropPrimaryKey: alter((get) => `DROP CONSTRAINT ${quoted(get('constraintName') || 'unnamed_pkey')}`),
    addUniqueConstraint: alter((get) => `ADD ${named(get)}UNIQUE ${keyOf(get)}`),
    dropUniqueConstraint: alter((get) => `DROP CONSTRAINT ${quoted(get('constraintName'))}`),
    addCheckConstraint: (change, get) => [
      `ALTER TABLE ${tableOf(change)} ADD ${named(get)}CHECK (${get('constraintBody') || get('checkCondition') || change.text})${get('validate') === 'false' ? ' NOT VALID' : ''}`,
    ],
    dropCheckConstraint: alter((get) => `DROP CONSTRAINT ${quoted(get('constraintName'))}`),
    addAutoIncrement: alter((get) => `ALTER COLUMN ${quoted(get('columnName'))} ADD GENERATED BY DEFAULT AS IDENTITY`),
    addLookupTable: (change, get) => {
      const [table, column] = [tableOf(change, 'existing'), quoted(get('existingColumnName'))];
      const [lookup, key] = [tableOf(change, 'new'), quoted(get('newColumnName'))];
      return [
        `CREATE TABLE ${lookup} AS SELECT DISTINCT ${column} AS ${key} FROM ${table} WHERE ${column} IS NOT NULL`,
        `ALTER TABLE ${lookup} ALTER COLUMN ${key} SET NOT NULL`,
        `ALTER TABLE ${lookup} ADD PRIMARY KEY (${key})`,
        `ALTER TABLE ${table} ADD ${named(get)}FOREIGN KEY (${column}) REFERENCES ${lookup} (${key})`,
      ];
    },
    mergeColumns: (change, get) => {
      const [table, first, second] = [tableOf(change), quoted(get('column1Name')), quoted(get('column2Name'))];
      const whole = quoted(get('finalColumnName'));
      return [
        `ALTER TABLE ${table} ADD COLUMN ${whole} ${typeOf(get('finalColumnType'))}`,
        `UPDATE ${table} SET ${whole} = ${first} || '${get('joinString').replaceAll("'", "''")}' || ${second}`,
        ...[first, second].map((column) => `ALTER TABLE ${table} DROP COLUMN ${column}`),
      ];
    },
    setTableRemarks: (change, get) => [`COMMENT ON TABLE ${tableOf(change)} IS '${get('remarks').replaceAll("'", "''")}'`],
    setColumnRemarks: (change, get) => [
      `COMMENT ON COLUMN ${tableOf(change)}.${quoted(get('columnName'))} IS '${get('remarks').replaceAll("'", "''")}'`,
    ],
    addForeignKeyConstraint: (change, get) => [
      `ALTER TABLE ${tableOf(change, 'base')} ADD CONSTRAINT ${quoted(get('constraintName'))} FOREIGN KEY (${listed(get('baseColumnNames'))}) REFERENCES ${tableOf(change, 'referenced')} (${listed(get('referencedColumnNames'))})${get('validate') === 'false' ? ' NOT VALID' : ''}`,
    ],
    dropForeignKeyConstraint: (change, get) => [`ALTER TABLE ${tableOf(change, 'base')} DROP CONSTRAINT ${quoted(get('constraintName'))}`],
    createSequence: (_change, get) => [`CREATE SEQUENCE ${quoted(get('sequenceName'))}`],
    alterSequence: (_change, get) => [`ALTER SEQUENCE ${quoted(get('sequenceName'))} CACHE ${/^\d+$/.exec(get('cacheSize'))?.[0] ?? '1'}`],
    renameSequence: (_change, get) => [`ALTER SEQUENCE ${quoted(get('oldSequenceName'))} RENAME TO ${quoted(get('newSequenceName'))}`],
    dropSequence: (_change, get) => [`DROP SEQUENCE ${quoted(get('sequenceName'))}`],
    createView: (change, get) => [
      `CREATE ${isTrue(get('replaceIfExists')) ? 'OR REPLACE ' : ''}VIEW ${quoted(get('viewName'))} AS ${change.text || get('selectQuery')}`,
    ],
    renameView: (_change, get) => [`ALTER VIEW ${quoted(get('oldViewName'))} RENAME TO ${quoted(get('newViewName'))}`],
    dropView: (_change, get) => [`DROP VIEW ${quoted(get('viewName'))}`],
    insert: (change) => [
      `INSERT INTO ${tableOf(change)} (${names(change)}) VALUES (${columnsOf(change)
        .map(({ values }) => defaultOf(values, 'value') ?? 'NULL')
        .join(', ')})`,
    ],
    update: (change) => [`UPDATE ${tableOf(change)} SET ${columnsOf(change).map(assigned).join(', ')}${where(change)}`],
    delete: (change) => [`DELETE FROM ${tableOf(change)}${where(change)}`],
    createProcedure: asWritten('procedureText'),
    createFunction: asWritten('functionText'),
    createTrigger: asWritten('triggerText'),
    sql: (change, get) => (foreignSystem(change) === undefined ? asWritten('sql')(change, get) : []),
  }),
);

/** `undefined`: nobody reads it here. */
function statementsOf(change: LogNode): readonly string[] | undefined {
  return writers
    .get(change.name)?.(change, (name) => change.values.get(name) ?? '')
    .map((sql) => sql.replace(/;\s*$/, ''));
}
