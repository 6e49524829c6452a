import { flagRows } from '../../facts/side-effects/flag-rows';
import { planned } from '../../plan/planned';
import { endingWords, ofTarget, pageEnding, reportSideEffects, type SideEffectData } from '../reporting/side-effect';
import { defineRule } from '../rule';

export const featureFlagSideEffect = defineRule({
  id: 'side-effect/feature-flag',
  target: 'package',
  reads: [...planned, 'manifest', 'sql'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outside-snapshot', 'unplanned-work'],
  fixable: false,
  summary: 'The upgrade switches a feature flag, of another service or in the database',
  rationale: `A flag that a script switches stays switched when programs and data are restored: the old version then runs with a setting that was made for the new one, and users see it.
Note its value before the upgrade. Statements of migrations that change rows of a table of flags (\`feature_flags\`, \`toggles\`, those of Flipper and Waffle) are reported as well: a snapshot of the hosts may not hold that database.

${pageEnding}`,
  references: ['https://martinfowler.com/articles/feature-toggles.html'],
  messages: {
    row: (d: { verb: string; table: string }) =>
      `${d.verb} switches flags in the table ${d.table}, for everybody and at once: note the values before, and put them on the list of what is checked after the upgrade.`,
    done: (d: SideEffectData) => `${d.by} switches a flag${ofTarget(d, ' at ')}${endingWords(d)}`,
  },
  check(reviewed, { report }) {
    reportSideEffects('feature-flag', reviewed, report, { isEach: true });
    for (const { path, span, verb, table } of flagRows(reviewed)) report({ path, span }, 'row', { data: { verb, table } });
  },
});
