import type { Span } from '../text/span';

/** A stretch of a file that names another file of the package. */
export interface Link {
  readonly span: Span;
  readonly path: string;
}
