import { freshProblems, onServer, rehearsed } from '../reporting/rehearsed';
import { defineRule } from '../rule';

export const rehearsalNotRepeatable = defineRule({
  id: 'rehearsal/not-repeatable',
  target: 'package',
  reads: [...rehearsed],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'In the rehearsal a second run of a migration failed, or changed something once more',
  rationale: [
    'Nobody remembers that a script has been run by `psql`, and a run that stopped half-way is started again. The file was run a second time: it fails at what the first run has made, so a run that ended half-way can never be finished by running it again; or it runs, and adds rows or objects once more.',
    '',
    '`IF NOT EXISTS`, `ON CONFLICT DO NOTHING` and a question before each change make a script repeatable; one transaction around all of it makes that a failed run has changed nothing.',
    'It is silent for files whose changes are one transaction and that fail at once, for tools that remember what they have run, for files that changed since, and where nothing was rehearsed.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  messages: {
    fails: (d: { on: string; error: string }) =>
      `${d.on} a second run failed here: ${d.error}. A run that ends half-way cannot be finished by running the file again.`,
    again: (d: { on: string; file: string }) => `${d.on} a second run of ${d.file} changed the schema or added rows once more.`,
  },
  check(reviewed, { report, rehearsal }) {
    for (const { path, span, again, file } of freshProblems('again', rehearsal, reviewed)) {
      if (!rehearsal) return;
      const on = onServer(rehearsal);
      if (again.outcome === 'half-way') report({ path, span }, 'fails', { data: { on, error: again.error?.message ?? '' } });
      else report({ path, span }, 'again', { data: { on, file: file.path } });
    }
  },
});
