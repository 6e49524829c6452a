import type { Matrix } from '../../inventory/matrix';
import type { Picture, Shape } from '../document/document';
import { cellState, type TableState } from '../matrix-table';
import { stateWords } from '../words';
import { legendOf } from './legend';

/** Rows and columns that are drawn; the table has all. */
const [mostRows, mostColumns] = [80, 60];

/** Pixels. */
const [cell, left, top, narrowest] = [14, 170, 4, 560];

const states: readonly TableState[] = ['satisfied', 'loose', 'unsatisfied', 'missing', 'vulnerable', 'elsewhere', 'exempt', 'unknown'];

/** A strip of cells for each dependency: where it is red, one looks into the table. */
export function matrixPicture({ columns, rows }: Pick<Matrix, 'columns' | 'rows'>): Picture {
  const shown = rows.slice(0, mostRows);
  const shapes = shown.flatMap((row, at): Shape[] => {
    const { dependency, cells } = row;
    const y = top + at * (cell + 2);
    const name = dependency.length > 24 ? `${dependency.slice(0, 23)}…` : dependency;
    return [
      { kind: 'label', x: left - 8, y: y + 11, text: name, anchor: 'end' },
      ...cells.slice(0, mostColumns).flatMap((of, column): Shape[] => {
        const state = cellState(row, of);
        const x = left + column * (cell + 2);
        const box: Shape = { kind: 'box', x, y, width: cell, height: cell, look: `state-${state}` };
        // The shape says it as well as the colour.
        const down: Shape = { kind: 'line', x: x + 3, y: y + 3, toX: x + cell - 3, toY: y + cell - 3, look: 'cross' };
        const up: Shape = { kind: 'line', x: x + cell - 3, y: y + 3, toX: x + 3, toY: y + cell - 3, look: 'cross' };
        if (state === 'unsatisfied' || state === 'missing') return [box, down, up];
        return state === 'vulnerable' ? [box, down] : [box];
      }),
    ];
  });
  const all = rows.flatMap((row) => row.cells.map((of) => cellState(row, of)));
  const counts = states.map((state) => ({ state, count: all.filter((each) => each === state).length }));
  const height = top + shown.length * (cell + 2) + 4;
  const there = counts.filter(({ count }) => count > 0);
  const strip = left + Math.min(columns.length, mostColumns) * (cell + 2) + 8;
  const width = Math.max(strip, narrowest);
  const legend = legendOf(
    there.map(({ state }) => ({ look: `state-${state}`, text: stateWords[state] })),
    height,
    width,
  );
  return {
    title: 'Dependencies on each host',
    text: `${rows.length} ${rows.length === 1 ? 'dependency' : 'dependencies'} on ${columns.length} host${columns.length === 1 ? '' : 's'}: ${counts.flatMap(({ state, count }) => (count > 0 ? [`${count} ${stateWords[state]}`] : [])).join('; ')}. A cell with a cross is not satisfied or missing${all.includes('vulnerable') ? ', one with a stroke has a known hole' : ''}.`,
    width,
    height: height + legend.height,
    shapes: [...shapes, ...legend.shapes],
  };
}
