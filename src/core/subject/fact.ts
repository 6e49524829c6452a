import { memo } from '../text/memo';
import type { PackageView, Subject, Target } from './subject';

/**
 * A cross-file fact, computed once per package and only if somebody asks. The parameter's type says what it looks at;
 * who asks must have declared at least that.
 */
export const fact = <T extends Target, V>(compute: (reviewed: PackageView<T>) => V): ((reviewed: PackageView<T>) => V) => memo(compute);

const ofFiles = new Map<Target, ((subject: Subject) => unknown)[]>();

/**
 * What one file tells by itself, computed once for as long as the file stays as it is: a review after an edit finds it done.
 * It should hold no more than it needs: it outlives the parsed form of the file.
 */
export function fileFact<T extends Target, V>(target: T, compute: (subject: Subject<T>) => V): (subject: Subject<T>) => V {
  const known = memo(compute);
  ofFiles.set(target, [...(ofFiles.get(target) ?? []), known as (subject: Subject) => unknown]);
  return known;
}

/** Computes all facts of a file while its parsed form is at hand. */
export function gatherFacts(subject: Subject): void {
  for (const known of ofFiles.get(subject.target) ?? []) known(subject);
}
