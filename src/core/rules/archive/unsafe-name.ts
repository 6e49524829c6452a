import { defineRule } from '../rule';
import { messages, reportAnomalies } from '../reporting/anomalies';

export const unsafeName = defineRule({
  id: 'archive/unsafe-name',
  target: 'archive',
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['weakens-security'],
  fixable: false,
  summary: "The name of an entry would be unpacked outside of the package's folder",
  rationale: [
    'Names that begin at the root of the file system or lead up with `..` ("zip slip") make some programs write outside of the folder that they unpack into: over a script of the system, a unit, a key.',
    'No tool writes such names by accident. The entry is not mounted, so nothing in it was reviewed.',
    '',
    'Programs written in C end a name at a NUL character, and empty names mean something else everywhere. Both are reported here as well.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/22.html', 'https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT'],
  messages,
  check(subject, context) {
    reportAnomalies(subject, context, {
      'unsafe-name': 'Unpacking it can write outside of the folder that the package is unpacked into.',
    });
  },
});
