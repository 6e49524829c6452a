import type { ExtraField } from './extra-field';
import { extra, setUint64, uint64, viewOf } from './records';

/** Milliseconds from 1601 (NTFS) to 1970. */
const ntfsEpoch = 11_644_473_600_000;

/**
 * Modification time in milliseconds since 1970: the extended timestamp, else NTFS's, else the DOS time, which carries
 * no zone and is taken as UTC.
 */
export function modificationTime(date: number, time: number, fields: readonly ExtraField[]): number {
  const extended = fields.find(({ kind, data }) => kind === extra.time && data.length >= 5 && (data[0] ?? 0) & 1);
  if (extended) return viewOf(extended.data).getInt32(1, true) * 1000;
  const ntfs = fields.find(({ kind, data }) => kind === extra.ntfs && data.length >= 16 && viewOf(data).getUint16(4, true) === 1);
  if (ntfs) return Math.floor(uint64(viewOf(ntfs.data), 8) / 10_000) - ntfsEpoch;
  return dosTime(date, time);
}

export const dosTime = (date: number, time: number): number =>
  Date.UTC(1980 + (date >>> 9), ((date >>> 5) & 15) - 1, date & 31, time >>> 11, (time >>> 5) & 63, (time & 31) * 2);

/** DOS date and time (UTC), which know 1980 to 2107 and even seconds. */
export function toDosTime(milliseconds: number): { readonly date: number; readonly time: number } {
  const at = new Date(Math.min(Math.max(milliseconds, Date.UTC(1980, 0, 1)), Date.UTC(2107, 11, 31, 23, 59, 58)));
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >>> 1),
  };
}

/** The data of an extra field, with this modification time if it holds one. Seconds end in 2038. */
export function withTime({ kind, data }: Pick<ExtraField, 'kind' | 'data'>, milliseconds: number): Uint8Array {
  const changed = new Uint8Array(data);
  const view = viewOf(changed);
  const seconds = Math.min(Math.max(Math.floor(milliseconds / 1000), -(2 ** 31)), 2 ** 31 - 1);
  if (kind === extra.time && data.length >= 5 && (data[0] ?? 0) & 1) view.setInt32(1, seconds, true);
  if (kind === extra.oldUnix && data.length >= 8) view.setInt32(4, seconds, true);
  if (kind === extra.ntfs && data.length >= 16 && view.getUint16(4, true) === 1) setUint64(view, 8, (milliseconds + ntfsEpoch) * 10_000);
  return changed;
}
