import type { Gap, Inspection } from '../package/source';
import { allowance, type Allowance } from './allowance';
import { AnomalyLog } from './anomaly';
import { ArchiveError } from './archive-error';
import type { ByteSource } from './byte-source';
import type { CentralDirectory } from './central-directory';
import type { EndRecord } from './end-record';
import type { ArchiveEntry } from './entry';
import type { Inflate } from './inflate';
import { inspectRecord, inspectSymlink, longestTarget } from './inspect-entry';
import { inspectNames } from './inspect-names';
import { Layout } from './layout';
import { localDifferences } from './local-header';
import { deflated, stored } from './method';
import { readLocalHeader, readWhole } from './read-entry';
import { windowed } from './window';
import { errorText } from '../text/error-text';

export interface Inspected {
  readonly bytes: ByteSource;
  readonly directory: CentralDirectory;
  readonly byPath: ReadonlyMap<string, number>;
  readonly end: EndRecord;
  readonly inflate: Inflate;
  readonly checking: Allowance;
  /** The recorded name of an entry, as bytes. */
  nameOf(entry: ArchiveEntry): Uint8Array;
}

/** Bytes of one entry that are unpacked to compare it with a checksum. */
export const verified = 64 * 2 ** 20;

/**
 * Goes through all entries in the order of their places and yields the name of each. `isKnownGood` says which have
 * been read as a whole before. Reads from front to back, holds one entry at a time, and unpacks nothing beyond its
 * declared size.
 */
export async function* inspectArchive(
  archive: Inspected,
  isKnownGood: (index: number) => boolean,
  finish: (result: Inspection) => void,
): AsyncGenerator<string, void> {
  const log = new AnomalyLog();
  const { directory, end } = archive;
  const bytes = windowed(archive.bytes);
  const layout = new Layout(bytes, end.directoryOffset, log);
  const content = new ContentCheck({ ...archive, bytes }, log);
  inspectNames(archive.byPath.keys(), log);
  for (const index of inFileOrder(directory)) {
    const entry = directory.at(index);
    yield entry.name;
    inspectRecord(entry, directory.record(index), log);
    await telling(log, entry.name, async () => {
      const name = archive.nameOf(entry);
      const header = await readLocalHeader(bytes, entry, name.length);
      for (const { code, data } of localDifferences(entry, name, header)) log.add(code, data, entry.name);
      if (await layout.place(entry, header)) await content.check(entry, name.length, isKnownGood(index));
    });
  }
  await telling(log, undefined, () => layout.finish());
  finish({ anomalies: log.finish(), gaps: content.gaps() });
}

/** What cannot be read becomes an anomaly, and the look goes on. */
async function telling(log: AnomalyLog, entry: string | undefined, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = errorText(error);
    log.add('damaged-entry', { fault: error instanceof ArchiveError ? String(error.code) : 'unreadable', why }, entry);
  }
}

class ContentCheck {
  private skipped = 0;

  constructor(
    private readonly archive: Inspected,
    private readonly log: AnomalyLog,
  ) {}

  /** @throws ArchiveError */
  async check(entry: ArchiveEntry, nameLength: number, isKnownGood: boolean): Promise<void> {
    const { kind, method, encrypted, size, compressedSize } = entry;
    if (kind === 'directory' || encrypted || (method !== stored && method !== deflated)) return;
    const isLink = kind === 'symlink' && size <= longestTarget;
    if (kind === 'symlink' && !isLink)
      this.log.add('unportable-name', { why: 'long-target', length: size, limit: longestTarget - 1 }, entry.name);
    if (isKnownGood && !isLink) return;
    if (Math.max(size, compressedSize) > verified || size > this.archive.checking.left) {
      this.skipped++;
      return;
    }
    this.archive.checking.left -= size;
    const found = await readWhole(this.archive.bytes, entry, nameLength, this.archive.inflate, verified);
    if (isLink) inspectSymlink(entry, found, this.log);
  }

  gaps(): Gap[] {
    if (this.skipped === 0) return [];
    const why = `more than ${verified} bytes each or the ${allowance().left} bytes of all together are not unpacked for that`;
    return [{ what: `checksums of ${this.skipped} large file${this.skipped === 1 ? '' : 's'}`, why }];
  }
}

function inFileOrder(directory: CentralDirectory): Uint32Array {
  const offsets = Float64Array.from({ length: directory.length }, (_, index) => directory.at(index).offset);
  const order = Uint32Array.from(offsets, (_, index) => index);
  const isSorted = offsets.every((offset, index) => index === 0 || offset >= (offsets[index - 1] ?? 0));
  return isSorted ? order : order.sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0) || a - b);
}
