import { ArchiveError } from '../../core/archive/archive-error';
import { sameEdit } from '../../core/patch/merge-overlays';
import type { NestingSource } from '../../core/archive/nesting-source';
import type { Overlay } from '../../core/patch/overlay';
import { mergeStates, type OverlayStore, type PatchState, type SetAsidePatch } from './overlay-store';

/** Paths whose edit differs. */
export const changedPaths = ({ overlay: before }: PatchState, { overlay: after }: PatchState): string[] =>
  [...new Set([...before.edits.keys(), ...after.edits.keys()])].filter((path) => !sameEdit(before.edits.get(path), after.edits.get(path)));

/** Saves, over what other windows save meanwhile; `clashes` is what was set aside because of them. */
export async function savedOver(
  store: OverlayStore,
  before: PatchState,
  mine: PatchState,
): Promise<{ state: PatchState; clashes: SetAsidePatch[] }> {
  const wanted = new Set(mine.setAside.map(({ id }) => id));
  while (!(await store.save(mine))) {
    const theirs = await store.load();
    mine = mergeStates(before, mine, theirs, freshId);
    before = theirs;
  }
  const theirs = new Set(before.setAside.map(({ id }) => id));
  return { state: mine, clashes: mine.setAside.filter(({ id }) => !wanted.has(id) && !theirs.has(id)) };
}

export const freshId = (): string => crypto.randomUUID();

/** With other edits, of which those that are new were saved now. */
export function withOverlay(state: PatchState, overlay: Overlay): PatchState {
  const savedAt = new Map<string, number>();
  for (const [path, edit] of overlay.edits)
    savedAt.set(path, edit === state.overlay.edits.get(path) ? (state.savedAt.get(path) ?? 0) : Date.now());
  return { ...state, overlay, savedAt };
}

/** Patched files in inner archives are part of a package once their archives are open. One that cannot be opened has none. */
export async function reachPatched(source: NestingSource, { overlay }: PatchState): Promise<void> {
  for (const path of overlay.edits.keys()) {
    await source.reach(path).catch((error: unknown) => {
      if (!(error instanceof ArchiveError)) throw error;
    });
  }
}
