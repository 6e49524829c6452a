import { compareText } from '../../text/order';
import type { ScratchDatabase } from '../database';
import type { SchemaState } from '../schema';

/** Names of parts with their definitions, as MySQL's own description of its schema tells them. */
const parts: readonly string[] = [
  `SELECT IF(TABLE_TYPE = 'VIEW', 'view', 'table') AS kind, TABLE_NAME AS name, CONCAT_WS(' ', ENGINE, TABLE_COLLATION, ROW_FORMAT, TABLE_COMMENT) AS says,
    NULL AS place FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()`,
  `SELECT 'view', TABLE_NAME, VIEW_DEFINITION, NULL FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()`,
  `SELECT 'column', CONCAT(TABLE_NAME, '.', COLUMN_NAME),
    CONCAT_WS(' ', COLUMN_TYPE, CONCAT('NULL ', IS_NULLABLE), CONCAT('DEFAULT ', COLUMN_DEFAULT), EXTRA, COLLATION_NAME, GENERATION_EXPRESSION, COLUMN_COMMENT),
    ORDINAL_POSITION FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()`,
  `SELECT 'index', CONCAT(TABLE_NAME, '.', INDEX_NAME),
    CONCAT_WS(' ', MIN(INDEX_TYPE), MIN(NON_UNIQUE), GROUP_CONCAT(CONCAT_WS(':', COLUMN_NAME, SUB_PART, COLLATION) ORDER BY SEQ_IN_INDEX)), NULL
    FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() GROUP BY TABLE_NAME, INDEX_NAME`,
  `SELECT 'constraint', CONCAT(k.TABLE_NAME, '.', k.CONSTRAINT_NAME),
    CONCAT_WS(' ', GROUP_CONCAT(CONCAT(k.COLUMN_NAME, '=', k.REFERENCED_TABLE_NAME, '.', k.REFERENCED_COLUMN_NAME) ORDER BY k.ORDINAL_POSITION),
      MIN(r.UPDATE_RULE), MIN(r.DELETE_RULE)), NULL
    FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.REFERENTIAL_CONSTRAINTS r
      ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.TABLE_NAME = k.TABLE_NAME AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
    WHERE k.CONSTRAINT_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL GROUP BY k.TABLE_NAME, k.CONSTRAINT_NAME`,
  `SELECT 'constraint', CONSTRAINT_NAME, CHECK_CLAUSE, NULL FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()`,
  `SELECT 'trigger', CONCAT(EVENT_OBJECT_TABLE, '.', TRIGGER_NAME), CONCAT_WS(' ', ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT), NULL
    FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()`,
  `SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME, CONCAT_WS(' ', DTD_IDENTIFIER, ROUTINE_DEFINITION, SQL_DATA_ACCESS, SECURITY_TYPE), NULL
    FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()`,
  `SELECT 'event', EVENT_NAME, CONCAT_WS(' ', EVENT_DEFINITION, INTERVAL_VALUE, INTERVAL_FIELD, STATUS), NULL
    FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()`,
];

/** Tables of a rehearsal that are counted: of more nothing is said. */
const mostCounted = 200;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** All that the database holds; nothing may be open. */
export async function stateOf(database: ScratchDatabase): Promise<SchemaState> {
  const said = new Map<string, string>();
  const order = new Map<string, string>();
  // A view is told twice, with its text the second time; so is a name that two kinds of constraint share.
  for (const query of parts)
    for (const row of (await database.run(query)).rows) {
      const [kind, name, says, place] = Object.values(row).map(textOf);
      const key = `${kind ?? ''} ${name ?? ''}`;
      said.set(key, `${said.get(key) ?? ''}${says ?? ''}`);
      if (place) order.set(key, place);
    }
  const rows = new Map<string, number>();
  const tables = [...said.keys()].filter((key) => key.startsWith('table ')).map((key) => key.slice('table '.length));
  for (const table of tables.sort(compareText).slice(0, mostCounted)) {
    const [row] = (await database.run(`SELECT COUNT(*) AS seen FROM ${quoted(table)}`)).rows;
    const count = Number(row?.['seen']);
    if (count > 0) rows.set(table, count);
  }
  return { parts: said, order, rows };
}

/** Names of all tables. */
export async function tablesIn(database: ScratchDatabase): Promise<ReadonlySet<string>> {
  const { rows } = await database.run(
    "SELECT TABLE_NAME AS seen FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'",
  );
  return new Set(rows.map((row) => textOf(row['seen'])));
}
