import type { PhaseLines, PlanLine } from '../../core/report/plan-lines';
import type { ShownPhase } from '../../core/review/shown-plan';
import type { ReviewSession } from '../review/session';

export type PlanNode =
  /** Only if several packages are open. */
  | { readonly kind: 'package'; readonly session: ReviewSession }
  | { readonly kind: 'phase'; readonly session: ReviewSession; readonly phase: ShownPhase }
  | { readonly kind: 'line'; readonly session: ReviewSession; readonly phase: ShownPhase; readonly line: PlanLine }
  | { readonly kind: 'asides'; readonly session: ReviewSession; readonly phase: ShownPhase; readonly asides: PhaseLines['asides'] }
  | { readonly kind: 'more'; readonly session: ReviewSession; readonly phase: ShownPhase; readonly count: number };
