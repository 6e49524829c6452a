import { liveOperations, validated } from '../../facts/migrations/operations';
import { detailOf, migrations, operationsOn, wholeOf } from '../reporting/live-operations';
import { safeNotNull } from '../reporting/safe-not-null';
import { defineRule } from '../rule';

export const validatingNotNull = defineRule({
  id: 'migration/validating-not-null',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'SET NOT NULL reads every row while nobody can use the table',
  rationale: [
    '`SET NOT NULL` reads the whole table to make sure that no value is missing, and the table is for nobody meanwhile.',
    '',
    'Four steps block nobody for long: a `CHECK (column IS NOT NULL) NOT VALID`, `VALIDATE CONSTRAINT` in a transaction of its own, `SET NOT NULL`, which then believes the constraint (since PostgreSQL 12), and `DROP CONSTRAINT`. The fix writes them where the file is run statement by statement or begins its own transaction.',
    'It is silent where the package validates such a constraint. It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL'],
  messages: {
    checks: (d: { column: string; table: string; whole: string }) =>
      `SET NOT NULL on ${d.column} reads ${d.whole}, and nobody can use ${d.table} until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const checked = new Set(
      liveOperations(site).flatMap(({ operation }) => {
        if (operation.is !== 'add-constraint' || operation.notNull === undefined) return [];
        const { table, name = '', notNull } = operation;
        return validated(reviewed).has(`${table}.${name}`) ? [`${table}.${notNull}`] : [];
      }),
    );
    for (const live of operationsOn(site, 'set-not-null', ({ table, column }) => !checked.has(`${table}.${column}`))) {
      const { table, column } = live.operation;
      report({ path: live.path, span: live.at }, 'checks', {
        data: { column, table, whole: wholeOf(context, table) },
        ...detailOf(live),
        fix: safeNotNull(live),
      });
    }
  },
});
