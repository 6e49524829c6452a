import type { SqlStatement } from '../../parse/sql';
import type { Related } from '../finding';
import { defineRule } from '../rule';
import { included, setUpBeside, walkOf } from './missing-lock/callers';
import { guardFix } from './missing-lock/guard';
import { undoMark } from './missing-lock/runner';
import type { Unguarded } from './missing-lock/session';
import { whoRuns } from './missing-lock/who';

interface Data {
  readonly statement: string;
  readonly runner: string;
}

/** A list of every index of a schema explains no more than its beginning. */
const maxRelated = 10;

export const missingLock = defineRule({
  id: 'migration/missing-lock',
  target: 'sql',
  reads: ['shell', 'manifest'],
  severity: 'blocker',
  fixable: true,
  summary: 'Schema of the live database is changed without a migration lock',
  rationale: `Upgrades are started twice: by two operators, by a retry, on two hosts at once. A runner that takes a lock lets one of them through.
\`psql\` takes none, so both change the schema at the same time. Statements of one interleave with those of the other, and what was
applied half stays. Without \`lock_timeout\` the change also queues behind the oldest open transaction, and everybody else behind the change.

The fix takes an advisory lock that is *tried*, so the second runner stops at once with \`another migration is running\`. Waiting for the
lock instead is not safe: it deadlocks with \`CREATE INDEX CONCURRENTLY\`. Inside a transaction the lock belongs to the transaction, otherwise
to the session. All migrations of a product share one lock. \`lock_timeout\` is not set around \`CONCURRENTLY\` alone: it waits without
blocking anybody, and would leave an invalid index if it were stopped.

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
    unguarded: ({ statement }: Data) =>
      `${statement} changes the live schema, and nothing in the package takes a migration lock: run by psql, it can be started twice at the same time.`,
  },
  check(subject, context) {
    const who = whoRuns(subject, context);
    if (!who) return;
    const { path, text, syntax } = subject;
    const end = syntax.client ? text.length : (undoMark.exec(text)?.index ?? text.length);
    const { unguarded } = walkOf(subject, who.start, included(context.package));
    const setUp = who.sure ? noNames : setUpBeside(context.package, path);
    const found = unguarded.filter(
      ({ statement, title }) => statement.span.start < end && !(/^create/i.test(title) && isIn(setUp, statement)),
    );
    const [first, ...others] = found;
    if (!first?.statement.change) return;
    const further = others
      .slice(0, maxRelated)
      .flatMap((one): Related[] =>
        one.statement.change
          ? [{ at: 'package', path, span: one.statement.change.keywords, message: `${titleOf(one, text)} is part of the same run` }]
          : [],
      );
    const run = who.callers.map(({ path: caller, include }): Related => ({
      at: 'package',
      path: caller,
      span: include.span,
      message: 'psql runs the file from here',
    }));
    context.report(first.statement.change.keywords, who.sure ? 'unlocked' : 'unguarded', {
      data: { statement: titleOf(first, text), runner: who.name },
      fix: guardFix(subject, found, who, context.package.manifest?.syntax.product?.value),
      related: [...run.slice(0, maxRelated), ...further],
    });
  },
});

const noNames: ReadonlySet<string> = new Set();

const isIn = (names: ReadonlySet<string>, { facts }: SqlStatement): boolean =>
  facts.touches.length > 0 && facts.touches.every((name) => names.has(name));

/** The beginning of a statement as the file has it: expansions of the shell by their names, without escapes. */
function titleOf({ statement: { change, part }, title }: Unguarded, text: string): string {
  if (part.origin === 'file' || !change || /^do\b/i.test(title)) return title;
  const written = text.slice(change.span.start, Math.min(change.span.end, change.span.start + 200));
  return written.replace(/\\(["$`\\])/g, '$1').replace(/\s+/g, ' ');
}
