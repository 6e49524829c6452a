import { archivesAbove, pathInArchive } from '../package/nested-path';
import type { InnerArchive, NestingSource } from '../archive/nesting-source';
import { contentOf, type Overlay, type OverlayEdit } from './overlay';
import { entryOf } from '../text/groups';

/** An overlay by the archives that its files lie in. */
export interface SplitOverlay {
  /** Of the package's own files. */
  readonly own: Overlay;
  /** By the path of the archive; paths count from its root, and deeper archives are inside. */
  readonly inner: ReadonlyMap<string, InnerEdits>;
}

export interface InnerEdits extends Required<InnerArchive> {
  readonly overlay: Overlay;
}

/** Which edits are the package's own, and which belong into its inner archives. An archive that was replaced as a whole has none. */
export function splitOverlay(base: NestingSource, overlay: Overlay): SplitOverlay {
  const own = new Map<string, OverlayEdit>();
  const inner = new Map<string, { readonly archive: Required<InnerArchive>; readonly edits: Map<string, OverlayEdit> }>();
  for (const [path, edit] of overlay.edits) {
    const name = archivesAbove(path).find((above) => base.archiveAt(above));
    const { source, zip } = (name !== undefined && base.archiveAt(name)) || {};
    if (name === undefined || !source) own.set(path, edit);
    // Nobody edits what can only be read.
    else if (!zip) continue;
    else if (overlay.edits.get(name) !== 'deleted' && !contentOf(overlay, name)) {
      const root = pathInArchive(name, '');
      const { edits } = entryOf(inner, name, () => ({ archive: { source, zip }, edits: new Map() }));
      edits.set(path.slice(root.length), editBelow(root, edit));
    }
  }
  return {
    own: { edits: own },
    inner: new Map([...inner].map(([name, { archive, edits }]) => [name, { ...archive, overlay: { edits } }])),
  };
}

/** A file that came from outside of its archive is new in it. */
function editBelow(root: string, edit: OverlayEdit): OverlayEdit {
  if (edit === 'deleted' || edit.movedFrom === undefined) return edit;
  const { movedFrom, ...rest } = edit;
  return movedFrom.startsWith(root) ? { ...rest, movedFrom: movedFrom.slice(root.length) } : rest;
}
