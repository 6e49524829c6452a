import type { Span } from '../text/span';
import type { SyntaxFault } from './fault';

export interface SqlScript {
  readonly span: Span;
  readonly faults: readonly SyntaxFault[];
}
