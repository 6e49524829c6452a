import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';
import { isStill } from '../../facts/modes';

/** What runs where modes of Unix mean nothing. */
const ofWindows = /\.(?:dll|exe|sys|ocx|drv|lib|pdb|msi|cab|bat|cmd|ps[dm]?1)$/i;

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
    'If root runs or reads a file that every account may write to, any account can become root. Often the archive was made on a system without Unix permissions, and records all of them as given.',
    'Symbolic links and folders with the sticky bit are left alone; so are archives that record no permissions, and programs and libraries of Windows.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/732.html'],
  messages,
  check(subject, context) {
    reportAnomalies(
      subject,
      context,
      {
        'dangerous-mode': (anomaly, reviewed) =>
          anomaly.data['why'] === 'world-writable' && isStill(anomaly, reviewed) && !ofWindows.test(anomaly.entry ?? '')
            ? 'Every account of the host can change what the upgrade and the product then run or read.'
            : undefined,
      },
      { 'dangerous-mode': shown },
    );
  },
});
