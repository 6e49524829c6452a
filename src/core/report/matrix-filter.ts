import type { Matrix, MatrixColumn, MatrixRow } from '../inventory/matrix';
import { stateOfRow, type TableState } from './matrix-table';

/** What of a matrix people want to see. */
export interface MatrixFilter {
  /** Of the environment under review; none: all. */
  readonly states: readonly TableState[];
  /** Dependencies below the services whose units run on the hosts. */
  readonly byService: boolean;
}

export const allRows: MatrixFilter = { states: [], byService: false };

export const isNarrowMatrix = ({ states, byService }: MatrixFilter): boolean => states.length > 0 || byService;

/** Rows of all hosts, or of those of one service; cells are in the order of the columns. */
export interface RowGroup {
  /** `''`: hosts that no service has units on. Absent: all hosts. */
  readonly service?: string;
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
}

/** The rows that are wanted; services that have none of them are left out. A host that runs several services stands with each of them. */
export function rowGroups(matrix: Matrix, environment: string, { states, byService }: MatrixFilter): readonly RowGroup[] {
  const groups = byService ? servicesOf(matrix).map((service) => hostsOf(matrix, service)) : [matrix];
  return groups
    .map(({ rows, ...group }) => ({
      ...group,
      rows: rows.filter((row) => states.length === 0 || states.includes(stateOfRow(row, environment))),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** Hosts without a service come last. */
function servicesOf({ columns }: Matrix): readonly string[] {
  const named = new Set(columns.flatMap(({ services = [] }) => services));
  return [...named, ...(columns.some(({ services = [] }) => services.length === 0) ? [''] : [])];
}

function hostsOf({ columns, rows }: Matrix, service: string): RowGroup {
  const own = columns.map(({ services = [] }) => (service === '' ? services.length === 0 : services.includes(service)));
  return {
    service,
    columns: columns.filter((_column, at) => own[at]),
    rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_cell, at) => own[at]) })),
  };
}
