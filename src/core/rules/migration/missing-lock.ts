import type { Span } from '../../text/span';
import type { Related } from '../finding';
import { defineRule } from '../rule';
import { causesOf, fixOfCause } from './missing-lock/causes';
import type { Judged } from '../../facts/migrations/judge';
import { locksSwitchedOff } from '../../facts/migrations/lock-settings';
import { manyStarts } from '../../facts/migrations/many-starts';
import { isFor } from '../../facts/migrations/system';
import { isForPostgres } from '../../facts/migrations/who';

interface Data {
  readonly statement: string;
  readonly runner: string;
  /** Files, or sessions of the script, of the same cause. */
  readonly others: number;
}

const asOthers = (count: number): string => (count === 0 ? '' : count === 1 ? ', as 1 other does' : `, as ${count} others do`);

/** A list of every index of a schema explains no more than its beginning. */
const maxRelated = 10;

export const missingLock = defineRule({
  id: 'migration/missing-lock',
  target: 'package',
  reads: ['config', 'manifest', 'shell', 'sql'],
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['half-done', 'outage'],
  fixable: true,
  summary: 'Schema of the live database is changed without a migration lock',
  rationale: `Upgrades are started twice: by two operators, by a retry, on two hosts at once. A runner that takes a lock lets one of them through.
\`psql\` takes none, so both change the schema at the same time. Statements of one interleave with those of the other, and what was
applied half stays. Without \`lock_timeout\` the change also queues behind the oldest open transaction, and everybody else behind the change.

The fix takes an advisory lock that is *tried*, so the second runner stops at once with \`another migration is running\`. Waiting for the
lock instead is not safe: it deadlocks with \`CREATE INDEX CONCURRENTLY\`. Inside a transaction the lock belongs to the transaction, otherwise
to the session. All migrations of a product share one lock. \`lock_timeout\` is not set around \`CONCURRENTLY\` alone: it waits without
blocking anybody, and would leave an invalid index if it were stopped.

One cause is one finding: the sessions of a script, what a script runs, or the files of a folder and its numbered folders. The newest file is reported, the others are
told with it, and the fix guards each, up to 100. It is certain where a script of the package hands the file to \`psql\`, or the manifest declares a runner
without a lock; where nothing in the package runs the files, a program may take the lock itself, so it is only possible.

A runner that would take a lock may have it switched off: \`advisory_locks: false\` of Rails, \`--no-lock\` of node-pg-migrate,
\`PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK\`, \`x-lock-strategy=none\` of golang-migrate. It is certain where a script of the package runs that runner.

A tool that takes no lock at all (Alembic, Django, TypeORM, Sequelize, Drizzle, Laravel without \`--isolated\`, Doctrine, Phinx, dbmate, sql-migrate, Diesel, db-migrate) is reported where
several containers run it as they start: a service of Compose with \`replicas\`, a workload of Kubernetes with more than one pod, a job with \`parallelism\`. It is only possible
where a script that they start does so, or where the command asks something before, as that may be which of them is to migrate.

Silent where the runner locks by itself or can be configured to (Flyway, Liquibase, Sqitch, golang-migrate, Rails, Prisma, node-pg-migrate,
sqlx, pgroll, morph, goose), where it does not run SQL files (Alembic, Django), and where the manifest names a runner that is not known;
but a script that calls \`psql\` outvotes the names of files and marks inside of them. dbmate, sql-migrate and Diesel take no lock. Silent
where the session holds a lock already (an advisory lock whose answer is read if it is only tried, \`LOCK TABLE\`, \`FOR UPDATE\`, \`flock\`
around the client, a folder that is made as a lock where somebody looks whether that failed), for temporary relations, for what the same session has made, in databases that the script has just created, for
extensions and dumps, for scripts that take a change back (one person runs them), and for documentation, examples, tests and seeds that
no script runs.

MySQL and MariaDB have locks with names: \`GET_LOCK\` is a guard where something looks at its answer, or where it waits without end; by itself
it answers 0 and the script goes on. Their changes are no part of a transaction, so what two runs leave behind is even harder to tell. The
fix asks for the lock once, and ends the run with an error that names the reason; \`mysql --force\` would go on. Files of MySQL that nothing
in the package runs are left alone. SQLite is not judged: it lets one writer in by itself.`,
  references: [
    'https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS',
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://dev.mysql.com/doc/refman/8.4/en/locking-functions.html',
  ],
  messages: {
    unlocked: ({ statement, runner, others }: Data) =>
      `${statement} changes the live schema${asOthers(others)}, and ${runner} takes no migration lock: nothing keeps a second run from changing it at the same time.`,
    unseen: ({ statement, runner, others }: Data) =>
      `${statement} changes the live schema${asOthers(others)}, and nothing in the package takes a migration lock: run by ${runner}, it can be started twice at the same time. What runs it cannot be told from the package.`,
    unread: ({ statement, runner, others }: Data) =>
      `${statement} changes the live schema${asOthers(others)}, and nothing looks at what GET_LOCK answers: ${runner} goes on without the lock where a second run holds it.`,
    switchedOff: ({ runner }: Pick<Data, 'runner'>) =>
      `${runner} is told to take no migration lock: nothing keeps a second run from changing the live schema at the same time.`,
    manyStarts: (d: { runner: string; name: string; count: number | undefined }) =>
      `${d.runner} takes no migration lock, and ${d.count === undefined ? `${d.name} on each host runs` : `the ${d.count} containers of ${d.name} run`} its migrations as they start: they change the schema at the same time. Run them once, before.`,
  },
  check(reviewed, { report, inventory, environment, ...site }) {
    const whole = { ...site, package: reviewed, inventory, environment };
    const isOfSite = { postgresql: isForPostgres(whole), mysql: isFor('mysql', whole) };
    for (const [{ path }, cause] of causesOf(reviewed)) {
      const { newest, older } = cause;
      const { who, changes } = newest;
      if (!who.isScripted && !isOfSite[who.system]) continue;
      const [{ keywords, title }, ...others] = changes;
      const run = who.callers.map((caller) => related(caller.path, caller.include.span, `${who.name} runs the file from here`));
      const further = others.map((other) => related(path, other.keywords, `${other.title} is part of the same run`));
      const atMost = changes.every(({ title }) => repeatable.test(title) && !/\bCONCURRENTLY\b/i.test(title)) ? 'warning' : undefined;
      const message = asksInVain(newest) ? 'unread' : who.confidence === 'certain' ? 'unlocked' : 'unseen';
      report({ path, span: keywords }, message, {
        confidence: who.confidence !== 'certain' && placeholder.test(title) ? 'possible' : who.confidence,
        ...(atMost && { atMost }),
        data: { statement: title, runner: who.name, others: older.length },
        fix: fixOfCause(cause, reviewed.manifest?.syntax.product?.value),
        related: [
          ...run.slice(0, maxRelated),
          ...older.slice(0, maxRelated).map(firstChange),
          ...(older.length > 0 ? [] : further.slice(0, maxRelated)),
        ],
      });
    }
    for (const { runner, name, count, at, by, isConditional } of manyStarts(reviewed))
      report(at, 'manyStarts', {
        confidence: isConditional ? 'possible' : 'likely',
        data: { runner, name, count },
        related: [{ at: 'package', ...by, message: 'how many there are' }],
      });
    if (!isOfSite.postgresql) return;
    for (const { runner, at, isRun } of locksSwitchedOff(reviewed))
      report(at, 'switchedOff', { confidence: isRun ? 'certain' : 'likely', data: { runner } });
  },
});

/** Whoever comes second finds it done, and changes nothing. */
const repeatable = /\bIF (?:NOT )?EXISTS\b|^CREATE OR REPLACE\b|^(?:CREATE|DROP) (?:SCHEMA|DATABASE)\b/i;

/** A program fills it in, which psql does not: that may take a lock by itself. */
const placeholder = /\$\{\w+\}|\{\{|@\w+@/;

/** A lock that the session holds is a guard: this is one whose answer nobody reads. */
const asksInVain = ({ who, subject: { text } }: Judged): boolean => who.system === 'mysql' && /\bget_lock\s*\(/i.test(text);

const related = (path: string, span: Span, message: string): Related => ({ at: 'package', path, span, message });

const firstChange = ({ subject, changes: [{ keywords, title }] }: Judged): Related =>
  related(subject.path, keywords, `${title} is not guarded either`);
