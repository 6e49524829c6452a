import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const deceptiveName = defineRule({
  id: 'archive/deceptive-name',
  target: 'archive',
  severity: 'error',
  confidence: 'certain',
  hazards: ['untrusted-origin'],
  fixable: false,
  summary: 'The name of an entry does not read as what it is',
  rationale: [
    'Characters that turn the direction of the text make `gpj.sh` read `sh.jpg`; characters that nobody sees make two names look alike. Control characters steer the terminal that lists them.',
    'Letters of Cyrillic and Greek that look like Latin ones, in a word that is Latin otherwise, do the same; names in one script are left alone.',
    'In the name of a file they have no purpose but to deceive. Findings write them out as `\\u{202e}`.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/451.html', 'https://www.unicode.org/reports/tr36/'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'deceptive-name': 'What people approve by its name may be something else.',
    });
  },
});
