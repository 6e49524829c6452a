import { knownTables, liveChanges, type LiveChange } from '../../facts/migrations/mysql-operations';
import { mysqlServer, type MysqlServer } from '../../facts/migrations/mysql-server';
import { isNeverInstant, wayOf, type Way } from '../../facts/migrations/mysql-ways';
import type { TableAction } from '../../parse/sql';
import type { LiveSite } from './live-operations';

/** A change of a table of MySQL, with how the server does each part of it. */
export interface JudgedChange extends LiveChange {
  readonly ways: readonly { readonly action: TableAction; readonly way: Way }[];
  /** A part of it that no server of those that it may meet does at once. */
  readonly never: TableAction | undefined;
  readonly server: MysqlServer;
  /** It is known that the table is InnoDB's, or nothing says otherwise. */
  readonly isInnodb: boolean;
}

/** What migrations do to tables of MySQL and MariaDB that people work with. */
export function mysqlChanges(site: LiveSite): readonly JudgedChange[] {
  const server = mysqlServer(site);
  const tables = knownTables(site.package);
  return liveChanges(site, 'mysql').map((live) => {
    const { actions, table } = live.change;
    const known = tables.get(table);
    const isInnodb = known?.engine === undefined || known.engine === 'innodb';
    const checksOff = /^(0|off|false)$/i.test(live.settings.get('foreign_key_checks') ?? '');
    const addsPrimary = actions.some(({ does }) => does === 'add-primary');
    const at = { server, before: (column: string) => known?.columns.get(column), checksOff, addsPrimary, isInnodb };
    const never = live.change.algorithm === 'instant' ? actions.find((action) => isNeverInstant(action, at)) : undefined;
    return { ...live, server, isInnodb, never, ways: actions.map((action) => ({ action, way: wayOf(action, at) })) };
  });
}
