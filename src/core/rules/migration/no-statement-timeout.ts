import { liveOperations } from '../../facts/migrations/operations';
import { tableOf } from '../../facts/migrations/placed';
import type { SqlOperation } from '../../parse/sql';
import { migrations, takesLong } from '../reporting/live-operations';
import { asOtherFiles, byFolder } from '../reporting/newest-of-folder';
import { setAbove } from '../reporting/set-above';
import { defineRule } from '../rule';

export const noStatementTimeout = defineRule({
  id: 'migration/no-statement-timeout',
  target: 'package',
  reads: [...migrations],
  severity: 'info',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A statement that keeps others out of a table may take as long as it likes',
  rationale: [
    'What reads or writes all of a table while others wait is tried on a small copy, takes a second there, and an hour in production. With `statement_timeout` it gives up after the time that the maintenance window has for it, and everything of it is undone.',
    '',
    'Told is the first such statement of a file that sets no `statement_timeout`; files of a folder are told with the newest. It does not count by itself: the rule that finds the statement says what it does. The fix sets a quarter of an hour above it, for a person to choose. Index builds with `CONCURRENTLY` are better left without: stopped, they leave an invalid index.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT'],
  messages: {
    endless: (d: { table: string; others: number }) =>
      `Nothing bounds how long this keeps others from ${d.table}${asOtherFiles(d.others)}: no statement_timeout is set.`,
  },
  check(reviewed, { report, ...context }) {
    const found = liveOperations({ ...context, package: reviewed }).filter(
      (live) => !live.isTimed && isLong(live.operation) && takesLong(live),
    );
    for (const { newest, all, others, related } of byFolder(found)) {
      const { path, at, operation, confidence } = newest;
      const edits = all.slice(-mostMended).flatMap((live) => setAbove(live, "statement_timeout = '15min'"));
      report({ path, span: at }, 'endless', {
        data: { table: tableOf(operation) ?? '', others },
        ...(confidence === 'possible' && { confidence: 'possible' }),
        related,
        fix: edits.length > 0 ? { title: 'Give it a quarter of an hour', applies: 'after-review', edits } : undefined,
      });
    }
  },
});

/** Files that one fix mends. */
const mostMended = 100;

/** Reads or writes all of a table that others need meanwhile. */
function isLong(operation: SqlOperation): boolean {
  switch (operation.is) {
    case 'create-index':
    case 'reindex':
    case 'refresh-view':
      return !operation.concurrently && !('onParent' in operation && operation.onParent);
    case 'add-constraint':
      return operation.isValid && !operation.usesIndex;
    case 'change-type':
      return operation.isComputed;
    case 'set-not-null':
    case 'rewrite':
    case 'change-all-rows':
      return true;
    default:
      return false;
  }
}
