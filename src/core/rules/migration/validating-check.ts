import { checkedAtOnce, migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const validatingCheck = defineRule({
  id: 'migration/validating-check',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A check constraint is checked for every row while nobody can use the table',
  rationale: [
    '`ADD CONSTRAINT … CHECK` reads every row, and the table is for nobody until it is done.',
    '',
    'In two steps it blocks nobody for long: `ADD CONSTRAINT … NOT VALID`, then `VALIDATE CONSTRAINT` in a transaction of its own.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  messages: {
    checks: (d: { table: string; parent: string; whole: string }) =>
      `The constraint is checked for ${d.whole}, and nobody can use ${d.table} until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    for (const { at, detail } of checkedAtOnce({ ...context, package: reviewed }, 'check')) report(at, 'checks', detail);
  },
});
