import { checkedAtOnce, migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const uniqueConstraint = defineRule({
  id: 'migration/unique-constraint',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A unique constraint builds its index while nobody can use the table',
  rationale: [
    '`ADD CONSTRAINT … UNIQUE` builds an index, and the table is for nobody meanwhile, not even for readers.',
    '',
    '`CREATE UNIQUE INDEX CONCURRENTLY` builds it while everybody works on; `ADD CONSTRAINT … UNIQUE USING INDEX` then takes it over in a moment. The fix writes both where the file is run statement by statement or begins its own transaction; partitioned tables take no such index.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX'],
  messages: {
    checks: (d: { table: string; parent: string; whole: string }) =>
      `The constraint builds an index over ${d.whole}, and nobody can use ${d.table} until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    for (const { at, detail } of checkedAtOnce({ ...context, package: reviewed }, 'unique')) report(at, 'checks', detail);
  },
});
