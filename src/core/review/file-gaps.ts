import type { FileState } from './coverage';
import type { NotChecked } from './gap';
import { entryOf } from '../text/groups';

/** Names that a list of alike gaps spells out: a hostile archive has thousands of them. */
const spelledOut = 3;

export const shortList = (names: readonly string[]): string =>
  [...names.slice(0, spelledOut), ...(names.length > spelledOut ? [`${names.length - spelledOut} more`] : [])].join(', ');

/** One gap for all files that were not read for one reason; those that decide something apart from those that do not. */
export function fileGaps(files: ReadonlyMap<string, FileState>): NotChecked[] {
  const groups = new Map<string, { readonly why: string; readonly decisive: boolean; readonly paths: string[] }>();
  for (const [path, file] of files) {
    if (file.state === 'reviewed' || file.state === 'listed') continue;
    const why = file.state === 'not-understood' ? `${file.language} is not understood` : file.why;
    const key = `${file.decisive}:${why}`;
    entryOf(groups, key, () => ({ why, decisive: file.decisive, paths: [] })).paths.push(path);
  }
  return [...groups.values()]
    .sort((a, b) => Number(b.decisive) - Number(a.decisive))
    .map(({ why, decisive, paths }) => ({ what: shortList(paths), why, decisive }));
}
