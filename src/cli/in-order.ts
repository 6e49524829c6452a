/**
 * What becomes of each item, in their order, while up to `atOnce` of them are worked on. `work` must not throw: what went wrong with one is no
 * reason to give up the others. Items that nobody waits for any more are not begun.
 */
export async function* inOrder<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const tell = new Map<number, (result: R) => void>();
  const results = items.map((_, at) => new Promise<R>((resolve) => void tell.set(at, resolve)));
  const left = items.entries();
  const next = async (): Promise<void> => {
    for (const [at, item] of left) tell.get(at)?.(await work(item));
  };
  try {
    for (let started = 0; started < Math.min(atOnce, items.length); started++) void next();
    for (const result of results) yield await result;
  } finally {
    // Whoever is free next finds nothing.
    for (const _ of left);
  }
}
