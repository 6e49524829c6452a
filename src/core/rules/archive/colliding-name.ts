import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const collidingName = defineRule({
  id: 'archive/colliding-name',
  target: 'archive',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['half-done'],
  fixable: false,
  summary: 'Two files become one where letter case or Unicode forms do not count',
  rationale: [
    'On Windows and macOS the later file silently replaces the earlier one: whoever looks at the package there, or builds an image there, gets another package than production.',
    'On most Linux file systems both exist, which is rarely meant either.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/178.html'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'colliding-name': 'On file systems that take both for the same name, one replaces the other.',
    });
  },
});
