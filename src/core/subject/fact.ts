import { entryOf } from '../text/groups';
import { memo, memoOf } from '../text/memo';
import type { PackageView, Subject, Target } from './subject';

/**
 * A cross-file fact, computed only if somebody asks, and again only if something of what it declares to look at is another
 * object than before. Who asks must have declared at least that. It must look at nothing else, also where it answers later.
 */
export const fact = <T extends Target, V>(
  reads: readonly T[],
  compute: (reviewed: PackageView<T>) => V,
): ((reviewed: PackageView<T>) => V) =>
  memoOf(({ files, subjects }: PackageView<T>) => [files, ...reads.map((target) => subjects[target])], compute);

type Ask = (subject: Subject) => unknown;

/** What can be asked of files of a kind. */
const asked = new Map<Target, Ask[]>();

/** What a file has told, in the order of what can be asked of its kind; holes are not asked for yet. */
const toldBy = memo(({ target }: Subject) => new Array<unknown>(asked.get(target)?.length ?? 0));

/**
 * What one file tells by itself, computed once for as long as the file stays as it is: a review after an edit finds it done.
 * It should hold no more than it needs: it outlives the parsed form of the file. It is plain data, which another thread may
 * have computed.
 */
export function fileFact<T extends Target, V>(target: T, compute: (subject: Subject<T>) => V): (subject: Subject<T>) => V {
  const all = entryOf(asked, target, () => []);
  const index = all.length;
  const ask = (subject: Subject<T>): V => {
    const told = toldBy(subject);
    const known = told[index];
    if (known !== undefined || index in told) return known as V;
    const made = compute(subject);
    told[index] = made;
    return made;
  };
  all.push(ask as Ask);
  return ask;
}

/** Computes all facts of a file while its parsed form is at hand. */
export const gatherFacts = (subject: Subject): unknown[] => (asked.get(subject.target) ?? []).map((ask) => ask(subject));

/** Takes what `gatherFacts` has gathered elsewhere. */
export const takeFacts = (subject: Subject, facts: readonly unknown[]): unknown => Object.assign(toldBy(subject), facts);
