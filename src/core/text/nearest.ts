/**
 * The known word that somebody may have meant, or `undefined` if none is near: a slip for each three characters, neighbours
 * that changed places counted as one slip.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().slice(0, longest);
  let found: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const slips = distance(wanted, candidate.toLowerCase().slice(0, longest));
    if (slips >= least) continue;
    least = slips;
    found = candidate;
  }
  return found;
}

/** ` (did you mean …?)`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const found = nearest(word, known);
  return found === undefined ? '' : ` (did you mean ${found}?)`;
}

/** Characters that are compared: no name of ours is longer, and the work grows with the square. */
const longest = 64;

/** Damerau and Levenshtein, in the form that never touches a pair twice. */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const differ = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + differ,
        swapped ? at(older, column - 2) + 1 : Infinity,
      );
    }
    [older, above] = [above, current];
  }
  return at(above, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
