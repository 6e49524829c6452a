import type { PhaseLines, PlanLine } from '../../core/report/plan-lines';
import type { ShownPhase } from '../../core/review/shown-plan';
import type { PlanFilter } from '../../core/report/plan-filter';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';

export type PlanNode =
  /** Only if several packages are open. */
  | { readonly kind: 'package'; readonly session: ReviewSession }
  | { readonly kind: 'phase'; readonly session: ReviewSession; readonly phase: ShownPhase }
  | { readonly kind: 'line'; readonly session: ReviewSession; readonly phase: ShownPhase; readonly line: PlanLine }
  | { readonly kind: 'asides'; readonly session: ReviewSession; readonly phase: ShownPhase; readonly asides: PhaseLines['asides'] }
  | { readonly kind: 'more'; readonly session: ReviewSession; readonly phase: ShownPhase; readonly count: number };

/** The plans that are shown, and what of them. */
export interface PlanView {
  readonly sessions: ReviewSessions;
  readonly filter: PlanFilter;
  readonly isFiltered: boolean;
  narrow(filter: PlanFilter): void;
}
