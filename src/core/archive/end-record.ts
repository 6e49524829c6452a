import type { AnomalyLog } from './anomaly';
import { ArchiveError } from './archive-error';
import type { ByteSource } from './byte-source';
import { looksLike } from './looks-like';
import { decodeCp437 } from './cp437';
import {
  archiveExtraSignature,
  centralSignature,
  descriptorSignature,
  end64Signature,
  end64Size,
  endSignature,
  endSize,
  localSignature,
  locatorSignature,
  locatorSize,
  over16,
  over32,
  uint64,
  viewOf,
} from './records';

/** Where the central directory is, and what its end record says. */
export interface EndRecord {
  /** Of the end record in the file. */
  readonly offset: number;
  /** Of the zip64 end record, if there is one. */
  readonly offset64?: number;
  /** Number of entries, as declared. */
  readonly count: number;
  /** Of the directory in the file; `shift` is already added. */
  readonly directoryOffset: number;
  readonly directoryLength: number;
  /** Bytes before the archive that its own offsets do not count. */
  readonly shift: number;
  readonly comment: string;
}

/** The longest comment, the end record, and the zip64 records before it. */
const tailLength = 0xffff + endSize + locatorSize + end64Size;

export async function findEndRecord(bytes: ByteSource, log: AnomalyLog): Promise<EndRecord> {
  if (bytes.size === 0) throw new ArchiveError('empty-file', {});
  const start = Math.max(0, bytes.size - tailLength);
  const tail = await bytes.read(start, bytes.size - start);
  const view = viewOf(tail);
  const at = pickEnd(tail, view, log);
  if (at === undefined) throw await notAnArchive(bytes);

  const commentEnd = at + endSize + view.getUint16(at + 20, true);
  if (commentEnd < tail.length) log.add('trailing-data', { length: tail.length - commentEnd });
  const found = await withZip64(bytes, start + at, readEnd(view, at), log);
  const placed = await placeDirectory(bytes, found, start + at, log);
  return { offset: start + at, ...placed, comment: decodeCp437(tail.subarray(at + endSize, commentEnd)) };
}

/**
 * Index of the end record in the tail: the last one, as Info-ZIP and Python choose; one whose comment fits goes first.
 * Earlier signatures are harmless where an archive is stored inside: nobody looks beyond the one that fits.
 */
function pickEnd(tail: Uint8Array, view: DataView, log: AnomalyLog): number | undefined {
  const candidates: number[] = [];
  // Natively: a loop over the bytes is not compiled yet, and takes as long as thousands of entries.
  for (let at = tail.length - endSize + 1; at > 0;) {
    at = tail.lastIndexOf(0x50, at - 1);
    if (at >= 0 && view.getUint32(at, true) === endSignature) candidates.push(at);
  }
  const commentEnd = (at: number) => at + endSize + view.getUint16(at + 20, true);
  const fits = (at: number) => commentEnd(at) === tail.length;
  const picked = candidates.find(fits) ?? candidates.find((at) => commentEnd(at) <= tail.length);
  const rivals = candidates.filter((at) => picked !== undefined && at !== picked && (at > picked || fits(at)));
  if (rivals.length > 0) log.add('several-end-records', { count: rivals.length + 1 });
  return picked;
}

async function notAnArchive(bytes: ByteSource): Promise<ArchiveError> {
  const head = await bytes.read(0, Math.min(bytes.size, 512));
  if (head.length >= 4 && [localSignature, descriptorSignature].includes(viewOf(head).getUint32(0, true))) {
    return new ArchiveError('truncated', { size: bytes.size });
  }
  return new ArchiveError('not-a-zip', { looksLike: looksLike(head) });
}

interface EndFields {
  readonly disk: number;
  readonly directoryDisk: number;
  readonly count: number;
  readonly length: number;
  readonly offset: number;
}

const readEnd = (view: DataView, at: number): EndFields => ({
  disk: view.getUint16(at + 4, true),
  directoryDisk: view.getUint16(at + 6, true),
  count: view.getUint16(at + 10, true),
  length: view.getUint32(at + 12, true),
  offset: view.getUint32(at + 16, true),
});

const readEnd64 = (view: DataView): EndFields => ({
  disk: view.getUint32(16, true),
  directoryDisk: view.getUint32(20, true),
  count: uint64(view, 32),
  length: uint64(view, 40),
  offset: uint64(view, 48),
});

type Found = EndFields & { readonly offset64?: number };

/** Takes from the zip64 record what the end record leaves to it. */
async function withZip64(bytes: ByteSource, end: number, fields: EndFields, log: AnomalyLog): Promise<Found> {
  const offset64 = await findEnd64(bytes, end);
  const whole = (at: EndFields): EndFields => {
    if (at.disk !== 0 || at.directoryDisk !== 0) throw new ArchiveError('multi-disk', at);
    return at;
  };
  if (offset64 === undefined) return whole(fields);
  const large = readEnd64(viewOf(await bytes.read(offset64, end64Size)));
  const pick = (field: keyof EndFields, sentinel: number): number => {
    if (fields[field] !== sentinel && fields[field] !== large[field])
      log.add('zip64-disagrees', { field, end: fields[field], zip64: large[field] });
    return fields[field] === sentinel ? large[field] : fields[field];
  };
  return {
    ...whole({
      disk: pick('disk', over16),
      directoryDisk: pick('directoryDisk', over16),
      count: pick('count', over16),
      length: pick('length', over32),
      offset: pick('offset', over32),
    }),
    offset64,
  };
}

/** The locator's offset does not count prepended data; the record then lies right before the locator. */
async function findEnd64(bytes: ByteSource, end: number): Promise<number | undefined> {
  if (end < locatorSize + end64Size) return undefined;
  const locator = viewOf(await bytes.read(end - locatorSize, locatorSize));
  if (locator.getUint32(0, true) !== locatorSignature) return undefined;
  for (const offset of [uint64(locator, 8), end - locatorSize - end64Size]) {
    if (offset + end64Size > end) continue;
    if (viewOf(await bytes.read(offset, 4)).getUint32(0, true) === end64Signature) return offset;
  }
  throw new ArchiveError('damaged-directory', { at: end - locatorSize, why: 'its zip64 end record is missing' });
}

async function placeDirectory(bytes: ByteSource, { count, length, offset, offset64 }: Found, end: number, log: AnomalyLog) {
  const limit = offset64 ?? end;
  const place = (directoryOffset: number, shift: number) => ({
    count,
    directoryOffset,
    directoryLength: length,
    shift,
    ...(offset64 !== undefined && { offset64 }),
  });
  const shift = limit - length - offset;
  if (shift < 0) throw new ArchiveError('directory-outside', { offset, length, size: bytes.size });
  if (shift === 0) return place(offset, 0);
  if (length === 0 || (await startsDirectory(bytes, offset + shift))) return place(offset + shift, shift);
  if (!(await startsDirectory(bytes, offset))) throw new ArchiveError('damaged-directory', { at: offset, why: 'no entry begins there' });
  log.add('directory-gap', { length: shift });
  return place(offset, 0);
}

async function startsDirectory(bytes: ByteSource, offset: number): Promise<boolean> {
  const signature = viewOf(await bytes.read(offset, 4)).getUint32(0, true);
  if (signature === archiveExtraSignature) throw new ArchiveError('encrypted-directory', {});
  return signature === centralSignature;
}
