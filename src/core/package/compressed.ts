import { kindOfPath } from './classify';
import { isForPeople, isHarmlessName } from './file-names';

/** Endings of one file that is compressed, as far as compressions are undone here. */
const ending = /\.(gz|bz2|xz|zst|lzma)$/i;

/** The name of what is compressed: `seed.sql` of `seed.sql.gz`. `undefined`: the name does not say that it is. */
export const withoutCompression = (path: string): string | undefined => (ending.test(path) ? path.replace(ending, '') : undefined);

/** The same of compressions that nobody undoes here. */
export const withoutOtherCompression = (path: string): string | undefined =>
  /\.(br|lz4|lzo|lz|Z)$/.test(path) ? path.replace(/\.\w+$/, '') : undefined;

/** Pages that a web server hands out as they are, beside those that are not compressed. */
const served = /\.([cm]?js|map)$/i;

/** Manual pages, of which every package has some. */
const manual = /\.[1-9][a-z]*$/;

/** Whether what has this name, compressed, could run or configure anything. */
export function isWorthOpening(inside: string): boolean {
  const kind = kindOfPath(inside);
  if (kind !== undefined && kind !== 'other') return true;
  return !isHarmlessName(inside) && !served.test(inside) && !manual.test(inside) && !isForPeople(inside);
}
