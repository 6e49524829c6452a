import { plainText } from './mapped-text';
import type { SqlScript } from './sql/session';
import { parsePart } from './sql/script';

export { embeddedSql } from './sql/embedded';
export { loadSqlParser } from './sql/grammar';
export type { SqlCommand, SqlInclude, SqlItem, SqlPart, SqlStatement } from './sql/script';
export type { AdvisoryLock } from './sql/statement-facts';
export type { Checked, SqlOperation } from './sql/operations';
export type { SchemaObject, SchemaStep } from './sql/steps';
export type { SqlClient, SqlScript } from './sql/session';

/**
 * Reads a PostgreSQL script as psql would. What does not parse becomes a fault and the rest is still read; a script for another
 * database system has no faults. Never throws once `loadSqlParser` was awaited.
 */
export function parseSql(text: string): SqlScript {
  const { items, faults, dialect } = parsePart(plainText(text), 'file');
  return { span: { start: 0, end: text.length }, faults, dialect, items };
}
