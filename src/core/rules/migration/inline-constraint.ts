import { detailOf, isEmptied, migrations, operationsOn, wholeOf } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const inlineConstraint = defineRule({
  id: 'migration/inline-constraint',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A new column brings a constraint that is checked for every row at once',
  rationale: [
    '`ADD COLUMN … UNIQUE`, `… PRIMARY KEY`, `… CHECK` and `… DEFAULT … REFERENCES` check every row in the same statement, while the table is for nobody.',
    '',
    'Add the column first, and the constraint in the way of its own rule: `NOT VALID` and `VALIDATE`, or an index that is built in the background. A column without a default that only references another table is not checked.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  messages: {
    checks: (d: { column: string; kind: string; table: string; whole: string }) =>
      `The new column ${d.column} comes with a ${d.kind}, checked for ${d.whole} while nobody can use ${d.table}.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'add-column', ({ checks }, live) => checks.length > 0 && !isEmptied(live))) {
      const { column, checks, table } = live.operation;
      const [kind = 'check'] = checks;
      const whole = wholeOf(context, table);
      report({ path: live.path, span: live.at }, 'checks', { data: { column, kind: names[kind], table, whole }, ...detailOf(live) });
    }
  },
});

const names = {
  'foreign-key': 'foreign key',
  check: 'check',
  unique: 'unique constraint',
  'primary-key': 'primary key',
  exclusion: 'exclusion constraint',
} as const;
