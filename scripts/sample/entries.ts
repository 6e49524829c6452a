/** What the archive records of a file besides its bytes. */
export interface EntryFacts {
  /** Unix permission bits. */
  readonly mode: number;
  /** UTC; ZIP stores full two seconds. */
  readonly modified: string;
}

/** First match decides. The programs are three product cycles older than the rest; the seal comes last. */
const rules: readonly (EntryFacts & { readonly path: RegExp })[] = [
  { path: /^bin\/dtend$/, mode: 0o755, modified: '2022-11-08T16:42:10Z' },
  { path: /^bin\/dten-gateway$/, mode: 0o755, modified: '2022-11-08T16:44:38Z' },
  { path: /^bin\//, mode: 0o755, modified: '2021-06-17T09:15:24Z' },
  { path: /^(certs\/|SHA256SUMS$|manifest\.json$)/, mode: 0o644, modified: '2026-10-30T14:20:06Z' },
  { path: /^(docs\/|README|LICENSE)/, mode: 0o644, modified: '2026-10-29T11:03:48Z' },
  { path: /^scripts\/lib\//, mode: 0o644, modified: '2026-10-19T08:31:22Z' },
  { path: /^scripts\//, mode: 0o755, modified: '2026-10-27T17:58:40Z' },
  { path: /^tools\/.*\.sh$/, mode: 0o755, modified: '2026-09-02T13:12:00Z' },
  { path: /^migrations\//, mode: 0o644, modified: '2026-10-21T10:47:16Z' },
  { path: /^(config|cron\.d|systemd)\//, mode: 0o644, modified: '2026-10-26T15:26:54Z' },
  { path: /^/, mode: 0o644, modified: '2026-09-02T13:12:00Z' },
];

/** Folders are as old as the day the package was put together. */
export const folderFacts: EntryFacts = { mode: 0o755, modified: '2026-10-30T14:20:00Z' };

export function entryFacts(path: string): EntryFacts {
  const rule = rules.find((candidate) => candidate.path.test(path));
  if (!rule) throw new Error(`no entry facts for ${path}`);
  return rule;
}
