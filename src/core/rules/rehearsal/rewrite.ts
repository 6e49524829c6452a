import { freshProblems, onServer, rehearsed } from '../reporting/rehearsed';
import { defineRule } from '../rule';

export const rehearsalRewrite = defineRule({
  id: 'rehearsal/rewrite',
  target: 'package',
  reads: [...rehearsed],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'In the rehearsal a statement wrote a whole table anew',
  rationale: [
    'After the statement the rows of the table lay in another file: every row was written again, every index built again, and nobody could use the table meanwhile. That takes as long as the table of production is big, and its size on the disk once more.',
    '',
    'A new column beside the old one, filled in portions and swapped, keeps the product running.',
    'It is silent for tables that the new files have made, for `TRUNCATE`, for files that changed since, and where nothing was rehearsed. A change from `timestamp` to `timestamptz` depends on the time zone: the rehearsal has GMT, where nothing is written.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  messages: {
    anew: (d: { on: string; table: string }) =>
      `${d.on} this statement wrote ${d.table} anew: nobody can use it until all its rows are written.`,
  },
  check(reviewed, { report, rehearsal }) {
    for (const { path, span, table } of freshProblems('rewrite', rehearsal, reviewed)) {
      if (rehearsal) report({ path, span }, 'anew', { data: { on: onServer(rehearsal), table } });
    }
  },
});
