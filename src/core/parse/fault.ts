import type { Span } from '../text/span';

/** A place that a parser could not read. Rules turn it into a `<group>/syntax` finding. */
export interface SyntaxFault {
  readonly code: string;
  readonly span: Span;
  /** The parser's own words, English. */
  readonly detail: string;
}
