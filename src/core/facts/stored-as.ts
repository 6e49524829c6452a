import { fact } from '../subject/fact';

/** Files that are stored as UTF-16, or with a byte order mark, by their paths. */
export const storedAs = fact(
  ['text'],
  ({ subjects }): ReadonlyMap<string, 'wide' | 'marked'> =>
    new Map(
      subjects.text.flatMap(({ path, syntax: { stored } }) =>
        stored === undefined ? [] : [[path, stored.startsWith('utf-16') ? ('wide' as const) : ('marked' as const)]],
      ),
    ),
);
