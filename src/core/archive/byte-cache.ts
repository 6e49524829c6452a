/** Unpacked bytes that are kept for the next who asks, up to `limit` bytes in all; the least recently used go first. */
export interface ByteCache {
  /** Bytes. What is larger is never kept, and should not be asked for. */
  readonly limit: number;
  get(key: string, load: () => Promise<Uint8Array>): Promise<Uint8Array>;
  /** Nobody will ask for them. */
  forget(key: string): void;
}

export function byteCache(limit: number): ByteCache {
  const kept = new Map<string, { readonly bytes: Promise<Uint8Array>; size: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  return {
    limit,
    get(key, load) {
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known.bytes;
      }
      const loading = { bytes: load(), size: 0 };
      kept.set(key, loading);
      loading.bytes.then(
        ({ length }) => {
          if (kept.get(key) !== loading) return;
          loading.size = length;
          total += length;
          for (const [oldest] of kept) if (total > limit) drop(oldest);
        },
        () => {
          if (kept.get(key) === loading) kept.delete(key);
        },
      );
      return loading.bytes;
    },
    forget: drop,
  };
}
