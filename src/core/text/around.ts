import { memo } from './memo';
import { countBefore } from './sorted';
import type { Span } from './span';

interface Opened<T> {
  readonly item: T;
  readonly span: Span;
  /** The last one before it that was still open where it begins. */
  readonly outer: Opened<T> | undefined;
}

/**
 * Of many stretches of a text, those that hold a place, the outermost first: of statements in statements, whose number is not
 * bounded, unlike their depth.
 */
export function aroundIn<T extends object>(spanOf: (item: T) => Span): (items: readonly T[], at: number) => T[] {
  const indexed = memo((items: readonly T[]): readonly Opened<T>[] => {
    const all: Opened<T>[] = [];
    let outer: Opened<T> | undefined;
    const byStart = items
      .map((item) => ({ item, span: spanOf(item) }))
      .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    for (const { item, span } of byStart) {
      while (outer && outer.span.end <= span.start) outer = outer.outer;
      outer = { item, span, outer };
      all.push(outer);
    }
    return all;
  });
  return (items, at) => {
    const all = indexed(items);
    const found: T[] = [];
    for (let one = all[countBefore(all, at + 1, ({ span }) => span.start) - 1]; one; one = one.outer)
      if (at < one.span.end) found.push(one.item);
    return found.reverse();
  };
}
