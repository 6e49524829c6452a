import { visible } from '../../text/visible';
import { shownPath } from '../../package/nested-path';
import type { Matrix } from '../../inventory/matrix';
import type { Review } from '../../review/review';
import { cellState } from '../matrix-table';
import { moreRowsWords, stateWords } from '../words';
import type { ReportFormat } from './format';

const head = [
  'package',
  'version',
  'dependency',
  'required',
  'optional',
  'environment',
  'host',
  'installed',
  'state',
  'declared in',
  'known holes',
];

/** Programs that show tables take a text that begins so for a formula, and run it. */
const formula = /^[\s]*[=+\-@|%\t\r]/;

function cell(text: string): string {
  const shown = visible(text);
  const plain = formula.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** As RFC 4180 has it. */
const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** The matrix of one package. */
export const matrixCsv = (named: Pick<Review['package'], 'name' | 'version'>, matrix: Matrix): string =>
  [line(head), ...rowsOf(named, matrix)].join('');

function rowsOf({ name, version = '' }: Pick<Review['package'], 'name' | 'version'>, matrix: Matrix): string[] {
  const more = matrix.more ? [line([name, version, moreRowsWords(matrix.more), '', '', '', '', '', '', '', ''])] : [];
  const rows = matrix.rows.flatMap((row) => {
    const { dependency, required = '', optional, cells } = row;
    const begin = [name, version, dependency, required, optional ? 'yes' : 'no'];
    const file = shownPath(row.path);
    if (cells.length === 0) return [line([...begin, '', '', '', stateWords.unknown, file, ''])];
    return cells.map((cell) =>
      line([
        ...begin,
        cell.environment,
        cell.host,
        cell.version ?? '',
        stateWords[cellState(row, cell)],
        file,
        (cell.advisories ?? []).join(' '),
      ]),
    );
  });
  return [...rows, ...more];
}

/** The matrix for a spreadsheet: a line for each dependency and host. */
export const csv: ReportFormat = {
  id: 'csv',
  name: 'CSV (matrix)',
  ending: 'csv',
  mediaType: 'text/csv',
  tellsDigest: false,
  write: ({ package: named, matrix }) => matrixCsv(named, matrix),
  join: (reports) => reports.map((report, at) => (at === 0 ? report : report.slice(line(head).length))).join(''),
};
