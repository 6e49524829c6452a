/** Dotted keys as paths. A flat key `a.b` and a key `b` inside `a` are the same path. */

export const segmentsOf = (key: string): string[] => key.split('.');

export const joined = (parent: string, key: string): string => (parent ? `${parent}.${key}` : key);

/** The part of `key` below `parent`; `undefined` if it is not below. */
export function below(parent: string, key: string): string | undefined {
  if (!parent) return key;
  return key.startsWith(`${parent}.`) ? key.slice(parent.length + 1) : undefined;
}

/** How many leading segments two keys share. */
export function sharedSegments(a: string, b: string): number {
  const [left, right] = [segmentsOf(a), segmentsOf(b)];
  let count = 0;
  while (count < left.length && count < right.length && left[count] === right[count]) count++;
  return count;
}

/**
 * Where a key goes in nested maps: the deepest map that holds it, and the segments still to write.
 * `undefined`: the key exists, or a value stands where a map is needed.
 * @param children the named members of a map; `map` is absent for members that hold something else
 */
export function locate<M>(
  map: M,
  key: string,
  children: (map: M) => Iterable<{ name: string; map?: M }>,
): { map: M; rest: string } | undefined {
  let best: { map: M; rest: string } | undefined = { map, rest: key };
  for (const child of children(map)) {
    if (child.name === key) return undefined;
    const rest = below(child.name, key);
    if (rest === undefined || !child.name) continue;
    const found = child.map === undefined ? undefined : locate(child.map, rest, children);
    if (!found) return undefined;
    if (best.rest.length > found.rest.length) best = found;
  }
  return best;
}
