import type { Shape } from '../document/document';

/** Pixels: of a line, of a box, and about of a letter. */
const [rowHeight, box, letter] = [22, 12, 6.6];

export interface LegendEntry {
  readonly look: string;
  readonly text: string;
}

/** What the looks of a picture mean, in lines below it: its shapes, and how high they are. */
export function legendOf(
  entries: readonly LegendEntry[],
  top: number,
  width: number,
): { readonly shapes: readonly Shape[]; readonly height: number } {
  let [x, row] = [0, 0];
  const shapes = entries.flatMap(({ look, text }): Shape[] => {
    const wide = box + 6 + text.length * letter + 18;
    if (x > 0 && x + wide > width) [x, row] = [0, row + 1];
    const [at, y] = [x, top + 8 + row * rowHeight];
    x += wide;
    return [
      { kind: 'box', x: at + 1, y: y + 2, width: box, height: box, look },
      { kind: 'label', x: at + box + 6, y: y + 12, text },
    ];
  });
  return { shapes, height: entries.length === 0 ? 0 : 8 + (row + 1) * rowHeight };
}
