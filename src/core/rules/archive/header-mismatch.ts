import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const headerMismatch = defineRule({
  id: 'archive/header-mismatch',
  target: 'archive',
  severity: 'error',
  confidence: 'certain',
  hazards: ['untrusted-origin'],
  fixable: false,
  summary: 'The list of files and an entry itself disagree',
  rationale: [
    "A ZIP describes every entry twice: in the list of files at its end, and in front of the entry's data. Programs that unpack while they download (bsdtar, `ZipInputStream` of Java, many scanners) believe the second, all others the first.",
    'Where the two disagree, one package is reviewed and another one installed; entries that the list does not have exist only for the first kind of program.',
    '',
    'Values that an archiver could not know when it wrote the header are compared with the record that follows the data.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/436.html', 'https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'local-header-differs': 'The list is what was reviewed; programs that read from front to back see the other.',
      'unlisted-entry': 'Programs that read from front to back unpack it, and it was not reviewed.',
    });
  },
});
