/**
 * What can be wrong with an archive or an entry so that it cannot be opened or read, and the facts of each case.
 * Offsets and lengths are bytes; offsets count from the start of the file.
 */
export interface ArchiveFaults {
  'empty-file': Record<string, never>;
  /** `looksLike`: what the first bytes say instead, for people; empty if unknown. */
  'not-a-zip': { looksLike: string };
  /** Starts like a ZIP and has no end record. */
  truncated: { size: number };
  'multi-disk': { disk: number; directoryDisk: number };
  'encrypted-directory': Record<string, never>;
  'damaged-directory': { at: number; why: string };
  /** The end record points outside the file. */
  'directory-outside': { offset: number; length: number; size: number };
  'over-budget': { what: 'entries' | 'directory' | 'entry'; value: number; limit: number; entry?: string };
  'encrypted-entry': { entry: string };
  'unsupported-method': { entry: string; method: number };
  'entry-outside': { entry: string; offset: number };
  'no-local-header': { entry: string; offset: number };
  'damaged-data': { entry: string; why: string };
  'wrong-size': { entry: string; declared: number; found: number };
  'wrong-crc': { entry: string; declared: number; found: number };
  /** Entries share bytes, so one cannot be replaced without breaking the other. */
  'overlapping-entries': { entry: string; other: string };
}

export type ArchiveErrorCode = keyof ArchiveFaults;
