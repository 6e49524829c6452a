import { closesTable } from '../../rehearse/problems';
import { freshProblems, onServer, rehearsed } from '../reporting/rehearsed';
import { defineRule } from '../rule';

export const rehearsalBlocked = defineRule({
  id: 'rehearsal/blocked',
  target: 'package',
  reads: [...rehearsed],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'In the rehearsal a statement read a whole table while others had to wait for it',
  rationale: [
    'While the statement ran it held a lock that keeps others from writing, or even from reading, and it read every row of a table that was there before. That takes as long as the table of production is big; in the rehearsal, whose tables are empty or small, it took no time.',
    '',
    'The rules on migrations say how the same change is made without: `CONCURRENTLY`, `NOT VALID` and a later `VALIDATE CONSTRAINT`, a check that is proven before `SET NOT NULL`.',
    'It is silent for tables that the new files have made, for statements that run outside of transactions (their locks are not seen), for files that changed since, and where nothing was rehearsed.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  messages: {
    reads: (d: { on: string; table: string; mode: string; who: string }) =>
      `${d.on} this statement read all of ${d.table} under ${d.mode}: ${d.who} until it is done.`,
  },
  check(reviewed, { report, rehearsal }) {
    for (const { path, span, table, mode } of freshProblems('blocked', rehearsal, reviewed)) {
      if (!rehearsal) return;
      const who = closesTable(mode) ? 'nobody can read or write it' : 'nobody can write to it';
      report({ path, span }, 'reads', { data: { on: onServer(rehearsal), table, mode, who } });
    }
  },
});
