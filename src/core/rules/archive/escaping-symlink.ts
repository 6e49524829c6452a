import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const escapingSymlink = defineRule({
  id: 'archive/escaping-symlink',
  target: 'archive',
  severity: 'error',
  confidence: 'certain',
  hazards: ['weakens-security'],
  fixable: false,
  summary: 'A symbolic link leads out of the package',
  rationale: [
    "If the link is unpacked first, later entries land where it points: in `/etc`, or in another product. Whoever follows it afterwards reads or changes a file that is not the package's.",
    'Hard links of tar archives can lead out as well. Whoever unpacks on Windows takes backslashes for folders.',
    'The review never follows links. Links to places inside the package are left alone, and absolute ones of what is laid over the root of a host: packages of Debian and RPM, and archives that have `etc` or `usr` at their top.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/59.html'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'escaping-symlink': 'It leads out of the package: what is read or written through it belongs to the host.',
    });
  },
});
