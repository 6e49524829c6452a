/** Something odd about the archive of a package that does not stop it from being opened. Rules word it. */
export interface Anomaly {
  readonly code: AnomalyCode;
  /** The entry's name as recorded. */
  readonly entry?: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** Offsets and lengths are bytes; offsets count from the start of the file. */
export type AnomalyCode =
  /** `length` bytes before the first entry; `shifted` 1 if offsets do not count them. */
  | 'prepended-data'
  /** `length` bytes after the end record. */
  | 'trailing-data'
  /** `count` end records of which some reader picks another one than we do. */
  | 'several-end-records'
  /** `length` bytes between the directory and the end record, or directory bytes that are no record. */
  | 'directory-gap'
  /** `declared` and `found` number of entries. */
  | 'wrong-count'
  /** `field`, and its value in the `end` record and in the `zip64` one. */
  | 'zip64-disagrees'
  /** The name of the entry occurs `again`; the last one is mounted. */
  | 'duplicate-name'
  /** `why`; the entry is not mounted. */
  | 'unsafe-name'
  /** Mounted under `path` instead. */
  | 'odd-name'
  /** A file of this name, and files `below` it. */
  | 'file-and-directory'
  /** Differs from the name of `other` only by `how`: letter case or Unicode normalisation. */
  | 'colliding-name'
  /** Holds invisible or direction-changing `characters` (`U+202E`), or, with `how`, letters that look like others. */
  | 'deceptive-name'
  /** `why`: a device name or a character that Windows refuses, a dot or space at the end, or `length` beyond what file systems take. */
  | 'unportable-name'
  /** Non-ASCII name that does not say its encoding; read as `encoding`. */
  | 'undeclared-encoding'
  /** Declared as UTF-8 and none; read as `encoding`. */
  | 'wrong-encoding'
  /** The Unicode name belongs to another recorded name and was ignored. */
  | 'stale-unicode-name'
  /** `length` bytes of extra fields that do not parse. */
  | 'malformed-extra'
  /** The entry lies at `offset`, not before the directory. */
  | 'entry-outside'
  /** The entry begins on `disk` of a split archive. */
  | 'other-disk'
  /** `field` differs: `central` and `local` value. */
  | 'local-header-differs'
  /** Shares `length` bytes with `other`, another entry or the directory. */
  | 'overlapping-entry'
  /** `length` bytes at `offset`, behind the entry `after`, that belong to no entry and are not all zero. */
  | 'gap'
  /** An entry at `offset` that the directory does not list, in a gap of `length` bytes. */
  | 'unlisted-entry'
  /** A directory with `size` bytes of content. */
  | 'directory-with-data'
  /** `how`: ZipCrypto, AES or strong encryption. */
  | 'encrypted-entry'
  /** `method` by number and `name`. */
  | 'unsupported-method'
  /** `fault` is the code of the error that reading gave, `why` its words. */
  | 'damaged-entry'
  /** `mode` in octal and `why`: setuid, setgid or world-writable. */
  | 'dangerous-mode'
  /** `type`: device, pipe or socket. */
  | 'special-file'
  /** A symlink to `target`, outside the package. */
  | 'escaping-symlink'
  /** The limit of the name `budget`: `value` found, `limit` allowed. */
  | 'budget-exceeded'
  /** `count` more anomalies of the code `of` were left out. */
  | 'more-anomalies';
