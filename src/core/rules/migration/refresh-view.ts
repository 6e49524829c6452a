import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const refreshView = defineRule({
  id: 'migration/refresh-view',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A materialized view is filled anew while nobody can read it',
  rationale: [
    '`REFRESH MATERIALIZED VIEW` locks the view against readers until its query is through. With `CONCURRENTLY`, which needs a unique index, readers keep the old rows until the new ones are there.',
    '',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html'],
  messages: {
    blocks: (d: { name: string }) => `Nobody can read ${d.name} until its query is through.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'refresh-view', ({ concurrently }) => !concurrently)) {
      const { name } = live.operation;
      report({ path: live.path, span: live.at }, 'blocks', { data: { name }, ...detailOf(live) });
    }
  },
});
