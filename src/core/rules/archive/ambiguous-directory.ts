import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const ambiguousDirectory = defineRule({
  id: 'archive/ambiguous-directory',
  target: 'archive',
  severity: 'error',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'Programs may read another list of files',
  rationale: [
    'The end of a ZIP says where the list of files is, and how long it is. Where it says so twice, or wrongly, programs choose differently: one unpacks the files that were reviewed, another one unpacks others.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/436.html', 'https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'several-end-records': 'What they unpack is then not what was reviewed.',
      'wrong-count': 'Some programs stop at the declared number, and some refuse the archive.',
      'zip64-disagrees': 'Which one counts depends on the program.',
      'other-disk': 'Other programs refuse the entry or look for it elsewhere.',
      'malformed-extra': 'Sizes, names and times may be kept there, and programs may read them differently.',
    });
  },
});
