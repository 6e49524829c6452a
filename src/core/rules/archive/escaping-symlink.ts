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
    "Unpacked before other entries, the link makes them land where it points to: in `/etc`, in another product. Later, whoever follows it reads or changes a file that is not the package's.",
    'The review never follows links. Links to places inside of the package are left alone.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/59.html'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'escaping-symlink': 'It leads out of the package: what is read or written through it belongs to the host.',
    });
  },
});
