import { planned } from '../../plan/planned';
import { endingWords, ofTarget, pageEnding, reportSideEffects, type SideEffectData } from '../reporting/side-effect';
import { defineRule } from '../rule';

export const featureFlagSideEffect = defineRule({
  id: 'side-effect/feature-flag',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outside-snapshot', 'unplanned-work'],
  fixable: false,
  summary: 'The upgrade switches a feature flag of another service',
  rationale: `A flag that a script switches stays switched when programs and data are restored: the old version then runs with a setting that was made for the new one, and users see it.
Note its value before the upgrade.

${pageEnding}`,
  references: ['https://martinfowler.com/articles/feature-toggles.html'],
  messages: {
    done: (d: SideEffectData) => `${d.by} switches a flag${ofTarget(d, ' at ')}${endingWords(d)}`,
  },
  check(reviewed, { report }) {
    reportSideEffects('feature-flag', reviewed, report, { isEach: true });
  },
});
