import type { RiskReason } from './risk-reason';

/** Of an axis: more than that says nothing more. */
export const mostPoints = 10;

export interface RiskAxis {
  /** The points of its reasons, at most `mostPoints`. */
  readonly score: number;
  readonly level: 'none' | 'low' | 'medium' | 'high';
  /** The weightiest first. */
  readonly reasons: readonly RiskReason[];
}

export const riskAxes = ['exploitability', 'blastRadius', 'reversibility'] as const;

/** What an upgrade could cost, apart from whether it may go: what somebody has waived is a risk all the same. */
export type Risk = Readonly<Record<(typeof riskAxes)[number], RiskAxis>>;
