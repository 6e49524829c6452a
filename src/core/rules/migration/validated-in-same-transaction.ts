import { liveOperations, type LiveOperation } from '../../facts/migrations/operations';
import { migrations, wholeOf } from '../reporting/live-operations';
import { splitBefore } from '../reporting/split-transaction';
import { toldByVendor } from '../reporting/vendor-suppressions';
import { defineRule } from '../rule';

export const validatedInSameTransaction = defineRule({
  id: 'migration/validated-in-same-transaction',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A constraint is validated in the transaction that adds it',
  rationale: [
    '`ADD CONSTRAINT … NOT VALID` takes a strong lock for a moment, and `VALIDATE CONSTRAINT` reads the table under a weak one: two steps so that nobody has to wait. In one transaction the strong lock is kept until the end, so the whole look happens under it, and nothing is won.',
    '',
    'Reported is `VALIDATE CONSTRAINT` in the transaction that has added the constraint: between `BEGIN` and `COMMIT`, in one `DO` block, with `psql -1`, or where the tool makes one transaction of the file. The fix ends the transaction before it and begins another one, where the file has begun it by itself; elsewhere the step belongs into a file of its own.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  messages: {
    together: (d: { name: string; table: string; whole: string; does: string }) =>
      `${d.name} was added in the same transaction, whose strong lock on ${d.table} is still held while ${d.whole} is read: nobody can ${d.does} it until the transaction ends.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const added = new Map<string, LiveOperation>();
    for (const live of liveOperations(site)) {
      const { operation, path, at, inTransaction } = live;
      if (!inTransaction) continue;
      if (operation.is === 'add-constraint' && !operation.isValid && operation.name !== undefined)
        added.set(keyOf(live, operation.table, operation.name), live);
      if (operation.is !== 'validate') continue;
      const { table, name } = operation;
      const first = added.get(keyOf(live, table, name));
      if (!first) continue;
      const edits = splitBefore(live);
      report({ path, span: at }, 'together', {
        data: { name, table, whole: wholeOf(context, table), does: isForeignKey(first) ? 'write to' : 'use' },
        ...(live.confidence === 'possible' && { confidence: 'possible' }),
        related: [{ at: 'package', path, span: first.at, message: 'it is added here' }, ...toldByVendor(live.session, live.statement)],
        fix: edits.length > 0 ? { title: 'Validate it in a transaction of its own', applies: 'after-review', edits } : undefined,
      });
    }
  },
});

/** Its lock lets readers in. */
const isForeignKey = ({ operation }: LiveOperation): boolean => operation.is === 'add-constraint' && operation.constraint === 'foreign-key';

/** One transaction of one file, or one block. */
const keyOf = ({ path, session, transaction, statement }: LiveOperation, table: string, name: string): string =>
  JSON.stringify([path, session.syntax.span.start, transaction ?? `at ${statement.start}`, table, name]);
