import { isBookkeeping } from '../../facts/migrations/bookkeeping';
import { liveOperations, type LiveOperation } from '../../facts/migrations/operations';
import { tableOf } from '../../facts/migrations/placed';
import type { SqlOperation } from '../../parse/sql';
import { groupBy } from '../../text/groups';
import { migrations, takesLong } from '../reporting/live-operations';
import { splitBefore } from '../reporting/split-transaction';
import { toldByVendor } from '../reporting/vendor-suppressions';
import { defineRule } from '../rule';

export const workUnderExclusiveLock = defineRule({
  id: 'migration/work-under-exclusive-lock',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'Long work follows in the transaction that keeps everybody out of a table',
  rationale: [
    'A lock is held until its transaction ends. `ALTER TABLE` needs the table for itself for a moment only, but where a backfill or an index build follows in the same transaction, nobody can even read the table until that is done as well.',
    '',
    'Reported are changes of many rows, index builds and refreshes of materialized views in a transaction that has locked a table against readers before: between `BEGIN` and `COMMIT`, in one `DO` block, with `psql -1`, or where the tool makes one transaction of the file. How many rows a condition chooses nobody can see, so that is only possible. The fix ends the transaction before it, where the file has begun it by itself; elsewhere the work belongs into a file of its own.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  messages: {
    holds: (d: { work: string; table: string; first: string }) =>
      `${d.work} runs while the transaction still holds ${d.table} for itself, since ${d.first}: nobody can read or write ${d.table} until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    const live = liveOperations({ ...context, package: reviewed }).filter(({ inTransaction }) => inTransaction);
    for (const all of groupBy(live, transactionOf).values()) {
      const lock = all.find(({ operation }) => locksOut(operation));
      if (!lock) continue;
      const work = all
        .slice(all.indexOf(lock) + 1)
        .filter((each) => workOf(each.operation) !== undefined && each.statement.start !== lock.statement.start && takesLong(each));
      // The one that surely takes long is the one to look at.
      const first = work.find(({ operation }) => operation.is !== 'change-rows') ?? work[0];
      if (!first) continue;
      const { path, at, operation, confidence } = first;
      const edits = splitBefore(first);
      report({ path, span: at }, 'holds', {
        data: { work: workOf(operation) ?? '', table: tableOf(lock.operation) ?? '', first: wordsOf(lock) },
        ...((confidence === 'possible' || lock.confidence === 'possible' || operation.is === 'change-rows') && { confidence: 'possible' }),
        related: [
          { at: 'package', path, span: lock.at, message: 'the lock is taken here' },
          ...toldByVendor(first.session, first.statement),
        ],
        fix: edits.length > 0 ? { title: 'End the transaction before it', applies: 'after-review', edits } : undefined,
      });
    }
  },
});

/** One transaction of one session, or one block. */
const transactionOf = ({ path, session, transaction, statement }: LiveOperation): string =>
  JSON.stringify([path, session.syntax.span.start, transaction ?? `at ${statement.start}`]);

/** A keyword is shouted, the name of a change in a changelog stays as it is. */
function wordsOf({ session: { text }, at }: LiveOperation): string {
  const words = text.slice(at.start, at.end).replace(/\s+/g, ' ');
  return /^[a-z]+[A-Z]/.test(words) ? words : words.toUpperCase();
}

/** Takes an `ACCESS EXCLUSIVE` lock on its table. */
const locksOut = (operation: SqlOperation): boolean =>
  /^(add-column|change-type|set-not-null|drop-constraint|rewrite)$/.test(operation.is) ||
  (operation.is === 'add-constraint' && operation.constraint !== 'foreign-key') ||
  (operation.is === 'drop-data' && (operation.what === 'column' || operation.what === 'rows')) ||
  (operation.is === 'lock-table' && operation.mode === 8);

/** What may take long, in words. */
function workOf(operation: SqlOperation): string | undefined {
  switch (operation.is) {
    case 'change-all-rows':
      return isBookkeeping(operation.table) ? undefined : `The ${operation.how.toUpperCase()} of all of ${operation.table}`;
    case 'change-rows':
      if (isBookkeeping(operation.table)) return undefined;
      return operation.how === 'insert' ? `The copy into ${operation.table}` : `The ${operation.how.toUpperCase()} of ${operation.table}`;
    case 'create-index':
      return operation.onParent || operation.concurrently ? undefined : `The index build on ${operation.table}`;
    case 'refresh-view':
      return `The refresh of ${operation.name}`;
    default:
      return undefined;
  }
}
