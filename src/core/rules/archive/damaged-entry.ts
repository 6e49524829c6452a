import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const damagedEntry = defineRule({
  id: 'archive/damaged-entry',
  target: 'archive',
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['half-done'],
  fixable: false,
  summary: 'A file of the package cannot be unpacked as it was packed',
  rationale: [
    'The content does not have the checksum or the size that the archive declares, its data is broken, or it is not there at all: the download is damaged, or somebody changed the archive.',
    'Unpacking fails half way through the upgrade, or installs a broken file. Every file is unpacked and compared, up to the size that the report names under "not checked".',
  ].join('\n'),
  references: ['https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'damaged-entry': '',
    });
  },
});
