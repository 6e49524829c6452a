import { end64Signature, end64Size, locatorSignature, locatorSize, over16, over32, setUint64, viewOf } from './records';
import { joined } from './fresh-entry';

/** Where a directory was written. In bytes; the offset counts prepended data. */
export interface WrittenDirectory {
  readonly count: number;
  readonly offset: number;
  readonly length: number;
}

/** Of the archive that is rewritten. */
export interface OldEndRecords {
  /** From the end record up to the end of the file. */
  readonly tail: Uint8Array;
  /** The fixed part of the zip64 end record, where there is one. */
  readonly zip64?: Uint8Array;
}

/** The records after the directory; what is not about the directory stays as it was. */
export function endRecords(directory: WrittenDirectory, old: OldEndRecords, shift: number): Uint8Array {
  const { count, length } = directory;
  const offset = directory.offset - shift;
  const large = old.zip64 !== undefined || count >= over16 || length >= over32 || offset >= over32;
  const tail = new Uint8Array(old.tail);
  const view = viewOf(tail);
  for (const at of [8, 10]) view.setUint16(at, fitting(count, view.getUint16(at, true), over16, large), true);
  view.setUint32(12, fitting(length, view.getUint32(12, true), over32, large), true);
  view.setUint32(16, fitting(offset, view.getUint32(16, true), over32, large), true);
  return large ? joined([end64({ count, offset, length }, old.zip64), locator(offset + length), tail]) : tail;
}

/** A value that the zip64 record held alone stays there. */
const fitting = (value: number, before: number, limit: number, large: boolean): number =>
  value >= limit || (large && before === limit) ? limit : value;

/** "Version made by" 4.5 on Unix, and the same version needed, unless there was a record before. */
function end64({ count, offset, length }: WrittenDirectory, old?: Uint8Array): Uint8Array {
  const bytes = old ? new Uint8Array(old) : new Uint8Array(end64Size);
  const view = viewOf(bytes);
  view.setUint32(0, end64Signature, true);
  setUint64(view, 4, end64Size - 12);
  if (!old) view.setUint32(12, (45 << 16) | (3 << 8) | 45, true);
  for (const at of [24, 32]) setUint64(view, at, count);
  setUint64(view, 40, length);
  setUint64(view, 48, offset);
  return bytes;
}

function locator(offset: number): Uint8Array {
  const bytes = new Uint8Array(locatorSize);
  const view = viewOf(bytes);
  view.setUint32(0, locatorSignature, true);
  setUint64(view, 8, offset);
  view.setUint32(16, 1, true);
  return bytes;
}
