import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const budgetExceeded = defineRule({
  id: 'archive/budget-exceeded',
  target: 'archive',
  severity: 'error',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'The package is larger or deeper than it may be',
  rationale: [
    'A small archive that unpacks to far more than the disk holds stops an upgrade half way, with a full file system that also stops everything else on the host.',
    'The limits are settings (`upgradeReview.budget.*`, `--budget name=value`): raise them where a product needs it. How well files pack does not matter up to 16 MB.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/409.html'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'budget-exceeded': 'Make sure that the hosts have room for it, then raise the limit if the product needs it.',
    });
  },
});
