import { compareText } from '../text/order';
import type { Finding } from '../rules/finding';

type Placed = Pick<Finding, 'path' | 'range'>;

/** A place in a package; findings are gone through by path, then from top to bottom. */
export interface At {
  readonly path: string;
  readonly line: number;
  readonly character: number;
}

/** The finding behind a place, or before it, and from the end on from the beginning again. Without a place the first, or the last. */
export function nextFinding<F extends Placed>(findings: readonly F[], at: At | undefined, direction: 'next' | 'previous'): F | undefined {
  const ordered = [...findings].sort((a, b) => compare(startOf(a), startOf(b)));
  if (direction === 'next') return ordered.find((finding) => at && compare(startOf(finding), at) > 0) ?? ordered[0];
  return ordered.findLast((finding) => at && compare(startOf(finding), at) < 0) ?? ordered.at(-1);
}

const startOf = ({ path, range }: Placed): At => ({ path, ...range.start });

const compare = (a: At, b: At): number => compareText(a.path, b.path) || a.line - b.line || a.character - b.character;
