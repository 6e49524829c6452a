/** By code units, the same on every computer: reports and patches do not depend on a locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => compareText(a.path, b.path);
