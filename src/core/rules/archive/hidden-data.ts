import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const hiddenData = defineRule({
  id: 'archive/hidden-data',
  target: 'archive',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['untrusted-origin'],
  fixable: false,
  summary: 'The archive carries bytes that belong to no file',
  rationale: [
    'Data before, between and after the entries shows in no listing, and is shipped all the same: the start of a self-extracting program, a second archive, or something that shall get past a scanner.',
    'Ask the vendor what it is. Zero bytes that align entries are left alone.',
  ].join('\n'),
  references: ['https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'prepended-data': 'A program may be in front of the archive, as in self-extracting ones; it was not reviewed.',
      'trailing-data': 'They were not reviewed, and programs that search from the end may read another archive.',
      'directory-gap': 'They were not reviewed.',
      gap: 'They were not reviewed.',
      'directory-with-data': 'No program unpacks the content of a folder; it was not reviewed.',
    });
  },
});
