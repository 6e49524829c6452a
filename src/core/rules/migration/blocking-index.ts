import { detailOf, migrations, operationsOn, wholeOf } from '../reporting/live-operations';
import { inBackground } from '../reporting/in-background';
import { defineRule } from '../rule';

export const blockingIndex = defineRule({
  id: 'migration/blocking-index',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'An index is built while nobody can write to its table',
  rationale: [
    '`CREATE INDEX` reads the whole table and locks it against every change until the index is done: seconds for a small table, hours for a large one. Each writer waits, connections pile up, and the product stands still.',
    '',
    'Reported is `CREATE INDEX` without `CONCURRENTLY` on a table that was there before. The fix builds it in the background, outside of the transaction that the file has begun; where a tool makes one transaction of the file, `CONCURRENTLY` is an error, and the statement has to move into a file of its own.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible. `CREATE INDEX … ON ONLY` of a partitioned table reads nothing.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY'],
  messages: {
    blocks: (d: { table: string; whole: string }) =>
      `Building the index reads ${d.whole}, and nobody can write to ${d.table} until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'create-index', ({ concurrently, onParent }) => !concurrently && !onParent)) {
      const { table } = live.operation;
      report({ path: live.path, span: live.at }, 'blocks', {
        data: { table, whole: wholeOf(context, table) },
        ...detailOf(live),
        fix: inBackground(live, 'Build it in the background'),
      });
    }
  },
});
