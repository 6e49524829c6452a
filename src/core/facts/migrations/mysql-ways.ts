import type { PlainColumn, TableAction } from '../../parse/sql';
import { isSince, type MysqlServer } from './mysql-server';

/**
 * How InnoDB does a part of `ALTER TABLE`, as measured on MariaDB 10.11 and as MySQL's manual says (Online DDL Operations).
 * `instant`: only the definition changes; `in-place`: others read and write meanwhile; `shared`: others only read; `copy`: the whole table is
 * copied, and others only read; `either`: the old definition decides between the last two and the first.
 */
export type Way = 'instant' | 'in-place' | 'shared' | 'copy' | 'either';

export interface Circumstances {
  readonly server: MysqlServer;
  /** As the column was, as far as the package tells. */
  readonly before: (column: string) => PlainColumn | undefined;
  /** `foreign_key_checks = 0`. */
  readonly checksOff: boolean;
  /** The same statement makes a new primary key. */
  readonly addsPrimary: boolean;
  readonly isInnodb: boolean;
}

export function wayOf(action: TableAction, at: Circumstances): Way {
  const way = at.isInnodb || action.does === 'rename-table' ? innodbWay(action, at) : 'copy';
  // Since 11.2 MariaDB copies while others write.
  return way === 'copy' && at.server.isMaria === true && at.server.version !== undefined && isSince(at.server, [11, 2], [99])
    ? 'in-place'
    : way;
}

/** Whatever server of those that it may meet: the change is more than one of the definition. */
export function isNeverInstant(action: TableAction, at: Circumstances): boolean {
  const { isMaria, version } = at.server;
  const newest = [true, false].filter((each) => (isMaria ?? each) === each).map((each) => ({ ...at.server, isMaria: each, version: [99] }));
  const met = version !== undefined && version.length > 2 ? [at.server] : newest;
  return met.every((server) => !/^(instant|either)$/.test(wayOf(action, { ...at, server })));
}

/** How often MySQL adds and drops columns at once before the table must be written anew, since 8.0.29; MariaDB counts nothing. */
export const mostInstantVersions = (server: MysqlServer): number => (isSince(server, [99], [9, 1]) ? 255 : 64);

function innodbWay(action: TableAction, { server, before, checksOff, addsPrimary }: Circumstances): Way {
  const { does, name, to, column, engine } = action;
  switch (does) {
    case 'add-column':
      return column ? addingWay(column, server) : 'either';
    case 'drop-column':
      return isSince(server, [10, 4], [8, 0, 29]) ? 'instant' : 'in-place';
    case 'rename-column':
      return isSince(server, [10, 5], [8, 0, 28]) ? 'instant' : 'in-place';
    case 'modify-column':
    case 'change-column': {
      const old = before(name);
      return column && old ? changingWay(old, column, to !== undefined && to !== name, server) : 'either';
    }
    case 'set-default':
    case 'metadata':
    case 'rename-table':
      return 'instant';
    case 'add-index':
    case 'add-unique':
    case 'add-primary':
    case 'drop-index':
    case 'rebuild':
    case 'row-format':
      return 'in-place';
    case 'rename-index':
      return isSince(server, [10, 5], [99]) ? 'instant' : 'in-place';
    case 'drop-foreign-key':
    case 'drop-check':
      return isSince(server, [10, 3], [99]) ? 'instant' : 'in-place';
    case 'add-fulltext':
    case 'add-spatial':
      return 'shared';
    case 'drop-primary':
      return addsPrimary ? 'in-place' : 'copy';
    case 'add-foreign-key':
      return checksOff ? 'in-place' : 'copy';
    case 'engine':
      return engine === 'innodb' ? 'in-place' : 'copy';
    case 'add-check':
    case 'convert':
    case 'sort':
      return 'copy';
    default:
      return 'either';
  }
}

function addingWay(column: PlainColumn, server: MysqlServer): Way {
  if (column.generated === 'stored' || column.default === 'computed' || column.isChecked) return 'copy';
  if (column.counts) return 'shared';
  if (column.isKey) return 'in-place';
  const since: readonly [readonly number[], readonly number[]] = column.isPlaced
    ? [
        [10, 4],
        [8, 0, 29],
      ]
    : [
        [10, 3, 2],
        [8, 0, 12],
      ];
  return isSince(server, ...since) ? 'instant' : 'in-place';
}

function changingWay(old: PlainColumn, now: PlainColumn, isRenamed: boolean, server: MysqlServer): Way {
  if (now.charset && !old.charset) return 'either';
  if (now.generated !== old.generated || now.counts !== old.counts) return 'copy';
  if (now.type !== old.type) return typeWay(old.type, now.type, server);
  if (now.isNotNull !== old.isNotNull) return 'in-place';
  return isRenamed || now.isPlaced ? (isSince(server, [10, 5], [8, 0, 28]) ? 'instant' : 'in-place') : 'instant';
}

/** Characters that have more than one byte for their length from here on, whatever the character set. */
const longLength = 256;
/** Characters whose bytes are counted in one byte in every character set: four bytes each. */
const shortLength = 63;

function typeWay(from: string, to: string, server: MysqlServer): Way {
  const size = (type: string): number | undefined => {
    const [, digits] = /^varchar\((\d+)\)$/.exec(type) ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
  const [old, now] = [size(from), size(to)];
  if (old !== undefined && now !== undefined) {
    if (now < old) return 'copy';
    // Measured: also beyond 255 bytes, and in an index.
    if (isSince(server, [10, 11], [99])) return 'instant';
    return isSince(server, [10, 2, 2], [99]) || old >= longLength || now <= shortLength ? 'in-place' : 'either';
  }
  const values = /^(enum|set)\(/;
  if (values.test(from) && values.test(to)) return to.startsWith(from.slice(0, -1)) ? 'instant' : 'copy';
  return 'copy';
}
