import { entryOf } from '../text/groups';
import { memo } from '../text/memo';
import type { PackageView, Subject, Target } from './subject';

/**
 * A cross-file fact, computed once per package and only if somebody asks. The parameter's type says what it looks at;
 * who asks must have declared at least that.
 */
export const fact = <T extends Target, V>(compute: (reviewed: PackageView<T>) => V): ((reviewed: PackageView<T>) => V) => memo(compute);

type Ask = (subject: Subject) => unknown;

/** What can be asked of files of a kind. */
const asked = new Map<Target, Ask[]>();

/** What files have told, in the order of what can be asked of their kind; holes are not asked for yet. */
const told = new WeakMap<Subject, unknown[]>();

/**
 * What one file tells by itself, computed once for as long as the file stays as it is: a review after an edit finds it done.
 * It should hold no more than it needs: it outlives the parsed form of the file. It is plain data, which another thread may
 * have computed.
 */
export function fileFact<T extends Target, V>(target: T, compute: (subject: Subject<T>) => V): (subject: Subject<T>) => V {
  const all = entryOf(asked, target, () => []);
  const index = all.length;
  const ask = (subject: Subject<T>): V => {
    const known = entryOf(told, subject, () => []);
    if (!(index in known)) known[index] = compute(subject);
    return known[index] as V;
  };
  all.push(ask as Ask);
  return ask;
}

/** Computes all facts of a file while its parsed form is at hand. */
export function gatherFacts(subject: Subject): unknown[] {
  const facts = (asked.get(subject.target) ?? []).map((ask) => ask(subject));
  takeFacts(subject, facts);
  return facts;
}

/** Takes what `gatherFacts` has gathered elsewhere. */
export const takeFacts = (subject: Subject, facts: unknown[]): unknown => told.set(subject, facts);
