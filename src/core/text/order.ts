/** By code units, the same on every computer: reports and patches do not depend on a locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => compareText(a.path, b.path);

/** As people number files: `V9` before `V10`; by code units where the numbers are alike. */
export function compareNumbered(a: string, b: string): number {
  const [as, bs] = [a.split(digits), b.split(digits)];
  for (let at = 0; at < Math.min(as.length, bs.length); at++) {
    const [x = '', y = ''] = [as[at], bs[at]];
    const order = at % 2 === 1 ? compareNumbers(x, y) : compareText(x, y);
    if (order !== 0) return order;
  }
  return as.length - bs.length || compareText(a, b);
}

/** Kept by `split`, at odd places. */
const digits = /(\d+)/;

/** Of any length, such as the times that tools name migrations by. */
function compareNumbers(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return x.length - y.length || compareText(x, y);
}
