import type { Span } from '../../text/span';
import type { Related } from '../finding';
import { defineRule } from '../rule';
import { judge, type Judged } from './missing-lock/judge';
import { fixOfSeries, seriesOf } from './missing-lock/series';
import { isForPostgres } from '../../facts/migrations/who';

interface Data {
  readonly statement: string;
  readonly runner: string;
}

/** A list of every index of a schema explains no more than its beginning. */
const maxRelated = 10;

export const missingLock = defineRule({
  id: 'migration/missing-lock',
  target: 'sql',
  reads: ['manifest', 'shell', 'sql'],
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

Where many numbered files lie in one folder and the package does not show who runs them, the newest is reported for all of them, and
its fix guards each. Files that a script of the package runs are reported one by one.

Silent where the runner locks by itself or can be configured to (Flyway, Liquibase, Sqitch, golang-migrate, Rails, Prisma, node-pg-migrate,
sqlx, pgroll, morph, goose), where it does not run SQL files (Alembic, Django), and where the manifest names a runner that is not known.
dbmate, sql-migrate and Diesel take no lock. Silent where the script holds a lock already (advisory, \`LOCK TABLE\`, \`FOR UPDATE\`, \`flock\`
around the client), for temporary relations, for what the same session has made, in databases that the script has just created, for
extensions and dumps, and for scripts that take a change back: they are run by one person. MySQL, MariaDB, SQLite and others are not
judged: their guards differ, and their schema changes are not part of a transaction.`,
  references: [
    'https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS',
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  ],
  messages: {
    unlocked: ({ statement, runner }: Data) =>
      `${statement} changes the live schema, and ${runner} takes no migration lock: nothing keeps a second run from changing it at the same time.`,
    series: ({ statement, others }: Data & { readonly others: number }) =>
      `${statement} changes the live schema, as ${others} other numbered files beside it do, and nothing in the package takes a migration lock: run by psql, they can be started twice at the same time.`,
    unguarded: ({ statement }: Data) =>
      `${statement} changes the live schema, and nothing in the package takes a migration lock: run by psql, it can be started twice at the same time.`,
  },
  check(subject, context) {
    if (!subject.syntax.client && !isForPostgres(context)) return;
    const series = seriesOf(context.package).get(subject);
    if (series && series.newest.subject !== subject) return;
    const judged = series?.newest ?? judge(subject, context.package);
    if (!judged) return;
    const { who, fix, changes } = judged;
    const [{ keywords, title }, ...others] = changes;
    if (series) {
      context.report(keywords, 'series', {
        confidence: 'likely',
        data: { statement: title, runner: who.name, others: series.older.length },
        fix: fixOfSeries(series),
        related: series.older.slice(0, maxRelated).map(firstChange),
      });
      return;
    }
    const run = who.callers.map(({ path, include }) => related(path, include.span, 'psql runs the file from here'));
    const further = others.map((other) => related(subject.path, other.keywords, `${other.title} is part of the same run`));
    context.report(keywords, who.sure ? 'unlocked' : 'unguarded', {
      confidence: who.sure ? 'certain' : 'likely',
      data: { statement: title, runner: who.name },
      fix,
      related: [...run.slice(0, maxRelated), ...further.slice(0, maxRelated)],
    });
  },
});

const related = (path: string, span: Span, message: string): Related => ({ at: 'package', path, span, message });

const firstChange = ({ subject, changes: [{ keywords, title }] }: Judged): Related =>
  related(subject.path, keywords, `${title} is not guarded either`);
