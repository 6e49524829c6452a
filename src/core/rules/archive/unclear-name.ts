import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const unclearName = defineRule({
  id: 'archive/unclear-name',
  target: 'archive',
  severity: 'info',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'The path of an entry had to be guessed or tidied',
  rationale: [
    'An old flag says whether a name is UTF-8; without it each program guesses, and the same archive gives different names on different machines. Names with `./` or `//` in them are tidied by most programs.',
    'Names in plain ASCII need no flag and are never reported for it.',
  ].join('\n'),
  references: ['https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'undeclared-encoding': 'Other programs may unpack it under another name.',
      'wrong-encoding': 'Other programs may unpack it under another name, or not at all.',
      'odd-name': ({ entry = '' }) => (entry.includes('\\') ? undefined : 'Most programs do the same, and few keep the name as it is.'),
    });
  },
});
