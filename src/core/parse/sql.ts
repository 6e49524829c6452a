import { plainText } from './mapped-text';
import type { SqlScript } from './sql/session';
import type { SqlItem } from './sql/items';
import { changelogSql } from './sql/changelog';
import { rollbackText } from './sql/liquibase';
import { parsePart } from './sql/script';
import { parsePlain } from './sql/tolerant/part';

export { embeddedSql, namesClient, sqlInLines } from './sql/embedded';
export { frameOf, parseProgram } from './sql/program';
export { isSqitchPlan, parseSqitchPlan } from './sql/sqitch-plan';
export { saysRollback, withoutRemarks } from './sql/liquibase';
export { loadSqlParser } from './sql/grammar';
export type { SqlCommand, SqlInclude, SqlItem, SqlPart, SqlStatement } from './sql/items';
export type { LogInclude } from './sql/changelog-includes';
export type { AdvisoryLock } from './sql/statement-facts';
export type { Checked, SqlOperation } from './sql/operation';
export type { PlainColumn } from './sql/tolerant/column';
export type { TableAction, TableChange } from './sql/tolerant/table-change';
export type { SchemaObject, SchemaStep } from './sql/steps';
export type { SqlClient, SqlScript } from './sql/session';

/**
 * Reads a PostgreSQL script as psql would. What does not parse becomes a fault and the rest is still read; a script for another
 * database system has no faults. Never throws once `loadSqlParser` was awaited.
 */
export function parseSql(text: string): SqlScript {
  const { items, faults, dialect } = parsePart(plainText(text), 'file');
  const unread = dialect === 'postgresql' ? items.filter((item) => item.kind === 'statement' && item.facts.isUnread).length : 0;
  return { span: { start: 0, end: text.length }, faults, dialect, items, ...(unread > 0 && { unreadStatements: unread }) };
}

/** The statements of a changelog of Liquibase in XML, YAML or JSON; `undefined`: it is none. `loadSqlParser` must have been awaited. */
export function parseChangelog(text: string): SqlScript | undefined {
  const read = changelogSql(text);
  if (!read) return undefined;
  const { items, faults } = parsePart(read.sql, 'file', 'postgresql', true);
  // Within a change that is SQL itself the place is a character of it.
  const stumbled = faults.map(({ span }) => /^\w{2,}$/.exec(text.slice(span.start, span.end))?.[0] ?? 'sql');
  return {
    span: { start: 0, end: text.length },
    faults: [],
    dialect: 'postgresql',
    items,
    unread: [...new Set([...read.unread, ...stumbled])],
    runs: read.includes,
    names: read.names,
  };
}

/** What takes a file of Liquibase back, as its remarks say; `undefined`: they say nothing of the kind. */
export function rollbackItems(text: string, dialect: SqlScript['dialect']): readonly SqlItem[] | undefined {
  const back = rollbackText(text);
  return back && parsePart(back, 'file', dialect === 'other' ? undefined : dialect).items;
}

/** A script whose words do not tell, read as one of another system than PostgreSQL. */
export const itemsAs = (text: string, dialect: 'mysql' | 'sqlite'): readonly SqlItem[] =>
  parsePlain(plainText(text), 'file', dialect).items;
