import { liveSessions, type LiveEvent, type LiveSession } from '../../facts/migrations/events';
import { liveOperations } from '../../facts/migrations/operations';
import type { SqlOperation } from '../../parse/sql';
import { fileFact } from '../../subject/fact';
import type { Fix } from '../finding';
import { migrations } from '../reporting/live-operations';
import { beginsLine } from '../reporting/split-transaction';
import { defineRule } from '../rule';

export const notAtomic = defineRule({
  id: 'migration/not-atomic',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: true,
  summary: 'A migration that fails half-way leaves half of it, and cannot be run again',
  rationale: [
    '`psql` runs each statement in a transaction of its own. If the third of five fails, for a lock that it did not get in time or a row that does not fit, the first two stay; run again, the script fails at the first one, because its column is there already. Somebody has to mend the schema by hand, at night.',
    '',
    'Reported are files and sessions of `psql` that change the schema in several statements without a transaction, where one that is not the last cannot be run twice (no `IF [NOT] EXISTS`, no `OR REPLACE`). It is silent where a tool makes a transaction of the file, where nobody is known to run it, for statements that cannot stand in a transaction, and where a constraint is validated: that has to be a transaction of its own. The fix puts `BEGIN` and `COMMIT` around them where nothing among them takes long; else each statement is better made repeatable, as one long transaction keeps all its locks.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/app-psql.html', 'https://www.postgresql.org/docs/current/sql-begin.html'],
  messages: {
    halves: (d: { statement: string; changes: number }) =>
      `${d.changes} changes of the schema run without a transaction: if a later one fails, ${d.statement} stays, and fails when the script is run again.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const working = new Set(liveOperations(site).flatMap(({ operation, session }) => (operation.is === 'reference' ? [] : [session])));
    // Steps that have to be apart.
    const stepped = new Set(liveOperations(site).flatMap(({ operation, session }) => (operation.is === 'validate' ? [session] : [])));
    for (const live of liveSessions(site)) {
      const { path, events, run } = live;
      if (run.runner !== 'psql' || !working.has(live.session) || stepped.has(live.session)) continue;
      const changes = events.filter((event) => event.is === 'change' && event.transaction === undefined);
      const again = changes.slice(0, -1).find((event) => event.is === 'change' && !event.repeats && !event.isAlone);
      if (again?.is !== 'change') continue;
      report({ path, span: again.at }, 'halves', {
        data: { statement: again.title, changes: changes.length },
        fix: inTransaction(live, changes),
      });
    }
  },
});

/** Around all of them, in a file of SQL that has no transaction and nothing that cannot stand in one, or that takes long. */
function inTransaction({ path, session, events, hasIncludes }: LiveSession, changes: readonly LiveEvent[]): Fix | undefined {
  const { text } = session;
  const [first] = changes;
  const last = changes.at(-1);
  if (!first || !last || hasIncludes || !beginsLine(session, first.statement.start) || text[last.statement.end] !== ';') return undefined;
  const isPlain = events.every((event) => !/^(begin|commit|rollback|lock)$/.test(event.is) && !(event.is === 'change' && event.isAlone));
  if (!isPlain || !isQuickFile(session)) return undefined;
  const { start } = first.statement;
  const end = last.statement.end + 1;
  return {
    title: 'Make one transaction of it',
    applies: 'after-review',
    edits: [
      { path, span: { start, end: start }, text: 'BEGIN;\n' },
      { path, span: { start: end, end }, text: '\nCOMMIT;' },
    ],
  };
}

/** Nothing in the file takes long, as far as that can be seen. */
const isQuickFile = fileFact('sql', ({ syntax }): boolean =>
  syntax.items.every(
    (item) => item.kind === 'statement' && item.facts.inBlock === undefined && (item.facts.operations ?? []).every(isQuick),
  ),
);

const isQuick = (operation: SqlOperation): boolean =>
  /^(create-table|reference|create-type|drop-constraint|drop-data)$/.test(operation.is) ||
  (operation.is === 'add-column' && operation.fills === undefined && operation.checks.length === 0) ||
  (operation.is === 'add-constraint' && !operation.isValid);
