import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const unreadableEntry = defineRule({
  id: 'archive/unreadable-entry',
  target: 'archive',
  severity: 'error',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'A file of the package could not be read by the review',
  rationale: [
    'The file is encrypted, or compressed in a way that only few programs know. It may be fine, but nothing in it was reviewed. The hosts need the password or the program as well.',
  ].join('\n'),
  references: ['https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'encrypted-entry': "Its content was not reviewed; unpack the package with the vendor's password and review the folder.",
      'unsupported-method': 'Its content was not reviewed, and unzip on the hosts may not know the method either.',
    });
  },
});
