import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const blockingReindex = defineRule({
  id: 'migration/blocking-reindex',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'Indexes are built anew while nobody can write to their table',
  rationale: [
    '`REINDEX` locks the table against changes and the index against readers for as long as it builds; queries that would use the index wait as well.',
    '',
    'Reported is `REINDEX` without `CONCURRENTLY` (there since PostgreSQL 12).',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY'],
  messages: {
    blocks: (d: { name: string }) =>
      `REINDEX of ${d.name} lets nobody write to the table, and nobody read through the index, until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'reindex', ({ concurrently }) => !concurrently)) {
      const { operation, path, at } = live;
      report({ path, span: at }, 'blocks', { data: { name: operation.name }, ...detailOf(live) });
    }
  },
});
