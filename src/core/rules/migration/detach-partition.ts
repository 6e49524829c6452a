import { withDefault } from '../../facts/migrations/operations';
import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { isAtLeast } from '../reporting/server-version';
import { defineRule } from '../rule';

export const detachPartition = defineRule({
  id: 'migration/detach-partition',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A partition is taken away while nobody can use the whole table',
  rationale: [
    '`DETACH PARTITION` needs the partitioned table for itself. It waits for the oldest transaction on any of its partitions, and everybody who wants any row of the table waits behind it.',
    '',
    '`DETACH PARTITION … CONCURRENTLY`, since PostgreSQL 14, waits without a lock that others notice. It cannot stand in a transaction, and not where the table has a default partition; it leaves the bounds as a `CHECK` constraint on what was the partition. Reported is the statement without it; where `lock_timeout` is set, the wait has an end and it is only told as possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION'],
  messages: {
    detaches: (d: { table: string; name: string }) =>
      `Detaching ${d.name} waits for every transaction on ${d.table}, and everybody else waits behind it.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'detach-partition', ({ concurrently }) => !concurrently)) {
      const { operation, path, at, statement, inTransaction, isBounded, session } = live;
      const { table, name } = operation;
      const cannot = inTransaction || withDefault(reviewed).has(table) || !isAtLeast(context, 14) || session.syntax.client !== undefined;
      report({ path, span: at }, 'detaches', {
        data: { table, name },
        ...detailOf(live),
        ...(isBounded && { confidence: 'possible' }),
        fix: cannot
          ? undefined
          : {
              title: 'Detach it without locking others out',
              applies: 'after-review',
              edits: [{ path, span: { start: statement.end, end: statement.end }, text: ' CONCURRENTLY' }],
            },
      });
    }
  },
});
