import type { PackagePlace } from '../review/protocol';
import type { SearchQuery } from '../../core/search/query';
import type { TextMatch } from '../../core/search/search-text';
import type { Places } from './places';

export interface SearchRequest {
  readonly package: PackagePlace;
  /** Paths in the package; results say which by their index. */
  readonly files: readonly string[];
  /** Content that stands for the package's: patched, or typed and not saved. */
  readonly texts: ReadonlyMap<string, Uint8Array>;
  readonly query: SearchQuery;
}

/** What a worker is started with. */
export interface WorkerTask {
  readonly request: SearchRequest;
  /** Absent for a folder. */
  readonly places: Places | undefined;
  /** Int32: the next index that nobody has taken; then per worker 1 + the index that it is at, or 0. */
  readonly shared: SharedArrayBuffer;
  readonly slot: number;
  /** Indices to search before any are taken. */
  readonly first: readonly number[];
}

export interface FoundInFile {
  readonly path: string;
  readonly matches: readonly TextMatch[];
  /** The file has more matches than are listed. */
  readonly more: boolean;
}

export interface SkippedFile {
  readonly path: string;
  readonly why: 'binary' | 'large' | 'unreadable' | 'slow';
}

/** What a worker posts after each batch of files. */
export interface WorkerReport {
  readonly searched: number;
  readonly found: readonly FoundInFile[];
  readonly skipped: readonly SkippedFile[];
}

/** How many files a worker takes at a time. */
export const batch = 128;

/** Bytes. The editor opens no larger files. */
export const maxFile = 50 * 2 ** 20;

export const limits = { matches: 1000, line: 250 };
