import { firstWords, liveScripts, ofStatements } from '../../facts/migrations/mysql-operations';
import type { Span } from '../../text/span';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const mysqlDdlInTransaction = defineRule({
  id: 'migration/mysql-ddl-in-transaction',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done', 'irreversible'],
  fixable: false,
  summary: 'MySQL ends the transaction here: what came before cannot be rolled back',
  rationale: [
    'In MySQL and MariaDB every statement that changes the schema commits what is open, before and after itself. A script that begins a transaction, changes rows, alters a table and then fails has kept all of it: `ROLLBACK` does nothing, and the second run meets a schema that is half the new one.',
    '',
    'Leave `BEGIN` and `COMMIT` out, so that nobody relies on them; put changes of rows into transactions of their own, behind the changes of the schema; and make each statement one that can be done again.',
    'Reported is the first such statement of each transaction. It is silent for temporary tables, in scripts that set up an empty database or take a change back, for PostgreSQL and SQLite, which do roll back, and in documentation and tests.',
  ].join('\n'),
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html',
    'https://mariadb.com/kb/en/sql-statements-that-cause-an-implicit-commit/',
  ],
  messages: {
    commits: (d: { title: string; before: number }) =>
      `${d.title} commits the transaction that is open here${d.before === 0 ? '' : d.before === 1 ? ', with the change before it' : `, with the ${d.before} changes before it`}: a ROLLBACK after it takes nothing back.`,
  },
  check(reviewed, { report, ...context }) {
    for (const script of liveScripts({ ...context, package: reviewed }, 'mysql')) {
      const [first, ...others] = committing(script);
      if (!first) continue;
      const { path } = script.subject;
      report({ path, span: first.at }, 'commits', {
        data: { title: first.title, before: first.before },
        related: others.slice(0, maxRelated).map(({ at }) => ({ at: 'package', path, span: at, message: 'so does this' })),
      });
    }
  },
});

const maxRelated = 10;

interface Committing {
  readonly at: Span;
  readonly title: string;
  /** Changes of rows in the same transaction. */
  readonly before: number;
}

const committing = ofStatements(({ subject: { text }, statements }): readonly Committing[] => {
  const found: Committing[] = [];
  let isOpen = false;
  let before = 0;
  for (const { facts, change, span } of statements) {
    if (facts.transaction) {
      isOpen = facts.transaction === 'begin';
      before = 0;
    }
    if (facts.sets?.name === 'autocommit') isOpen = /^(0|off|false)$/i.test(facts.sets.value);
    if (!isOpen) continue;
    const isDdl =
      facts.createsTemporary.length === 0 &&
      (change ?? facts.tableChange ?? (facts.steps?.some(({ does }) => does !== 'fill') && facts.touches.length > 0));
    if (isDdl) {
      const at = change?.keywords ?? firstWords(text, span);
      found.push({ at, title: change?.title ?? text.slice(at.start, at.end), before });
      isOpen = false;
    } else if (/^(insert|update|delete|replace|load)\b/i.test(text.slice(span.start, span.start + 10))) before++;
  }
  return found;
});
