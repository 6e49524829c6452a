import { isHidden } from '../package/hidden';
import { archivesAbove } from '../package/nested-path';

/** What somebody has looked at: the SHA-256 that a file had then, by its path. */
export type Marks = ReadonlyMap<string, string>;

/** `changed`: somebody has looked at it, and it has another content since. */
export type ReviewedState = 'unreviewed' | 'reviewed' | 'changed';

export interface Progress {
  readonly reviewed: number;
  readonly total: number;
}

/** `sha256`: what the file has now; `undefined` while that is not known. */
export function reviewedState(marks: Marks, path: string, sha256: string | undefined): ReviewedState {
  const marked = marks.get(path);
  if (marked === undefined) return 'unreviewed';
  return marked === sha256 ? 'reviewed' : 'changed';
}

/** What a person goes through file by file: what lies in an archive goes with the archive, and what no editor is shown is told by findings. */
export const isGoneThrough = (path: string): boolean => archivesAbove(path).length === 0 && !isHidden(path);

/** How far one is with the package, which is under `''`, and with each of its folders. */
export function progressByFolder(paths: Iterable<string>, isReviewed: (path: string) => boolean): ReadonlyMap<string, Progress> {
  const found = new Map<string, { reviewed: number; total: number }>();
  const count = (folder: string, reviewed: number): void => {
    const progress = found.get(folder);
    if (!progress) found.set(folder, { reviewed, total: 1 });
    else {
      progress.reviewed += reviewed;
      progress.total++;
    }
  };
  for (const path of paths) {
    if (!isGoneThrough(path)) continue;
    const reviewed = isReviewed(path) ? 1 : 0;
    count('', reviewed);
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) count(path.slice(0, at), reviewed);
  }
  return found;
}

/** Marks as plain data, to be kept: no object has a path of a package as its key. */
export type KeptMarks = readonly (readonly [path: string, sha256: string])[];

/** Whatever was kept, as marks; what is none of it is passed over. */
export function marksOf(kept: unknown): Marks {
  const pairs = Array.isArray(kept) ? (kept as unknown[]) : [];
  return new Map(pairs.filter(isPair));
}

const isPair = (pair: unknown): pair is [string, string] =>
  Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string');
