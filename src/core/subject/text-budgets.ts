import type { FileKind } from '../package/classify';

const mebibyte = 1024 * 1024;

/**
 * Bytes of a file that are parsed, by kind; data dumps are larger, what people write is not. The largest scripts that are met,
 * those that autoconf writes, have about 1 MB; Debian's cron refuses crontabs of more than 1000 lines; tables of translations
 * and dashboards have 1 to 2 MB; dumps of SQL are taken as far as the grammar is fast.
 */
const bytesOf: Readonly<Record<FileKind, number>> = {
  shell: 4 * mebibyte,
  sql: 8 * mebibyte,
  unit: mebibyte,
  crontab: mebibyte / 4,
  logrotate: mebibyte / 4,
  config: 8 * mebibyte,
  manifest: 8 * mebibyte,
  packaging: 4 * mebibyte,
  interface: 2 * mebibyte,
  certificate: 8 * mebibyte,
  binary: 8 * mebibyte,
  other: mebibyte,
};

/** Bytes of text of one package: all of it is kept as long as the review is. */
export const packageBudget = 256 * mebibyte;

/** Why a file of `size` bytes is not parsed where the package may have `room` more of them; `undefined`: it is. */
export function tooLarge(kind: FileKind, size: number, room: number): string | undefined {
  const most = bytesOf[kind];
  if (size > most) return `${size} bytes, more than the ${most} bytes that are parsed`;
  return size > room ? `the package has more text than the ${packageBudget} bytes that are parsed` : undefined;
}

/** Signs that begin something new, by kind: each becomes objects of about a kilobyte. */
const signsOf: ReadonlyMap<FileKind, RegExp> = new Map([
  ['shell', /[\n;|&(]/g],
  ['config', /[\n,<]/g],
]);

/** Four times what the largest scripts and tables have that are met. */
export const mostParts = 200_000;

/** Why a text is not parsed that has more commands or entries than anybody writes. */
export function tooDense(kind: FileKind, text: string): string | undefined {
  const signs = signsOf.get(kind);
  if (!signs || text.length <= mostParts) return undefined;
  let parts = 0;
  for (signs.lastIndex = 0; parts <= mostParts && signs.test(text);) parts++;
  const what = kind === 'shell' ? 'commands' : 'entries';
  return parts > mostParts ? `more than the ${mostParts} lines and ${what} that are parsed` : undefined;
}
