import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const concurrentlyInTransaction = defineRule({
  id: 'migration/concurrently-in-transaction',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'A statement that cannot run inside a transaction stands in one',
  rationale: [
    '`CREATE INDEX CONCURRENTLY`, `DROP INDEX CONCURRENTLY`, `REINDEX CONCURRENTLY` and `VACUUM` end with an error inside of a transaction, and everything of that transaction is undone. Move the statement into a file, or behind the `COMMIT`, where it stands alone.',
    '',
    'Reported is such a statement between `BEGIN` and `COMMIT`, or in a session that `psql -1` makes one transaction.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY'],
  messages: {
    fails: (d: { statement: string }) =>
      `${d.statement} cannot run inside of a transaction: the server refuses it, and the transaction is undone.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const is of ['create-index', 'drop-index', 'reindex'] as const) {
      for (const live of operationsOn(site, is, ({ concurrently }, { inTransaction }) => inTransaction && concurrently)) {
        const { path, at } = live;
        report({ path, span: at }, 'fails', { data: { statement: `${statements[is]} CONCURRENTLY` }, ...detailOf(live) });
      }
    }
  },
});

const statements = { 'create-index': 'CREATE INDEX', 'drop-index': 'DROP INDEX', reindex: 'REINDEX' } as const;
