import type { SqlItem } from '../../parse/sql';
import type { Subject } from '../../subject/subject';
import type { Caller } from './callers';

/** `\set ON_ERROR_STOP on`: psql ends at the first error from here on. */
export const setsStop = (item: SqlItem): boolean =>
  item.kind === 'command' && item.name === 'set' && /^ON_ERROR_STOP\b(?!\s+(off|0))/i.test(item.argument);

/** Whether psql goes on after a statement of the session that fails. `callers`: what surely has the file run. */
export function goesOn({ syntax: { client, items, dialect } }: Subject<'sql'>, callers: readonly Caller[]): boolean {
  if (dialect !== 'postgresql' || items.some(setsStop)) return false;
  return client ? !client.onErrorStop : callers.some(({ isPsql, onErrorStop }) => isPsql && !onErrorStop);
}
