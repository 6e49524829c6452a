import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { inBackground } from '../reporting/in-background';
import { defineRule } from '../rule';

export const blockingIndexDrop = defineRule({
  id: 'migration/blocking-index-drop',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'Dropping an index stops all who use its table until everybody before them is done',
  rationale: [
    '`DROP INDEX` is quick by itself, but it needs the table for itself alone: it waits for the longest transaction that reads the table, and everybody who comes later waits behind it.',
    '',
    'Reported is `DROP INDEX` without `CONCURRENTLY` where no `lock_timeout` bounds the wait. The fix drops it in the background where the statement stands outside of a transaction.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-dropindex.html'],
  messages: {
    blocks: (d: { name: string }) =>
      `Dropping ${d.name} waits for the longest transaction on its table, and everybody else waits behind it.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'drop-index', ({ concurrently }, { isBounded }) => !concurrently && !isBounded)) {
      report({ path: live.path, span: live.at }, 'blocks', {
        data: { name: live.operation.name },
        ...detailOf(live),
        fix: inBackground(live, 'Drop it in the background'),
      });
    }
  },
});
