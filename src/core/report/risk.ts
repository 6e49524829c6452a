import { shownPath } from '../package/nested-path';
import { mostPoints, riskAxes, type Risk, type RiskAxis } from '../review/risk-axes';
import type { RiskReason } from '../review/risk-reason';

export const axisWords: Readonly<Record<keyof Risk, string>> = {
  exploitability: 'Exploitability',
  blastRadius: 'Blast radius',
  reversibility: 'Reversibility',
};

/** `7 of 10, high`. */
export const scoreWords = ({ score, level }: RiskAxis): string => `${score} of ${mostPoints}, ${level}`;

/** `scripts/a.sh:3`, where there are any. */
export const placesWords = ({ places }: RiskReason): string =>
  places.map(({ path, range }) => `${shownPath(path)}:${range.start.line + 1}`).join(', ');

/** `+3 touches meetings (tier 1): systemctl stop dtend: scripts/a.sh:3`. */
export const riskReasonWords = (reason: RiskReason): string => {
  const where = placesWords(reason);
  return `+${reason.points} ${reason.what}${where === '' ? '' : `: ${where}`}`;
};

/** Axes in their order. */
export const axesOf = (risk: Risk): readonly (readonly [name: string, axis: RiskAxis])[] =>
  riskAxes.map((axis) => [axisWords[axis], risk[axis]] as const);

export const riskJson = (risk: Risk) =>
  Object.fromEntries(
    riskAxes.map((axis) => {
      const { score, level, reasons } = risk[axis];
      const told = reasons.map(({ points, what, places }) => ({
        points,
        what,
        places: places.map(({ path, range }) => ({ path: shownPath(path), line: range.start.line + 1 })),
      }));
      return [axis, { score, of: mostPoints, level, reasons: told }];
    }),
  );
