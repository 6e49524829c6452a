import { checkedAtOnce, migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const exclusionConstraint = defineRule({
  id: 'migration/exclusion-constraint',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'An exclusion constraint builds its index while nobody can use the table',
  rationale: [
    '`ADD CONSTRAINT … EXCLUDE` builds an index and compares every row with the others, and the table is for nobody meanwhile. There is no way in two steps: plan a window, or a new table that takes over.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-EXCLUDE'],
  messages: {
    checks: (d: { table: string; parent: string; whole: string }) =>
      `The constraint compares ${d.whole}, and nobody can use ${d.table} until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    for (const { at, detail } of checkedAtOnce({ ...context, package: reviewed }, 'exclusion')) report(at, 'checks', detail);
  },
});
