/** What is computed from an object, kept for as long as the object lives. */
export function memo<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}

/**
 * The same for keys that are no objects, such as names: kept for as long as the answer lives, so of keys that are few. `most`: where
 * they may be many, all are forgotten with so many.
 */
export function memoEach<K extends string | number | boolean, V>(compute: (key: K) => V, most = Infinity): (key: K) => V {
  const known = new Map<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.value;
    const value = compute(key);
    if (known.size >= most) known.clear();
    known.set(key, { value });
    return value;
  };
}

/**
 * The same for what depends on other things as well, most of which stay the same objects from one time to the next: kept for as
 * long as they do.
 */
export function memoWith<K extends object, I extends readonly unknown[], V>(
  compute: (key: K, ...others: I) => V,
): (key: K, ...others: I) => V {
  const known = new WeakMap<K, { readonly others: I; readonly value: V }>();
  return (key, ...others) => {
    const found = known.get(key);
    if (found && sameItems(found.others, others)) return found.value;
    const value = compute(key, ...others);
    known.set(key, { others, value });
    return value;
  };
}

/**
 * The same for what depends on some parts of an object alone: an object that has the same parts as the one before has the same
 * answer. `partsOf`: the first one stands for all.
 */
export function memoOf<K extends object, V>(partsOf: (key: K) => readonly [object, ...unknown[]], compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<object, { readonly parts: readonly unknown[]; readonly value: V }>();
  return memo((key) => {
    const parts = partsOf(key);
    const found = known.get(parts[0]);
    if (found && sameItems(found.parts, parts)) return found.value;
    const value = compute(key);
    known.set(parts[0], { parts, value });
    return value;
  });
}

/** The same for what can say itself whether it still holds. */
export function memoWhile<K extends object, I extends readonly unknown[], V>(
  compute: (key: K, ...others: I) => V,
  holds: (value: V, ...others: I) => boolean,
): (key: K, ...others: I) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key, ...others) => {
    const found = known.get(key);
    if (found && holds(found.value, ...others)) return found.value;
    const value = compute(key, ...others);
    known.set(key, { value });
    return value;
  };
}

/** The same objects in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
