import type { PatchState } from '../../src/extension/mount/overlay-store';

/** As values that can be compared. */
export const plain = (state: PatchState) => ({
  ...state,
  overlay: [...state.overlay.edits].map(([path, edit]) => [path, edit === 'deleted' ? edit : { ...edit, content: text(edit.content) }]),
  savedAt: [...state.savedAt],
  setAside: state.setAside.map((patch) => ({
    ...patch,
    edit: patch.edit === 'deleted' ? patch.edit : { ...patch.edit, content: text(patch.edit.content) },
  })),
});

const text = (content: Uint8Array | undefined): string | undefined => content && Buffer.from(content).toString('latin1');
