import type { Overlay, OverlayEdit } from './overlay';

export interface MergedOverlay {
  readonly overlay: Overlay;
  /** Edits of mine that found no place, as the other side edited the same file in another way. */
  readonly clashes: ReadonlyMap<string, OverlayEdit>;
}

/** Two overlays that were both made from `before`. Where both edited one file in different ways, theirs stays. */
export function mergeOverlays(before: Overlay, mine: Overlay, theirs: Overlay): MergedOverlay {
  const edits = new Map(theirs.edits);
  const clashes = new Map<string, OverlayEdit>();
  for (const path of new Set([...before.edits.keys(), ...mine.edits.keys()])) {
    const [was, my, their] = [before, mine, theirs].map((overlay) => overlay.edits.get(path));
    if (sameEdit(my, was) || sameEdit(my, their)) continue;
    if (!sameEdit(their, was)) {
      if (my !== undefined) clashes.set(path, my);
    } else if (my === undefined) edits.delete(path);
    else edits.set(path, my);
  }
  return { overlay: { edits }, clashes };
}

/** Paths whose files two overlays make different. */
export const differingPaths = (one: Overlay, other: Overlay): string[] =>
  [...new Set([...one.edits.keys(), ...other.edits.keys()])].filter((path) => !sameEdit(one.edits.get(path), other.edits.get(path)));

export function sameEdit(one: OverlayEdit | undefined, other: OverlayEdit | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || one === 'deleted' || other === 'deleted') return false;
  return one.mode === other.mode && one.movedFrom === other.movedFrom && sameBytes(one.content, other.content);
}

export const sameBytes = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && one.length === other.length && one.every((byte, at) => byte === other[at]));
