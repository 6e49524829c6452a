import { checkedAtOnce, migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const validatingForeignKey = defineRule({
  id: 'migration/validating-foreign-key',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A foreign key is checked for every row while nobody can write to either table',
  rationale: [
    '`ADD FOREIGN KEY` looks up every row of the table in the other one, and locks both against changes until it is done.',
    '',
    'In two steps it blocks nobody for long: `ADD CONSTRAINT … NOT VALID` holds for new rows at once, and `VALIDATE CONSTRAINT`, in a transaction of its own, looks through the old ones while everybody works on. The fix writes both where the file is run statement by statement or begins its own transaction; what a tool makes one transaction of needs a second file.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  messages: {
    checks: (d: { table: string; parent: string; whole: string }) =>
      `The foreign key is looked up for ${d.whole}, and nobody can write to ${d.table}${d.parent === d.table ? '' : ` or ${d.parent}`} until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    for (const { at, detail } of checkedAtOnce({ ...context, package: reviewed }, 'foreign-key')) report(at, 'checks', detail);
  },
});
