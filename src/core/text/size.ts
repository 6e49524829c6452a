/** Powers of 1024, as memory is counted: a limit of 16 GB is 17,179,869,184 bytes. */
const units: readonly string[] = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A size as people write it: `16 GB`, `1.5MB`, `256 MiB`, or a plain number of bytes. For the schema of settings. */
export const sizePattern = '^\\s*\\d{1,16}(\\.\\d{1,3})?\\s*([kKmMgGtT]?[iI]?[bB]\\s*)?$';

/** Bytes, or `undefined` for what is no size. */
export function parseSize(text: string): number | undefined {
  if (!new RegExp(sizePattern).test(text)) return undefined;
  const unit =
    text
      .replace(/[\d.\s]/g, '')
      .toUpperCase()
      .replace('I', '') || 'B';
  return Math.round(Number.parseFloat(text) * 1024 ** units.indexOf(unit));
}

/** In the largest unit that says it without a fraction: `16 GB`. */
export function exactSize(bytes: number): string {
  let unit = 0;
  for (; bytes >= 1024 && bytes % 1024 === 0 && unit < units.length - 1; unit++) bytes /= 1024;
  return `${bytes} ${units[unit] ?? ''}`;
}
