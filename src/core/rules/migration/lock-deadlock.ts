import { liveSessions, type LiveEvent } from '../../facts/migrations/events';
import { locksNotWaitedFor } from '../../facts/migrations/lock-settings';
import { runnersByName } from '../../facts/migrations/runner';
import { triedInstead } from '../reporting/lock-fix';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const lockDeadlock = defineRule({
  id: 'migration/lock-deadlock',
  target: 'package',
  reads: [...migrations, 'config'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'outage'],
  fixable: true,
  summary: 'A second run that waits for the migration lock stops the index build of the first one',
  rationale: [
    'A run that waits in `pg_advisory_lock` does so inside of a statement, and that is a transaction. `CREATE INDEX CONCURRENTLY` of the run that holds the lock waits for every transaction that is older: each waits for the other, the server ends one of them with `deadlock detected`, and an invalid index stays. A loop that tries the lock and sleeps, in one `DO` block, is such a transaction as well, and nobody finds that one: the build hangs.',
    '',
    'Reported is a lock that is waited for before `CREATE INDEX CONCURRENTLY` or `REINDEX CONCURRENTLY` in the same session, and a tool that waits for its own lock in such a way (golang-migrate, Flyway with a lock of the transaction, Prisma, sqlx), unless the package tells it to take none or to poll (`flyway.postgresql.transactional.lock=false`). The fix tries the lock once, and ends the run if another one holds it.',
  ].join('\n'),
  references: [
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS',
  ],
  messages: {
    waits: (d: { name: string; change: string }) =>
      `A second run waits in ${d.name}, and ${d.change} waits for that run: the server ends one of them as a deadlock, and the index stays invalid.`,
    polls: (d: { name: string; change: string }) =>
      `A second run tries ${d.name} again and again in one transaction, and ${d.change} waits for that transaction: neither goes on.`,
    runner: (d: { runner: string; change: string }) =>
      `${d.runner} makes a second run wait for its lock inside of a transaction or statement, and ${d.change} waits for that: neither goes on, or one is ended as a deadlock.`,
  },
  check(reviewed, { report, ...context }) {
    for (const live of liveSessions({ ...context, package: reviewed })) {
      const { path, events, run } = live;
      const builds = events.filter((event) => event.is === 'change' && event.waitsForAll);
      if (builds.length === 0) continue;
      const unlocks = events.filter(({ is }) => is === 'unlock');
      const isHeld = (lock: LiveEvent): LiveEvent | undefined => builds.find((build) => holds(unlocks, lock, build));
      const locks = events.flatMap((event) => {
        if (event.is !== 'lock' || event.lock.isShared || event.lock.lasts !== 'session') return [];
        const build = !event.lock.isTried || event.isPolled ? isHeld(event) : undefined;
        return build?.is === 'change' ? [{ event, build }] : [];
      });
      for (const { event, build } of locks)
        report({ path, span: event.at }, event.isPolled ? 'polls' : 'waits', {
          data: { name: event.lock.name, change: build.title },
          fix: event.lock.inBlock === true ? undefined : triedInstead(live, event),
          related: [{ at: 'package', path, span: build.at, message: 'this waits for the run that waits for the lock' }],
        });
      const [first] = builds;
      const isOwn = locks.length > 0 || first?.is !== 'change' || first.transaction !== undefined;
      if (!isOwn && runnersByName.get(run.runner ?? '')?.lockWaits === true && !locksNotWaitedFor(reviewed).has(run.runner ?? ''))
        report({ path, span: first.at }, 'runner', {
          data: { runner: run.runner ?? '', change: first.title },
          // Each of them can be told to lock in another way, and where is not always in the package.
          confidence: 'possible',
        });
    }
  },
});

/** The lock is still held when the index is built. */
const holds = (unlocks: readonly LiveEvent[], lock: LiveEvent, build: LiveEvent): boolean =>
  build.connection === lock.connection &&
  build.statement.start > lock.statement.start &&
  !unlocks.some(
    (event) =>
      event.is === 'unlock' &&
      (event.key === '*' || (lock.is === 'lock' && event.key === lock.lock.key)) &&
      event.statement.start > lock.statement.start &&
      event.statement.start < build.statement.start,
  );
