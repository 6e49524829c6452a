import type { Overlay } from './overlay';

export type PatchStatus = 'added' | 'deleted' | 'modified' | 'renamed';

export interface PatchedPath {
  readonly path: string;
  readonly status: PatchStatus;
  /** The shipped file to compare with; absent for an added one. */
  readonly original?: string;
}

/** What differs from the shipped package, ordered by path. A renamed file is listed under its new path alone. */
export function patchedPaths({ edits }: Overlay, isShipped: (path: string) => boolean): PatchedPath[] {
  const moved = new Set<string>();
  const listed: PatchedPath[] = [];
  const gone: string[] = [];
  for (const [path, edit] of edits) {
    if (edit === 'deleted') gone.push(path);
    else if (isShipped(path)) listed.push({ path, status: 'modified', original: path });
    else if (edit.movedFrom !== undefined && edits.get(edit.movedFrom) === 'deleted' && !moved.has(edit.movedFrom)) {
      moved.add(edit.movedFrom);
      listed.push({ path, status: 'renamed', original: edit.movedFrom });
    } else listed.push({ path, status: 'added' });
  }
  for (const path of gone) if (!moved.has(path)) listed.push({ path, status: 'deleted', original: path });
  return listed.sort((a, b) => (a.path < b.path ? -1 : 1));
}
