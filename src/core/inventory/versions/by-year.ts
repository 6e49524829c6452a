/** `2019`, `2022.1`, but no date. */
const year = /^v?(?:19[89]|20[0-4])\d(?:\.\d{1,5}){0,3}$/i;
const small = /^v?(?:\d+:)?\d{1,2}(?:\.|-|$)/i;

/**
 * Whether one of two versions is named after a year and the other one is counted, as SQL Server 2019 calls itself 15.0 and Visual C++ 2019 calls
 * itself 14.29: which is the later one nobody can say.
 */
export const isNamedOtherwise = (a: string, b: string): boolean => (year.test(a) && small.test(b)) || (small.test(a) && year.test(b));
