import type { Anomaly } from './anomaly';
import type { PackageLimits } from './limits';

/**
 * Where a package's files come from: an archive with its overlay, or a directory. Paths use `/`, have no leading
 * slash and no `.` or `..` segments.
 */
export interface PackageSource {
  /** File name of the archive or directory, for people. */
  readonly name: string;
  /** Files and symlinks, no directories; ordered by path. Another list once an archive inside was opened. */
  readonly entries: readonly SourceEntry[];
  /**
   * The file's bytes; with `limit` at least the first `limit` bytes (or all, if it has fewer), so that a look at the
   * head of a large file stays cheap.
   * @throws if the file does not exist or its stored form is damaged.
   */
  read(path: string, limit?: number): Promise<Uint8Array>;
  /** What `entries` do not show: files that were left out. */
  readonly gaps?: readonly Gap[];
  /**
   * Opens the archives inside, as deep and as many as the limits allow: `entries` has their files from then on, and `gaps`
   * tell what was not opened. `step` as below.
   */
  expand?(limits: PackageLimits, step: (entry: string) => Promise<void> | void): Promise<void>;
  /**
   * Looks through the whole archive for what is odd about it; a directory has none. `step` is called with the name of
   * the entry at hand and may throw to give up: the next call goes on from there.
   */
  inspect?(limits: PackageLimits, step: (entry: string) => Promise<void> | void): Promise<Inspection>;
}

/** What a look through the whole archive gave. */
export interface Inspection {
  readonly anomalies: readonly Anomaly[];
  /** What was too large to look at. */
  readonly gaps: readonly Gap[];
}

/** What was not looked at. Both texts are for people, without a full stop. */
export interface Gap {
  readonly what: string;
  readonly why: string;
  /** It could hide what would make the verdict another one: nobody can say go without it. */
  readonly decisive?: boolean;
}

export interface SourceEntry {
  readonly path: string;
  /** Unpacked size in bytes. */
  readonly size: number;
  /** Unix permission bits (`0o755`), where the container records them. */
  readonly mode?: number;
  /** Modification time in milliseconds since 1970, where recorded. */
  readonly modified?: number;
  readonly symlink?: boolean;
  /** It lies in a container that is not written anew: a tar archive, a package of a distribution. */
  readonly readOnly?: boolean;
  /** CRC-32 of the content, where the container records it. A claim: reading checks it. */
  readonly crc?: number;
}
