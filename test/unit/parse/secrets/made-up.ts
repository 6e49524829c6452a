/** Characters that nobody chose, and the same at each run; nothing in the sources looks like a token to a scanner. */
export function maker(seed: number) {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return {
    next,
    of: (alphabet: string, length: number): string => Array.from({ length }, () => alphabet.charAt(next(alphabet.length))).join(''),
  };
}

export const lower = 'abcdefghijklmnopqrstuvwxyz';
export const upper = lower.toUpperCase();
export const digits = '0123456789';
export const hex = '0123456789abcdef';
export const word = lower + upper + digits;
export const base64 = `${word}+/`;

export interface Sample {
  readonly path: string;
  readonly text: string;
  /** What is to be found; absent: nothing. */
  readonly secret?: string;
}
