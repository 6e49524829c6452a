import type { CellState, Matrix, MatrixRow } from '../inventory/matrix';
import { rowState } from '../inventory/row-state';

/** Rows that are shown: nobody reads further, and a manifest of megabytes declares fifty thousand. */
const mostRows = 2000;

/** Cells of all rows that are shown. */
const mostCells = 20_000;

/** Rows that are shown for however many hosts: these are the site's own, and not what a vendor makes many. */
const leastRows = 100;

const worstFirst: readonly CellState[] = ['unsatisfied', 'missing', 'vulnerable', 'unknown', 'loose', 'satisfied', 'exempt'];

/** The rows that a matrix shows, in their order: if it is too much, those that are worst for `environment`. The rest is counted. */
export function boundedMatrix({ columns, rows }: Matrix, environment: string): Matrix {
  const room = Math.max(leastRows, Math.min(mostRows, Math.floor(mostCells / Math.max(1, columns.length))));
  if (rows.length <= room) return { columns, rows };
  const ranked = rows.map((row, at) => ({ row, at, rank: rankOf(row, environment) })).sort((a, b) => a.rank - b.rank);
  const kept = ranked.slice(0, room).sort((a, b) => a.at - b.at);
  const failing = ranked.slice(room).filter(({ rank }) => rank <= worstFirst.indexOf('missing')).length;
  return { columns, rows: kept.map(({ row }) => row), more: { rows: rows.length - room, failing } };
}

/** What need not be there is worse than nothing. */
function rankOf(row: MatrixRow, environment: string): number {
  return row.optional || row.broughtAlong ? worstFirst.length : worstFirst.indexOf(rowState(row, environment));
}
