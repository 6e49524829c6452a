import { memo } from '../text/memo';
import type { PackageView, Subject, Target } from './subject';

/**
 * A cross-file fact, computed once per package and only if somebody asks. The parameter's type says what it looks at;
 * who asks must have declared at least that.
 */
export const fact = <T extends Target, V>(compute: (reviewed: PackageView<T>) => V): ((reviewed: PackageView<T>) => V) => memo(compute);

/** What one file tells by itself, computed once for as long as the file stays as it is: a review after an edit finds it done. */
export const fileFact = <T extends Target, V>(compute: (subject: Subject<T>) => V): ((subject: Subject<T>) => V) => memo(compute);
