import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const unportableName = defineRule({
  id: 'archive/unportable-name',
  target: 'archive',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['half-done'],
  fixable: false,
  summary: 'A name cannot be unpacked everywhere',
  rationale: [
    'Names that are too long make unpacking fail half way on the host itself. Device names of Windows, names that end with a dot or a space, and those with one of `< > : " | ? *` cannot be made on Windows, lose the ending and meet another file, or become a hidden stream of one.',
    'Device names, endings and characters matter only where somebody unpacks the package on Windows.',
  ].join('\n'),
  references: [
    'https://learn.microsoft.com/windows/win32/fileio/naming-a-file',
    'https://man7.org/linux/man-pages/man7/path_resolution.7.html',
  ],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'unportable-name': 'Unpacking can fail there, or give another name.',
    });
  },
});
