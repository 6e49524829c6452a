import { parityOf } from '../../facts/versions/parity';
import { environmentOf } from '../../inventory/inventory';
import { buildMatrix } from '../../inventory/matrix';
import { defineRule } from '../rule';

/** Environments in which upgrades are tried before, by their usual names. */
const rehearsals = /^(staging|stage|pre-?prod(uction)?|uat|qa|integration|rehearsal|acceptance|test)$/i;

/** Reasons that a message names. */
const mostReasons = 5;

export const stagingDiffers = defineRule({
  id: 'environment/staging-differs',
  target: 'manifest',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'The environment in which the upgrade is tried is not like production',
  rationale: `What a rehearsal proves it proves for the versions, the system, the services and the amount of data that it has. The finding puts a number on it: of 100 points those that are alike, counted over what the
inventory knows of both: versions of the product that the upgrade begins from, of what the manifest requires and of databases (4 parts), operating systems and architectures (3), enabled units (2), the size of
the data (2; half of production's counts as enough), what the settings lead to on other hosts (1), one host instead of several (1), and other settings with the time zone (1). What is not known of both does not count.

Below 100 it is an information; it is a warning where a version of what the package requires, or the system, differs. Environments count that are called staging, stage, preprod, uat, qa, integration, rehearsal, acceptance or
test.`,
  references: ['https://12factor.net/dev-prod-parity'],
  messages: {
    differs: ({
      rehearsal,
      environment,
      score,
      reasons,
      more,
    }: {
      rehearsal: string;
      environment: string;
      score: number;
      reasons: readonly string[];
      more: number;
    }) =>
      `${rehearsal} is ${score} of 100 like ${environment}: ${reasons.join('; ')}${more > 0 ? `; and ${more} more` : ''}. What is tried there does not show the rest.`,
  },
  check({ path, syntax }, { report, inventory, environment }) {
    const production = environmentOf(inventory, environment);
    const at = (syntax.product ?? syntax.version)?.span;
    if (!production || !at) return;
    const { rows } = buildMatrix(path, syntax, inventory);
    for (const rehearsal of inventory.environments) {
      if (rehearsal.name === environment || !rehearsals.test(rehearsal.name)) continue;
      const parity = parityOf(rehearsal, production, rows, syntax);
      if (!parity || parity.differences.length === 0) continue;
      const reasons = parity.differences.map(({ says }) => says);
      const matters = parity.differences.some(({ kind }) => kind === 'version' || kind === 'system');
      report(at, 'differs', {
        data: {
          rehearsal: rehearsal.name,
          environment,
          score: parity.score,
          reasons: reasons.slice(0, mostReasons),
          more: Math.max(0, reasons.length - mostReasons),
        },
        ...(!matters && { atMost: 'info' as const }),
      });
    }
  },
});
