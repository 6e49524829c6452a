import { judge } from '../../facts/migrations/judge';
import { liveOperations } from '../../facts/migrations/operations';
import { tableOf } from '../../facts/migrations/placed';
import type { SqlOperation } from '../../parse/sql';
import type { Subject } from '../../subject/subject';
import { memo } from '../../text/memo';
import { migrations, type LiveSite } from '../reporting/live-operations';
import { asOtherFiles, byFolder } from '../reporting/newest-of-folder';
import { setAbove } from '../reporting/set-above';
import { defineRule } from '../rule';

export const noLockTimeout = defineRule({
  id: 'migration/no-lock-timeout',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A change of a table waits for its lock without a bound',
  rationale: [
    'A change that needs the table for itself waits for the oldest transaction on it, a forgotten report or a backup, and everybody who comes later waits behind the change: the outage is as long as that transaction. With `lock_timeout` the change gives up after some seconds, nobody has noticed, and it is tried again.',
    '',
    'Reported is the first statement that locks a table that was there before, where the file has not set `lock_timeout`; files of a folder are told with the newest. Where no migration lock is taken either, `migration/missing-lock` says so, and its fix sets the bound as well. The fix sets it above. It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT'],
  messages: {
    waits: (d: { table: string; others: number }) =>
      `This waits for every transaction on ${d.table} without a bound, and everybody else waits behind it${asOtherFiles(d.others)}: no lock_timeout is set.`,
  },
  check(reviewed, { report, ...context }) {
    const isUnlocked = memo((session: Subject<'sql'>) => takesNoLock(session, reviewed));
    const waiting = liveOperations({ ...context, package: reviewed }).filter(
      ({ isBounded, operation, session }) => !isBounded && locks(operation) && !isUnlocked(session),
    );
    for (const { newest, all, others, related } of byFolder(waiting)) {
      const { path, at, operation } = newest;
      const edits = all.slice(-mostMended).flatMap((live) => setAbove(live, "lock_timeout = '5s'"));
      report({ path, span: at }, 'waits', {
        data: { table: tableOf(operation) ?? '', others },
        ...(newest.confidence === 'possible' && { confidence: 'possible' }),
        related,
        fix: edits.length > 0 ? { title: 'Wait five seconds at most', applies: 'after-review', edits } : undefined,
      });
    }
  },
});

/** That no lock is taken is told by itself, and mended together with this. */
function takesNoLock(session: Subject<'sql'>, reviewed: LiveSite['package']): boolean {
  const judged = judge(session, reviewed);
  return judged !== undefined && judged.who.confidence !== 'possible';
}

/** Files that one fix mends. */
const mostMended = 100;

/** Needs the table, or others, for itself, if only for a moment. */
const locks = (operation: SqlOperation): boolean =>
  /^(change-type|add-column|set-not-null|add-constraint|drop-constraint|rewrite|disable-triggers)$/.test(operation.is) ||
  ((operation.is === 'create-index' ||
    operation.is === 'drop-index' ||
    operation.is === 'reindex' ||
    operation.is === 'detach-partition') &&
    !operation.concurrently) ||
  (operation.is === 'drop-data' && /^(table|column|rows)$/.test(operation.what));
