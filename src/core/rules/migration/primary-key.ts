import { checkedAtOnce, migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const primaryKey = defineRule({
  id: 'migration/primary-key',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A primary key builds its index while nobody can use the table',
  rationale: [
    '`ADD PRIMARY KEY` builds a unique index and makes sure that no value is missing, and the table is for nobody meanwhile.',
    '',
    '`CREATE UNIQUE INDEX CONCURRENTLY`, then `ADD PRIMARY KEY USING INDEX`, takes a moment where the columns are `NOT NULL` already, or where a constraint that was validated before says so. The fix writes all of it where the file is run statement by statement or begins its own transaction; partitioned tables take no such index.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX'],
  messages: {
    checks: (d: { table: string; parent: string; whole: string }) =>
      `The primary key builds an index over ${d.whole}, and nobody can use ${d.table} until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    for (const { at, detail } of checkedAtOnce({ ...context, package: reviewed }, 'primary-key')) report(at, 'checks', detail);
  },
});
