import type { AnomalyLog } from './anomaly';
import { ArchiveError } from './archive-error';
import type { EndRecord } from './end-record';
import { directoryType, symlinkType, typeMask, type ArchiveEntry } from './entry';
import { decodeName, placeName } from './entry-name';
import { extraFields, type ExtraField } from './extra-field';
import { centralSignature, centralSize, extra, flag, isUnixHost, over32, uint64, viewOf } from './records';
import { modificationTime } from './times';

/**
 * The central directory as it is in the file, with an index over it. Entries are decoded when asked for: a hundred
 * thousand of them cost the directory's bytes, a name each, and two numbers each.
 */
export class CentralDirectory {
  private readonly view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    /** Of the records in `bytes`. */
    private readonly starts: Uint32Array,
    private readonly names: readonly string[],
    private readonly shift: number,
  ) {
    this.view = viewOf(bytes);
  }

  get length(): number {
    return this.names.length;
  }

  /** The record's bytes, with name, extra fields and comment. */
  record(index: number): Uint8Array {
    return this.bytes.subarray(this.starts[index], this.starts[index + 1]);
  }

  at(index: number): ArchiveEntry {
    const { view } = this;
    const start = this.starts[index] ?? 0;
    const name = this.names[index] ?? '';
    const madeBy = view.getUint16(start + 4, true);
    const flags = view.getUint16(start + 8, true);
    const attributes = view.getUint32(start + 38, true);
    const unixMode = isUnixHost(madeBy) ? attributes >>> 16 : 0;
    const fields = this.extras(start);
    const { path } = placeName(name);
    return {
      index,
      name,
      ...(path !== undefined && { path }),
      kind: kindOf(name, unixMode),
      method: view.getUint16(start + 10, true),
      flags,
      encrypted: (flags & flag.encrypted) !== 0,
      crc32: view.getUint32(start + 16, true),
      ...sizesOf(view, start, fields, this.shift),
      ...(unixMode !== 0 && { mode: unixMode & 0o7777 }),
      modified: modificationTime(view.getUint16(start + 14, true), view.getUint16(start + 12, true), fields),
    };
  }

  private extras(start: number): readonly ExtraField[] {
    const length = this.view.getUint16(start + 30, true);
    if (length === 0) return [];
    const from = start + centralSize + this.view.getUint16(start + 28, true);
    return extraFields(this.bytes.subarray(from, from + length));
  }
}

const kindOf = (name: string, unixMode: number): ArchiveEntry['kind'] =>
  name.endsWith('/') || (unixMode & typeMask) === directoryType ? 'directory' : (unixMode & typeMask) === symlinkType ? 'symlink' : 'file';

/** The zip64 field holds, in this order, those of the values that do not fit into the record. */
function sizesOf(view: DataView, start: number, fields: readonly ExtraField[], shift: number) {
  const size = view.getUint32(start + 24, true);
  const compressedSize = view.getUint32(start + 20, true);
  const offset = view.getUint32(start + 42, true);
  const large = fields.find(({ kind }) => kind === extra.zip64)?.data;
  if (!large) return { size, compressedSize, offset: offset + shift };
  let at = 0;
  const next = (value: number): number => {
    if (value !== over32 || at + 8 > large.length) return value;
    at += 8;
    return uint64(viewOf(large), at - 8);
  };
  return { size: next(size), compressedSize: next(compressedSize), offset: next(offset) + shift };
}

export interface ScannedDirectory {
  readonly directory: CentralDirectory;
  /** Index of the entry that is mounted at a path; directories are not listed. */
  readonly byPath: ReadonlyMap<string, number>;
}

/** @throws ArchiveError if the records do not follow one another up to the end of the directory. */
export function scanDirectory(bytes: Uint8Array, end: EndRecord, maxEntries: number, log: AnomalyLog): ScannedDirectory {
  const starts = recordStarts(bytes, end, maxEntries, log);
  const count = starts.length - 1;
  const names = new Array<string>(count);
  const byPath = new Map<string, number>();
  const view = viewOf(bytes);
  let first = end.directoryOffset;
  for (let index = 0; index < count; index++) {
    const start = starts[index] ?? 0;
    const name = nameAt(bytes, view, start, log);
    names[index] = name;
    first = Math.min(first, checkPlace(view, start, end, log, name));
    const { path } = placed(name, log);
    if (path === undefined || name.endsWith('/')) continue;
    if (byPath.has(path)) log.add('duplicate-name', { again: path }, name);
    byPath.set(path, index);
  }
  findFilesAsFolders(byPath, log);
  if (first > 0 && count > 0) log.add('prepended-data', { length: first, shifted: end.shift > 0 ? 1 : 0 });
  return { directory: new CentralDirectory(bytes, starts, names, end.shift), byPath };
}

/** Hostile paths with thousands of levels would cost quadratic time; no file system takes them. */
const longestChecked = 1024;
const levelsChecked = 40;

/** Neighbours mostly share their folder, so folders are looked up once per run of neighbours. */
function findFilesAsFolders(byPath: ReadonlyMap<string, number>, log: AnomalyLog): void {
  let checked = '';
  for (const path of byPath.keys()) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (folder === checked || folder.length > longestChecked) continue;
    checked = folder;
    let levels = 0;
    for (
      let above = folder;
      above !== '' && levels < levelsChecked;
      above = above.slice(0, Math.max(0, above.lastIndexOf('/'))), levels++
    ) {
      if (byPath.has(above)) log.add('file-and-directory', { below: path }, above);
    }
  }
}

/** One more than there are records: the last is the end of the last record. */
function recordStarts(bytes: Uint8Array, end: EndRecord, maxEntries: number, log: AnomalyLog): Uint32Array {
  const view = viewOf(bytes);
  const starts = new Uint32Array(Math.floor(bytes.length / centralSize) + 1);
  let count = 0;
  let at = 0;
  const damaged = (why: string) => new ArchiveError('damaged-directory', { at: end.directoryOffset + at, why });
  while (at + centralSize <= bytes.length && view.getUint32(at, true) === centralSignature) {
    if (count === maxEntries)
      throw new ArchiveError('over-budget', { what: 'entries', value: Math.max(end.count, count + 1), limit: maxEntries });
    if (view.getUint16(at + 8, true) & flag.maskedDirectory) throw new ArchiveError('encrypted-directory', {});
    starts[count] = at;
    at += centralSize + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (at > bytes.length) throw damaged(`entry ${count + 1} reaches past its end`);
    count++;
  }
  if (at < bytes.length) {
    if (count < end.count) throw damaged(`${count} of ${end.count} entries can be read`);
    log.add('directory-gap', { length: bytes.length - at });
  }
  if (count !== end.count) log.add('wrong-count', { declared: end.count, found: count });
  starts[count] = at;
  return starts.slice(0, count + 1);
}

function nameAt(bytes: Uint8Array, view: DataView, start: number, log: AnomalyLog): string {
  const from = start + centralSize;
  const to = from + view.getUint16(start + 28, true);
  const extraLength = view.getUint16(start + 30, true);
  let all = 0;
  for (let at = from; at < to; at++) all |= bytes[at] ?? 0;
  if (all < 0x80 && extraLength === 0) return ascii(bytes, from, to);
  const fields = extraFields(bytes.subarray(to, to + extraLength));
  const rest = extraLength - (fields.at(-1)?.end ?? 0);
  const decoded =
    all < 0x80 && !fields.some(({ kind }) => kind === extra.unicodePath)
      ? { name: ascii(bytes, from, to) }
      : decodeName(
          bytes.subarray(from, to),
          (view.getUint16(start + 8, true) & flag.utf8) !== 0,
          isUnixHost(view.getUint16(start + 4, true)),
          fields,
        );
  if (rest > 0) log.add('malformed-extra', { length: rest }, decoded.name);
  if ('guessed' in decoded && decoded.guessed) log.add('undeclared-encoding', { encoding: decoded.guessed }, decoded.name);
  if ('stale' in decoded && decoded.stale) log.add('stale-unicode-name', {}, decoded.name);
  return decoded.name;
}

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]);

function placed(name: string, log: AnomalyLog): { readonly path?: string } {
  const place = placeName(name);
  if (place.path === undefined) log.add('unsafe-name', { why: place.unsafe }, name);
  else if (place.path.length < name.length - (name.endsWith('/') ? 1 : 0) || name.includes('\\'))
    log.add('odd-name', { path: place.path }, name);
  return place;
}

/** The offset of the entry, as far as the record itself says it: zip64 ones do not count. */
function checkPlace(view: DataView, start: number, end: EndRecord, log: AnomalyLog, name: string): number {
  const recorded = view.getUint32(start + 42, true);
  if (recorded === over32) return Infinity;
  const offset = recorded + end.shift;
  if (offset >= end.directoryOffset) log.add('entry-outside', { offset }, name);
  return offset;
}
