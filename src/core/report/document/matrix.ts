import { shownPath } from '../../package/nested-path';
import type { Matrix, MatrixCell, MatrixRow } from '../../inventory/matrix';
import type { Review } from '../../review/review';
import { shortList } from '../../review/file-gaps';
import { matrixPicture } from '../pictures/matrix';
import { cellState, placeOfRow } from '../matrix-table';
import { moreRowsWords, stateMarks, stateWords } from '../words';
import { quiet, section, table, text, type Line, type Section } from './document';

/** What runs where, against what the package asks for. */
export function matrixDocument({ columns, rows, more }: Matrix): Section | undefined {
  if (rows.length === 0) return section('matrix', 'Dependency matrix', [quiet('The package declares no dependencies.')]);
  const isCompared = columns.length > 0;
  return section('matrix', 'Dependency matrix', [
    isCompared ? { kind: 'picture', picture: matrixPicture({ columns, rows }) } : text('No inventory is loaded: nothing to compare with.'),
    table(
      ['Dependency', 'Required', ...columns.map(({ environment, host }) => `${environment} ${host}`)],
      rows.map((row): Line[] => {
        const { dependency, required, optional, broughtAlong, cells } = row;
        return [
          [dependency + (optional ? ' (optional)' : '') + (broughtAlong ? ' (in the package)' : ''), ...askedBy(row)],
          [required === undefined ? 'any' : { code: required }],
          ...cells.map((cell): Line => {
            const state = cellState(row, cell);
            return [`${stateMarks[state]} ${stateWords[state]}`, ...(cell.version ? [' ', { code: cell.version }] : []), ...holes(cell)];
          }),
        ];
      }),
    ),
    more && quiet(moreRowsWords(more)),
  ]);
}

const holes = ({ advisories = [] }: MatrixCell): Line => (advisories.length > 0 ? [`, ${shortList(advisories)}`] : []);

const askedBy = (row: MatrixRow): Line => {
  const place = placeOfRow(row);
  return place === undefined ? [] : [', asked for by ', { code: place }];
};

/** Keys that production sets and whose value in the package is another one. */
export const configDocument = ({ configChanges }: Review): Section | undefined =>
  section('configuration', 'Configuration', [
    configChanges.length === 0
      ? quiet('No key that an inventory knows has another value in the package.')
      : table(
          ['Key', 'Package', 'Production'],
          configChanges.map(({ key, packaged, production }): Line[] => [
            [{ code: key }],
            packaged ? [{ code: packaged.value }, ' in ', { code: shownPath(packaged.path) }] : ['not set'],
            production.flatMap(({ hosts, value }, at): Line => [at === 0 ? '' : '; ', { code: value }, ` on ${hosts.join(', ')}`]),
          ]),
        ),
  ]);
