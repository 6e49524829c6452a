import type { Inspection } from '../package/source';
import { allowance, type Allowance } from './allowance';
import { AnomalyLog, type Anomaly } from './anomaly';
import { ArchiveError } from './archive-error';
import type { ByteSource } from './byte-source';
import type { CentralDirectory } from './central-directory';
import { findEndRecord, type EndRecord } from './end-record';
import type { ArchiveEntry } from './entry';
import type { Inflate } from './inflate';
import { inspectArchive } from './inspect';
import { localDifferences } from './local-header';
import { readHead, readLocalHeader, readWhole, storedBytes } from './read-entry';
import { centralSize, viewOf } from './records';
import { scanDirectory } from './scan-directory';

/** What is opened and read at most. Bytes but for `entries`. */
export interface ArchiveBudget {
  readonly entries: number;
  readonly directory: number;
  /** Unpacked size of one entry that is read as a whole. */
  readonly entry: number;
}

/** Ten times the largest packages we know of; a directory record has about a hundred bytes. */
export const defaultBudget: ArchiveBudget = { entries: 1_000_000, directory: 256 * 2 ** 20, entry: 2 ** 30 };

export interface OpenOptions {
  readonly inflate: Inflate;
  readonly budget?: Partial<ArchiveBudget>;
  /** Shared with other archives of the same package. */
  readonly checking?: Allowance;
}

export interface Archive {
  /** Every record of the directory in its order, decoded on access. */
  readonly entries: CentralDirectory;
  /** Index in `entries` by mounted path: files and symlinks; of duplicates the last. */
  readonly byPath: ReadonlyMap<string, number>;
  readonly anomalies: readonly Anomaly[];
  readonly comment: string;
  /** Of the central directory: its digest identifies the archive's content. */
  readonly directorySpan: { readonly offset: number; readonly length: number };
  readonly end: EndRecord;
  find(path: string): ArchiveEntry | undefined;
  /**
   * The entry's content; with `limit` its first `limit` bytes, reading no more than they need (and without the check of
   * size and CRC-32, which needs all).
   * @throws ArchiveError
   */
  readEntry(entry: ArchiveEntry, limit?: number): Promise<Uint8Array>;
  /**
   * The entry's content where it lies in the archive, unchecked; `undefined` if it is packed or encrypted.
   * @throws ArchiveError
   */
  storedBytes(entry: ArchiveEntry): Promise<ByteSource | undefined>;
  /** Looks through the whole archive, entry by entry, and yields their names; hands over what it found at the end, without
   * what opening told. Faults of entries become anomalies, of the host too. */
  inspect(isKnownGood: (index: number) => boolean, finish: (result: Inspection) => void): AsyncGenerator<string, void>;
  /**
   * Where the entry's local header says something else than the directory.
   * @throws ArchiveError if there is no local header.
   */
  inspectEntry(entry: ArchiveEntry): Promise<Anomaly[]>;
}

/**
 * Reads the end record and the central directory and nothing else.
 * @throws ArchiveError if it is no ZIP archive or its directory cannot be read.
 */
export async function openArchive(bytes: ByteSource, { inflate, budget: own = {}, checking = allowance() }: OpenOptions): Promise<Archive> {
  const budget = { ...defaultBudget, ...own };
  const log = new AnomalyLog();
  const end = await findEndRecord(bytes, log);
  const { directoryOffset: offset, directoryLength: length } = end;
  if (length > budget.directory) throw new ArchiveError('over-budget', { what: 'directory', value: length, limit: budget.directory });
  const { directory, byPath } = scanDirectory(await bytes.read(offset, length), end, budget.entries, log);

  const nameOf = ({ index }: ArchiveEntry): Uint8Array => {
    const record = directory.record(index);
    return record.subarray(centralSize, centralSize + viewOf(record).getUint16(28, true));
  };
  return {
    entries: directory,
    byPath,
    anomalies: log.finish(),
    comment: end.comment,
    directorySpan: { offset, length },
    end,
    find(path) {
      const index = byPath.get(path);
      return index === undefined ? undefined : directory.at(index);
    },
    readEntry: (entry, limit) =>
      limit === undefined || limit >= entry.size
        ? readWhole(bytes, entry, nameOf(entry).length, inflate, budget.entry)
        : readHead(bytes, entry, nameOf(entry).length, inflate, limit),
    storedBytes: (entry) => storedBytes(bytes, entry, nameOf(entry).length),
    inspect: (isKnownGood, finish) => inspectArchive({ bytes, directory, byPath, end, inflate, checking, nameOf }, isKnownGood, finish),
    async inspectEntry(entry) {
      const name = nameOf(entry);
      return localDifferences(entry, name, await readLocalHeader(bytes, entry, name.length));
    },
  };
}
