import type { FileEdit, Overlay } from './overlay';
import { byPath } from '../text/order';

export type PatchStatus = 'added' | 'deleted' | 'modified' | 'renamed';

export interface PatchedPath {
  readonly path: string;
  readonly status: PatchStatus;
  /** The shipped file to compare with; absent for an added one. */
  readonly original?: string;
  /** Unix permission bits, if the patch sets them. */
  readonly mode?: number;
}

/** What differs from the shipped package, ordered by path. A renamed file is listed under its new path alone. */
export function patchedPaths({ edits }: Overlay, isShipped: (path: string) => boolean): PatchedPath[] {
  const moved = new Set<string>();
  const listed: PatchedPath[] = [];
  const gone: string[] = [];
  for (const [path, edit] of edits) {
    if (edit === 'deleted') gone.push(path);
    else if (isShipped(path)) listed.push({ path, status: 'modified', original: path, ...modeOf(edit) });
    else if (edit.movedFrom !== undefined && edits.get(edit.movedFrom) === 'deleted' && !moved.has(edit.movedFrom)) {
      moved.add(edit.movedFrom);
      listed.push({ path, status: 'renamed', original: edit.movedFrom, ...modeOf(edit) });
    } else listed.push({ path, status: 'added', ...modeOf(edit) });
  }
  for (const path of gone) if (!moved.has(path)) listed.push({ path, status: 'deleted', original: path });
  return listed.sort(byPath);
}

const modeOf = ({ mode }: FileEdit): Pick<PatchedPath, 'mode'> => (mode === undefined ? {} : { mode });
