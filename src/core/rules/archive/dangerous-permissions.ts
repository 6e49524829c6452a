import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';
import { isStill } from '../../facts/modes';

export const dangerousPermissions = defineRule({
  id: 'archive/dangerous-permissions',
  target: 'archive',
  severity: 'error',
  confidence: 'certain',
  hazards: ['weakens-security'],
  fixable: false,
  summary: 'The package brings files that give away rights',
  rationale: [
    'A setuid or setgid program runs with the rights of its owner, whoever starts it: on a host that unpacks as root that is root. Devices, pipes and sockets do not belong in a package at all.',
    'Programs that unpack keep these bits or drop them, often depending on who runs them, so the outcome differs between hosts.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/732.html', 'https://man7.org/linux/man-pages/man7/inode.7.html'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'dangerous-mode': (anomaly, reviewed) =>
        anomaly.data['why'] !== 'world-writable' && isStill(anomaly, reviewed)
          ? 'Who starts it has the rights of its owner or group, on hosts where root unpacks those of root.'
          : undefined,
      'special-file': 'It does not belong into a package.',
    });
  },
});
