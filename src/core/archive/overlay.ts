import type { PackageSource, SourceEntry } from '../package/source';

/** Our edits over an untouched package: copy-on-write, by path. */
export interface Overlay {
  readonly edits: ReadonlyMap<string, OverlayEdit>;
}

/** The whole new content of a file, or that it is gone. */
export type OverlayEdit = Uint8Array | 'deleted';

export const emptyOverlay: Overlay = { edits: new Map() };

export const withEdit = ({ edits }: Overlay, path: string, edit: OverlayEdit): Overlay => ({ edits: new Map(edits).set(path, edit) });

/** Without the edit of a path: the file is again what the package ships. */
export function withoutEdit({ edits }: Overlay, path: string): Overlay {
  const left = new Map(edits);
  left.delete(path);
  return { edits: left };
}

/** The package as the overlay makes it. Modes of edited files stay, times of edited files are unknown. */
export function overlaidSource(base: PackageSource, { edits }: Overlay): PackageSource {
  if (edits.size === 0) return base;
  return {
    ...base,
    entries: overlaidEntries(base.entries, edits),
    read(path, limit) {
      const edit = edits.get(path);
      if (edit === undefined) return base.read(path, limit);
      if (edit === 'deleted') return Promise.reject(new Error(`${path} is deleted in the overlay`));
      return Promise.resolve(limit === undefined ? edit : edit.subarray(0, limit));
    },
  };
}

function overlaidEntries(base: readonly SourceEntry[], edits: Overlay['edits']): SourceEntry[] {
  const created = new Map([...edits].filter(([, edit]) => edit !== 'deleted'));
  const entries: SourceEntry[] = [];
  for (const entry of base) {
    const edit = edits.get(entry.path);
    created.delete(entry.path);
    if (edit === undefined) entries.push(entry);
    else if (edit !== 'deleted')
      entries.push({ path: entry.path, size: edit.length, ...(entry.mode !== undefined && { mode: entry.mode }) });
  }
  if (created.size === 0) return entries;
  for (const [path, edit] of created) entries.push({ path, size: edit.length });
  return entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
