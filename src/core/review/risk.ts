import type { Inventory } from '../inventory/inventory';
import { rules } from '../rules/index';
import { asSureAs, countOf, type Finding, type Hazard, type Severity } from '../rules/finding';
import { groupBy } from '../text/groups';
import { blastReasons } from './blast-radius';
import { mostPoints, type Risk, type RiskAxis } from './risk-axes';
import { placesOf, type RiskReason } from './risk-reason';
import type { ServiceMap } from '../facts/service-map';
import type { ShownPlan } from './shown-plan';
import { undoReasons } from './undo-reasons';

/** What a risk is made from. */
export interface Risky {
  readonly findings: readonly Finding[];
  readonly plan: ShownPlan;
  readonly inventory: Inventory;
  readonly environment: string;
  readonly services: ServiceMap;
}

/**
 * Each axis is the sum of its reasons, and each reason says what it is for and where:
 *
 * - *exploitability*: each rule whose findings can expose a secret, weaken security or trust what nobody vouches for, by its worst
 *   finding: blocker 4, error 3, warning 1.
 * - *blast radius*: each service that an effect of the upgrade touches: tier 1 has 3 points, tier 2 has 2, another or an unknown one 1,
 *   and 2 more on a path of authentication, payment or integration; each service that depends on one of them 1; units that no service
 *   names 1 each, at most 3, and so does what is changed in clusters and containers; a reboot 3; several hosts 1, from ten on 2.
 * - *reversibility*: each rule whose findings lose data or cannot be taken back: blocker 4, error 3, warning 2; or that a restored
 *   snapshot keeps: 1; no rollback script 2; changes that nothing in the package takes back 1 to 3, by their share; side effects that
 *   a snapshot keeps 1 each, at most 3.
 *
 * Findings that are only possible do not count, nor do scripts of the way back and checks.
 */
export function riskOf({ findings: all, plan, inventory, environment, services }: Risky): Risk {
  const findings = asSureAs(all, 'likely');
  const effects = plan.phases.filter(({ name }) => name !== 'rollback' && name !== 'check').flatMap((phase) => phase.effects);
  return {
    exploitability: axis(byHazards(findings, exploitable, { blocker: 4, error: 3, warning: 1, info: 0 })),
    blastRadius: axis(blastReasons(effects, services, inventory, environment)),
    reversibility: axis([
      ...byHazards(findings, irreversible, { blocker: 4, error: 3, warning: 2, info: 0 }),
      ...byHazards(findings, kept, { blocker: 1, error: 1, warning: 1, info: 0 }),
      ...undoReasons(plan, effects),
    ]),
  };
}

/** What rules report, in words. */
const titles = new Map(rules.map(({ id, summary }) => [id, summary]));

type HazardWords = Readonly<Partial<Record<Hazard, string>>>;

const exploitable: HazardWords = {
  'exposes-secret': 'can expose a secret',
  'weakens-security': 'can weaken security',
  'untrusted-origin': 'can bring in what nobody vouches for',
};
const irreversible: HazardWords = { 'data-loss': 'can lose data', irreversible: 'cannot be taken back' };
const kept: HazardWords = { 'outside-snapshot': 'leaves what a restored snapshot keeps' };

function axis(reasons: readonly RiskReason[]): RiskAxis {
  const told = reasons.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
  const score = Math.min(
    mostPoints,
    told.reduce((sum, { points }) => sum + points, 0),
  );
  return { score, level: score === 0 ? 'none' : score <= 3 ? 'low' : score <= 6 ? 'medium' : 'high', reasons: told };
}

/** One for each rule, by the first of its hazards that counts; findings come with the worst first. */
function byHazards(findings: readonly Finding[], words: HazardWords, points: Readonly<Record<Severity, number>>): RiskReason[] {
  const meant = findings.filter(({ hazards }) => hazards.some((hazard) => words[hazard] !== undefined));
  return [...groupBy(meant, ({ rule }) => rule)].map(([rule, alike]) => {
    const [{ severity, hazards }] = alike;
    const count = countOf(alike);
    const waived = alike.filter((finding) => finding.waived).length;
    const some = waived === 0 ? '' : waived === alike.length ? ', waived' : `, ${waived} of them waived`;
    const can = hazards.flatMap((hazard) => words[hazard] ?? []).join(', ');
    return {
      points: points[severity],
      what: `${titles.get(rule) ?? rule}: ${can} (${count} finding${count === 1 ? '' : 's'}, ${severity}${some})`,
      places: placesOf(alike),
    };
  });
}
