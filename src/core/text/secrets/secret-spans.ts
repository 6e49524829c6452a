import { span, type Span } from '../span';
import { assignedSecrets } from './assignments';
import { manifestSecrets } from './blocks';
import { commandSecrets } from './commands';
import { directiveSecrets } from './directives';
import { formedSecrets } from './forms';
import { keyedSecrets } from './keyed';
import { rowSecrets } from './sql';

const detectors: readonly ((text: string) => readonly Span[])[] = [
  assignedSecrets,
  formedSecrets,
  keyedSecrets,
  directiveSecrets,
  rowSecrets,
  commandSecrets,
  manifestSecrets,
];

/**
 * Where a whole text holds secrets, without what tells of them: in their order, none touching another. Never cut a text
 * first, as the name that makes a value a secret may be cut away. Takes time in proportion to the text.
 */
export const secretSpans = (text: string): readonly Span[] => joinedSpans(detectors.flatMap((detect) => detect(text)));

/** Spans in their order, those that touch as one. */
export function joinedSpans(spans: readonly Span[]): readonly Span[] {
  const all = spans.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start || b.end - a.end);
  const joined: Span[] = [];
  for (const next of all) {
    const last = joined.at(-1);
    if (last && next.start <= last.end) joined[joined.length - 1] = span(last.start, Math.max(last.end, next.end));
    else joined.push(next);
  }
  return joined;
}
