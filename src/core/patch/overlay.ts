import { archivesAbove } from '../package/nested-path';
import type { PackageSource, SourceEntry } from '../package/source';
import { byPath } from '../text/order';

/** Our edits over an untouched package: copy-on-write, by path. */
export interface Overlay {
  readonly edits: ReadonlyMap<string, OverlayEdit>;
}

/** What became of a file: it is gone, or has other content, another mode, or both. */
export type OverlayEdit = FileEdit | 'deleted';

export interface FileEdit {
  /** The whole new content; absent if it is what the package ships. */
  readonly content?: Uint8Array;
  /** Unix permission bits; absent if they are what the package records. */
  readonly mode?: number;
  /** The shipped file that this one was, before it was renamed. */
  readonly movedFrom?: string;
}

export const emptyOverlay: Overlay = { edits: new Map() };

export const overlayOf = (contents: Iterable<readonly [path: string, content: Uint8Array | 'deleted']>): Overlay => ({
  edits: new Map([...contents].map(([path, content]) => [path, content === 'deleted' ? content : { content }])),
});

/** With new content for a path, or without its file. What else was edited of the file stays. */
export const withEdit = (overlay: Overlay, path: string, content: Uint8Array | 'deleted'): Overlay =>
  withFileEdit(overlay, path, content === 'deleted' ? content : { ...fileEditOf(overlay, path), content });

export const withFileEdit = ({ edits }: Overlay, path: string, edit: OverlayEdit): Overlay => ({ edits: new Map(edits).set(path, edit) });

/** Without the edit of a path: the file is again what the package ships. */
export function withoutEdit({ edits }: Overlay, path: string): Overlay {
  const left = new Map(edits);
  left.delete(path);
  return { edits: left };
}

/** The edit of a file that is not gone. */
export function fileEditOf({ edits }: Overlay, path: string): FileEdit | undefined {
  const edit = edits.get(path);
  return edit === 'deleted' ? undefined : edit;
}

/** The new content of a file, `undefined` if it is gone or what the package ships. */
export const contentOf = (overlay: Overlay, path: string): Uint8Array | undefined => fileEditOf(overlay, path)?.content;

/** The package as the overlay makes it. Modes of edited files stay unless they were edited, times are unknown. */
export function overlaidSource(base: PackageSource, overlay: Overlay): PackageSource {
  const { edits } = overlay;
  if (edits.size === 0) return base;
  let overlaid: { readonly of: readonly SourceEntry[]; readonly entries: readonly SourceEntry[] } | undefined;
  return {
    ...base,
    get entries() {
      const of = base.entries;
      if (overlaid?.of !== of) overlaid = { of, entries: overlaidEntries(of, edits) };
      return overlaid.entries;
    },
    get gaps() {
      return base.gaps ?? [];
    },
    read(path, limit) {
      if (edits.get(path) === 'deleted') return Promise.reject(new Error(`${path} is deleted in the overlay`));
      const content = contentOf(overlay, path);
      if (!content) return base.read(path, limit);
      return Promise.resolve(limit === undefined ? content : content.subarray(0, limit));
    },
  };
}

function overlaidEntries(base: readonly SourceEntry[], edits: Overlay['edits']): SourceEntry[] {
  const created = new Map(edits);
  const entries: SourceEntry[] = [];
  // What was in an archive that is another one now, or gone, is not in the package any more.
  const replaced = (path: string) =>
    archivesAbove(path).some((archive) => contentOf({ edits }, archive) ?? edits.get(archive) === 'deleted');
  for (const entry of base) {
    const edit = edits.get(entry.path);
    created.delete(entry.path);
    if (replaced(entry.path)) continue;
    if (edit === undefined) entries.push(entry);
    else if (edit !== 'deleted')
      entries.push(edit.content ? overlaidEntry(entry.path, edit.content, edit.mode ?? entry.mode) : { ...entry, ...modeOf(edit.mode) });
  }
  if (created.size === 0) return entries;
  for (const [path, edit] of created) if (edit !== 'deleted' && edit.content) entries.push(overlaidEntry(path, edit.content, edit.mode));
  return entries.sort(byPath);
}

const overlaidEntry = (path: string, { length }: Uint8Array, mode: number | undefined): SourceEntry => ({
  path,
  size: length,
  ...modeOf(mode),
});

const modeOf = (mode: number | undefined): Pick<SourceEntry, 'mode'> => (mode === undefined ? {} : { mode });
