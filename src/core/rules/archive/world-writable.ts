import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';
import { isStill } from '../../facts/modes';

/** Where one is, mostly all are: the archiver knew no permissions. */
const shown = 5;

export const worldWritable = defineRule({
  id: 'archive/world-writable',
  target: 'archive',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['weakens-security'],
  fixable: false,
  summary: 'Anybody on the host may change a file of the package',
  rationale: [
    'A script or a configuration file that every account may write to is a way to root as soon as root runs or reads it. Often the archive was made on a system without Unix permissions, which then records all of them.',
    'Symbolic links and folders with the sticky bit are left alone; so are archives that record no permissions.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/732.html'],
  messages,
  check(subject, context) {
    reportAnomalies(
      subject,
      context,
      {
        'dangerous-mode': (anomaly, reviewed) =>
          anomaly.data['why'] === 'world-writable' && isStill(anomaly, reviewed)
            ? 'Every account of the host can change what the upgrade and the product then run or read.'
            : undefined,
      },
      { 'dangerous-mode': shown },
    );
  },
});
