import type { MatrixColumn, MatrixRow } from '../inventory/matrix';
import { rowState } from '../inventory/row-state';
import { groupBy } from '../text/groups';
import { cellState, type TableState } from './matrix-table';

/** What one environment has of a dependency. */
export interface RowEnvironment {
  readonly environment: string;
  readonly state: TableState;
  /** Each once, in the order of the hosts. */
  readonly versions: readonly string[];
  readonly hosts: readonly {
    readonly host: string;
    readonly version: string;
    readonly state: TableState;
    readonly advisories: readonly string[];
  }[];
}

/** A row by environment: the one under review first, the others as they are listed. */
export function rowEnvironments(row: MatrixRow, columns: readonly MatrixColumn[], reviewed: string): RowEnvironment[] {
  const placed = row.cells.map((cell, at) => ({ cell, host: columns[at]?.host ?? cell.host }));
  const found = [...groupBy(placed, ({ cell }) => cell.environment)].map(([environment, own]) => ({
    environment,
    state: rowState(row, environment),
    versions: [...new Set(own.flatMap(({ cell }) => cell.version ?? []))],
    hosts: own.map(({ cell, host }) => ({
      host,
      version: cell.version ?? '',
      state: cellState(row, cell),
      advisories: cell.advisories ?? [],
    })),
  }));
  return [...found.filter(({ environment }) => environment === reviewed), ...found.filter(({ environment }) => environment !== reviewed)];
}
