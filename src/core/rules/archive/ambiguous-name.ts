import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const ambiguousName = defineRule({
  id: 'archive/ambiguous-name',
  target: 'archive',
  severity: 'error',
  confidence: 'certain',
  hazards: ['unknown-state', 'untrusted-origin'],
  fixable: false,
  summary: 'Programs disagree about which file an entry of the archive becomes',
  rationale: [
    'The same name twice, a file that is also a folder, a backslash that one program takes as a folder and another one as a letter: what ends up on the disk depends on the program that unpacks.',
    'A review of one of the candidates says nothing about the other.',
    '',
    'Repeated folders are left alone: they all become the same folder.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/436.html', 'https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT'],
  messages,
  check(subject, context) {
    // Whoever packed one name with backslashes packed all of them so.
    const few = { 'odd-name': 3 };
    reportAnomalies(
      subject,
      context,
      {
        'duplicate-name': 'Compare both entries: what is installed may not be what was reviewed.',
        'file-and-directory': 'Only one of them can exist on the disk; unpacking stops or writes through a link.',
        'odd-name': ({ entry = '' }) =>
          entry.includes('\\') ? 'A backslash is part of the name on Linux and separates folders on Windows.' : undefined,
        'stale-unicode-name': 'Programs that trust the extra field unpack it under that other name.',
      },
      few,
    );
  },
});
