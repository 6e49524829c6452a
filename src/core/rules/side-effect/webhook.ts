import { planned } from '../../plan/planned';
import { endingWords, pageEnding, reportSideEffects, type SideEffectData } from '../reporting/side-effect';
import { defineRule } from '../rule';

export const webhookSideEffect = defineRule({
  id: 'side-effect/webhook',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outside-snapshot', 'unplanned-work'],
  fixable: false,
  summary: 'The upgrade registers a webhook with another service',
  rationale: `A webhook lives with the service that calls it. After a rollback it goes on calling an address that the old version does not serve, or serves otherwise; after a second run there are two,
and everything is delivered twice.

${pageEnding}`,
  references: ['https://docs.github.com/en/webhooks/about-webhooks'],
  messages: {
    done: (d: SideEffectData) => `${d.by} registers a webhook at ${d.target}${endingWords(d)}`,
  },
  check(reviewed, { report }) {
    reportSideEffects('webhook', reviewed, report, { isEach: true });
  },
});
