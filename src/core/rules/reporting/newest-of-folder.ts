import type { LiveOperation } from '../../facts/migrations/operations';
import { groupBy } from '../../text/groups';
import { folderOf } from '../../text/path';
import type { Related } from '../finding';
import { toldByVendor } from './vendor-suppressions';

/** What the files of a folder have in common: told once, at the newest, which is the one that is still to run. */
export interface FolderOperations<L extends LiveOperation> {
  readonly newest: L;
  /** One of each file, oldest first, the newest among them. */
  readonly all: readonly L[];
  /** How many other files. */
  readonly others: number;
  readonly related: readonly Related[];
}

const maxRelated = 10;

/** The first operation of each file, by folder. */
export function byFolder<L extends LiveOperation>(found: readonly L[]): readonly FolderOperations<L>[] {
  const firsts = [...groupBy(found, ({ path }) => path).values()].map(([first]) => first);
  return [...groupBy(firsts, ({ path }) => folderOf(path)).values()].flatMap((all) => {
    const [newest, ...older] = [...all].reverse();
    if (!newest) return [];
    const related = older.slice(0, maxRelated).map(({ path, at }): Related => ({ at: 'package', path, span: at, message: 'so does this' }));
    return [{ newest, all, others: older.length, related: [...toldByVendor(newest.session, newest.statement), ...related] }];
  });
}

export const asOtherFiles = (count: number): string =>
  count === 0 ? '' : count === 1 ? ', as in 1 other file' : `, as in ${count} other files`;
