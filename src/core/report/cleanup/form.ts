import { cleanupScript } from './script';
import type { ReportFormat } from '../formats/format';

/** What is left to do after the upgrade, as a script to read. */
export const cleanup: ReportFormat = {
  id: 'cleanup',
  name: 'Cleanup Script',
  ending: 'sh',
  mediaType: 'application/x-sh',
  tellsDigest: true,
  write: cleanupScript,
  // Each ends at its guard.
  join: (scripts) => scripts.join('\n'),
};
