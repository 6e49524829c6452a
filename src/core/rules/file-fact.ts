import type { Subject, Target } from './rule';

/** What one file tells by itself, computed once for as long as the file stays as it is: a review after an edit finds it done. */
export function fileFact<T extends Target, V>(compute: (subject: Subject<T>) => V): (subject: Subject<T>) => V {
  const known = new WeakMap<Subject<T>, { value: V }>();
  return (subject) => {
    const found = known.get(subject);
    if (found) return found.value;
    const value = compute(subject);
    known.set(subject, { value });
    return value;
  };
}
