import type { AnomalyLog } from './anomaly';
import { ArchiveError } from './archive-error';
import { CentralDirectory } from './central-directory';
import { placeOf, readNames } from './directory-names';
import type { EndRecord } from './end-record';
import { centralSignature, centralSize, flag, over32, viewOf } from './records';
import { folderOf } from '../text/path';

export interface ScannedDirectory {
  readonly directory: CentralDirectory;
  /** Index of the entry that is mounted at a path; directories are not listed. */
  readonly byPath: ReadonlyMap<string, number>;
}

/** @throws ArchiveError if the records do not follow one another up to the end of the directory. */
export function scanDirectory(bytes: Uint8Array, end: EndRecord, maxEntries: number, log: AnomalyLog): ScannedDirectory {
  const starts = recordStarts(bytes, end, maxEntries, log);
  const count = starts.length - 1;
  const { names, isPlain, isDirectory, changesFolder } = readNames(bytes, starts, log);
  const directory = new CentralDirectory(bytes, starts, names, end.shift);
  const byPath = new Map<string, number>();
  const view = viewOf(bytes);
  let first = end.directoryOffset;
  /** The first file of each run of neighbours that share a folder. */
  const firsts: string[] = [];
  let fresh = true;
  for (let index = 0; index < count; index++) {
    const name = names[index] ?? '';
    const recorded = view.getUint32((starts[index] ?? 0) + 42, true);
    const offset = recorded === over32 ? directory.at(index).offset : recorded + end.shift;
    if (offset >= end.directoryOffset) log.add('entry-outside', { offset }, name);
    first = Math.min(first, offset);
    const path = placeOf(name, isPlain(index), isDirectory(index), log);
    if (path === undefined || isDirectory(index)) {
      // The next file may be the first of its folder although it is not the first name in it.
      fresh = true;
      continue;
    }
    if (fresh || changesFolder(index)) firsts.push(path);
    fresh = false;
    const before = byPath.size;
    byPath.set(path, index);
    if (byPath.size === before) log.add('duplicate-name', { again: path }, name);
  }
  findFilesAsFolders(byPath, firsts, log);
  if (first > 0 && count > 0) log.add('prepended-data', { length: first, shifted: end.shift > 0 ? 1 : 0 });
  return { directory, byPath };
}

/** Hostile paths with thousands of levels would cost quadratic time; no file system takes them. */
const longestChecked = 1024;
const levelsChecked = 40;

/** Folders are looked up once per run of neighbours that share one. */
function findFilesAsFolders(byPath: ReadonlyMap<string, number>, firsts: readonly string[], log: AnomalyLog): void {
  for (const path of firsts) {
    const end = path.lastIndexOf('/');
    if (end < 0 || end > longestChecked) continue;
    let levels = 0;
    for (let above = path.slice(0, end); above !== '' && levels < levelsChecked; above = folderOf(above), levels++) {
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
