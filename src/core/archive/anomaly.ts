/** Something odd that does not stop the archive from being opened. Rules word it. */
export interface Anomaly {
  readonly code: AnomalyCode;
  /** The entry's name as recorded. */
  readonly entry?: string;
  readonly data: Readonly<Record<string, string | number>>;
}

export type AnomalyCode =
  /** `length` bytes before the first entry; `shifted` 1 if offsets do not count them. */
  | 'prepended-data'
  /** `length` bytes after the end record. */
  | 'trailing-data'
  /** `count` end-record signatures in the tail: readers may pick another one. */
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
  /** Non-ASCII name that does not say its encoding; read as `encoding`. */
  | 'undeclared-encoding'
  /** The Unicode name belongs to another recorded name and was ignored. */
  | 'stale-unicode-name'
  /** Extra fields that do not parse. */
  | 'malformed-extra'
  /** The entry lies at `offset`, not before the directory. */
  | 'entry-outside'
  /** `field` differs: `central` and `local` value. */
  | 'local-header-differs'
  /** `count` more anomalies of the code `of` were left out. */
  | 'more-anomalies';

/** Per code: a hostile archive must not fill the memory with complaints. */
const kept = 1000;

export class AnomalyLog {
  readonly list: Anomaly[] = [];
  private readonly counts = new Map<AnomalyCode, number>();

  add(code: AnomalyCode, data: Anomaly['data'] = {}, entry?: string): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= kept) this.list.push({ code, data, ...(entry !== undefined && { entry }) });
  }

  finish(): readonly Anomaly[] {
    for (const [of, count] of this.counts) if (count > kept) this.list.push({ code: 'more-anomalies', data: { of, count: count - kept } });
    return this.list;
  }
}
