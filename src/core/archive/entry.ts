/** One record of the central directory, decoded. Offsets are from the start of the file. */
export interface ArchiveEntry {
  /** Position in the directory, from 0. */
  readonly index: number;
  /** As recorded, decoded; directories end with `/`, those of broken archivers of Windows with a backslash. */
  readonly name: string;
  /** Where it is mounted: no leading or trailing slash; absent if the name is unsafe. */
  readonly path?: string;
  readonly kind: 'file' | 'directory' | 'symlink';
  /** Compression method, APPNOTE 4.4.5. */
  readonly method: number;
  /** General purpose flag. */
  readonly flags: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  /** In bytes, as declared. */
  readonly compressedSize: number;
  /** Unpacked, in bytes, as declared. */
  readonly size: number;
  /** Of the local header. */
  readonly offset: number;
  /** Unix permission bits with setuid, setgid and sticky (`0o7777`), where recorded. */
  readonly mode?: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export const typeMask = 0o170000;
export const symlinkType = 0o120000;
export const directoryType = 0o040000;
