/** What a map has under a key; made and kept there the first time somebody asks. */
export function entryOf<K, V extends object>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Items by their key; keys in the order of their first items, and the items of each in theirs. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Items in groups in which each is near some other one, in the order of their last members. */
export function connected<T>(items: readonly T[], isNear: (a: T, b: T) => boolean): readonly (readonly T[])[] {
  let groups: readonly (readonly T[])[] = [];
  for (const item of items) {
    const near = groups.filter((group) => group.some((other) => isNear(other, item)));
    groups = [...groups.filter((group) => !near.includes(group)), [...near.flat(), item]];
  }
  return groups;
}
