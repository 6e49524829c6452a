import type { CellState, Matrix, MatrixCell, MatrixColumn, MatrixRow } from '../inventory/matrix';
import { shownPath } from '../package/nested-path';
import { rowState } from '../inventory/row-state';
import type { Span } from '../text/span';

/**
 * What a cell or row says to people. `elsewhere`: this host lacks it, another one of its environment has it, and hosts have roles.
 * `along`: the package brings it. `exempt`: it is asked of another system.
 */
export const tableStates = [
  'unsatisfied',
  'missing',
  'vulnerable',
  'unknown',
  'loose',
  'satisfied',
  'along',
  'elsewhere',
  'exempt',
] as const;
export type TableState = (typeof tableStates)[number];

/** States that somebody must do something about. */
export const problemStates: readonly TableState[] = ['unsatisfied', 'missing', 'vulnerable', 'unknown'];

/** A matrix as a table shows it, whole and small: it goes from one thread to another and on into a page. */
export interface MatrixTable {
  /** The one that the states of rows are about. */
  readonly environment: string;
  readonly columns: readonly MatrixColumn[];
  /** Each once; the first is `''`, nothing known. */
  readonly versions: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly dependency: string;
  /** The range as written, or `''`. */
  readonly required: string;
  readonly optional: boolean;
  readonly state: TableState;
  /** Where the package asks for it. */
  readonly path: string;
  readonly span: Span;
  /** What people read of the file that asks for it, or `''` where it is the manifest. */
  readonly from: string;
  /** In the order of the columns, as `packedCell` packs them. */
  readonly cells: readonly number[];
}

/** A place in `versions` and one in `tableStates` as one number: there may be hundreds of thousands. */
export const packedCell = (version: number, state: TableState): number => version * tableStates.length + tableStates.indexOf(state);

/** Hosts have roles: what one lacks and another one has is no fault. */
export function cellState(row: MatrixRow, { state, environment }: MatrixCell): CellState | 'elsewhere' {
  return state === 'missing' && rowState(row, environment) !== 'missing' ? 'elsewhere' : state;
}

export const stateOfRow = (row: MatrixRow, environment: string): TableState => (row.broughtAlong ? 'along' : rowState(row, environment));

/** The file that asks for a dependency, where that is not the manifest. */
export const placeOfRow = ({ path, elsewhere }: MatrixRow): string | undefined => (elsewhere ? shownPath(path) : undefined);

export function matrixTable({ columns, rows }: Matrix, environment: string): MatrixTable {
  const places = [...new Set(columns.map((column) => column.environment))];
  const versions = [...new Set(['', ...rows.flatMap(({ cells }) => cells.map(({ version = '' }) => version))])];
  const versionAt = new Map(versions.map((version, at) => [version, at]));
  return {
    environment,
    columns,
    versions,
    rows: rows.map((row) => {
      const lacking = new Set(places.filter((place) => rowState(row, place) === 'missing'));
      const shown = (cell: MatrixCell) => (cell.state === 'missing' && !lacking.has(cell.environment) ? 'elsewhere' : cell.state);
      return {
        dependency: row.dependency,
        required: row.required ?? '',
        optional: row.optional,
        state: stateOfRow(row, environment),
        path: row.path,
        span: row.span,
        from: placeOfRow(row) ?? '',
        cells: row.cells.map((cell) => packedCell(versionAt.get(cell.version ?? '') ?? 0, shown(cell))),
      };
    }),
  };
}
