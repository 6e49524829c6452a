import { memo, type Memo } from '../text/memo';
import type { PackageView, Subject, Target } from './subject';

/**
 * A cross-file fact, computed once per package and only if somebody asks. The parameter's type says what it looks at;
 * who asks must have declared at least that.
 */
export const fact = <T extends Target, V>(compute: (reviewed: PackageView<T>) => V): ((reviewed: PackageView<T>) => V) => memo(compute);

const ofFiles = new Map<Target, Memo<Subject, unknown>[]>();

/**
 * What one file tells by itself, computed once for as long as the file stays as it is: a review after an edit finds it done.
 * It should hold no more than it needs: it outlives the parsed form of the file. It is plain data, which another thread may
 * have computed.
 */
export function fileFact<T extends Target, V>(target: T, compute: (subject: Subject<T>) => V): (subject: Subject<T>) => V {
  const known = memo(compute);
  ofFiles.set(target, [...(ofFiles.get(target) ?? []), known as unknown as Memo<Subject, unknown>]);
  return known;
}

/** Computes all facts of a file while its parsed form is at hand. */
export const gatherFacts = (subject: Subject): unknown[] => (ofFiles.get(subject.target) ?? []).map((known) => known(subject));

/** Takes what `gatherFacts` has gathered elsewhere. */
export function takeFacts(subject: Subject, facts: readonly unknown[]): void {
  for (const [index, known] of (ofFiles.get(subject.target) ?? []).entries()) known.put(subject, facts[index]);
}
