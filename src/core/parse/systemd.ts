import type { Span } from '../text/span';
import type { SyntaxFault } from './fault';

export interface UnitFile {
  readonly sections: readonly UnitSection[];
  readonly faults: readonly SyntaxFault[];
}

export interface UnitSection {
  readonly name: string;
  readonly span: Span;
  readonly directives: readonly UnitDirective[];
}

export interface UnitDirective {
  readonly key: string;
  readonly keySpan: Span;
  /** Continuation lines joined as systemd does. */
  readonly value: string;
  readonly valueSpan: Span;
}
