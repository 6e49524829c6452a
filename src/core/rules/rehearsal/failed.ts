import { freshProblems, onServer, rehearsed } from '../reporting/rehearsed';
import { defineRule } from '../rule';

export const rehearsalFailed = defineRule({
  id: 'rehearsal/failed',
  target: 'package',
  reads: [...rehearsed],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'A statement failed when the migrations were rehearsed',
  rationale: [
    'The migration was run on an empty database of the same kind, after what the package or the schema of production sets up, and this statement was refused. In production the upgrade would stop here, or go on with what comes before it done and the rest not.',
    '',
    '*Rehearse Migrations* in the editor or `upgrade-review rehearse` runs it again. The database of the rehearsal may be newer than production: where the message speaks of syntax, look which version knows it. Of each file the first failure is told; where something before the file did not run, the finding is only possible.',
    'It is silent for what an empty database lacks (tables of production whose schema was not named, extensions), for files that changed since, and where nothing was rehearsed.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/errcodes-appendix.html'],
  messages: {
    refused: (d: { on: string; error: string; code: string }) =>
      `${d.on} this statement failed: ${d.error} (SQLSTATE ${d.code}). What comes before it would be done, and the rest not.`,
  },
  check(reviewed, { report, rehearsal }) {
    for (const { path, span, error, isConsequence } of freshProblems('failed', rehearsal, reviewed)) {
      if (!rehearsal) return;
      const data = { on: onServer(rehearsal), error: error.message, code: error.code };
      report({ path, span }, 'refused', { data, ...(isConsequence && { confidence: 'possible' }) });
    }
  },
});
