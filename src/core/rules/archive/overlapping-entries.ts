import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const overlappingEntries = defineRule({
  id: 'archive/overlapping-entries',
  target: 'archive',
  severity: 'error',
  confidence: 'certain',
  hazards: ['untrusted-origin'],
  fixable: false,
  summary: 'Entries of the archive share their bytes',
  rationale: [
    'No archiver makes entries that overlap. The worst ZIP bombs are made that way (a few megabytes that unpack to petabytes), and so are archives that show different content to different programs.',
  ].join('\n'),
  references: ['https://www.usenix.org/conference/woot19/presentation/fifield', 'https://cwe.mitre.org/data/definitions/409.html'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'overlapping-entry': 'No archiver does that; such archives fill disks or deceive. Its content was not compared with its checksum.',
      'entry-outside': 'No archiver puts it there, and other programs may not find it.',
    });
  },
});
