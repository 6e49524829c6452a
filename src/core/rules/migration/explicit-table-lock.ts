import { isBookkeeping } from '../../facts/migrations/bookkeeping';
import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const explicitTableLock = defineRule({
  id: 'migration/explicit-table-lock',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A table is locked against others for the rest of the transaction',
  rationale: [
    '`LOCK TABLE` without a mode is `ACCESS EXCLUSIVE`: nobody can even read the table until the transaction ends, and everybody who comes waits. Statements take the locks that they need by themselves.',
    '',
    'Reported are locks against writers (`SHARE` and above) and against readers, of tables that were there before. It is silent for tables of versions and of locks, which are locked as a guard. Where a lock is needed at all, `SHARE ROW EXCLUSIVE` keeps out writers, and others that do the same, and lets readers in.',
  ].join('\n'),
  references: [
    'https://www.postgresql.org/docs/current/sql-lock.html',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
  ],
  messages: {
    locks: (d: { table: string; does: string; mode: string }) =>
      `LOCK TABLE takes ${d.table} in ${d.mode} mode: nobody can ${d.does} it until the transaction ends.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(
      site,
      'lock-table',
      ({ mode, table }) => mode >= share && !isBookkeeping(table) && !guards.test(table),
    )) {
      const { operation, path, at } = live;
      const { table, mode } = operation;
      const isAll = mode === accessExclusive;
      report({ path, span: at }, 'locks', {
        data: { table, does: isAll ? 'read or write' : 'write to', mode: modes[mode - share] ?? '' },
        ...detailOf(live),
      });
    }
  },
});

const share = 5;
const accessExclusive = 8;
const modes = ['SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'];

/** Tables that are there to be locked. */
const guards = /lock|mutex|semaphore/i;
