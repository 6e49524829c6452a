/**
 * Where a review stands, in memory that two threads share: the one that works writes, the one that watches reads, also
 * while the other is stuck.
 */
export interface Board {
  /** A unit of work begins; `key` is told by `at`. */
  begin(key: string): void;
  progress(done: number, total: number): void;
  /** Asks the worker to give the review up. */
  cancel(): void;
  /** A new review: nothing is done, and nobody has cancelled. */
  reset(): void;
  readonly isCancelled: boolean;
  /** Grows with every unit and every step. */
  readonly beats: number;
  readonly done: number;
  readonly total: number;
  /** The unit that began last; `''` between units. */
  readonly at: string;
}

/** Places of the numbers, Int32. */
const beats = 0;
const cancelled = 1;
const length = 2;
const done = 3;
const total = 4;
const numbers = 5;
/** Bytes of a unit's name; paths are no longer than this. */
const nameBytes = 8192;

export const boardSize = 4 * numbers + nameBytes;

export function boardOn(shared: SharedArrayBuffer): Board {
  const values = new Int32Array(shared, 0, numbers);
  const name = new Uint8Array(shared, 4 * numbers);
  // Texts cannot be encoded into shared memory.
  const encoded = new Uint8Array(nameBytes);
  return {
    begin(key) {
      const { written } = new TextEncoder().encodeInto(key, encoded);
      Atomics.store(values, length, 0);
      name.set(encoded.subarray(0, written));
      Atomics.store(values, length, written);
      Atomics.add(values, beats, 1);
    },
    progress(now, all) {
      Atomics.store(values, length, 0);
      Atomics.store(values, done, now);
      Atomics.store(values, total, all);
      Atomics.add(values, beats, 1);
    },
    cancel: () => void Atomics.store(values, cancelled, 1),
    reset() {
      for (const at of [cancelled, length, done, total]) Atomics.store(values, at, 0);
    },
    get isCancelled() {
      return Atomics.load(values, cancelled) !== 0;
    },
    get beats() {
      return Atomics.load(values, beats);
    },
    get done() {
      return Atomics.load(values, done);
    },
    get total() {
      return Atomics.load(values, total);
    },
    get at() {
      return new TextDecoder().decode(new Uint8Array(name.subarray(0, Atomics.load(values, length))));
    },
  };
}
