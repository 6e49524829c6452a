import { mixing } from '../../facts/migrations/lock-settings';
import { liveSessions } from '../../facts/migrations/events';
import { liveRun } from '../../facts/migrations/who';
import { isTestMaterial } from '../../package/test-material';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const concurrentlyInTransaction = defineRule({
  id: 'migration/concurrently-in-transaction',
  target: 'package',
  reads: [...migrations, 'config'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'A statement that cannot run inside a transaction stands in one',
  rationale: [
    '`CREATE INDEX CONCURRENTLY`, `DROP INDEX CONCURRENTLY`, `REINDEX CONCURRENTLY`, `DETACH PARTITION … CONCURRENTLY`, `VACUUM`, `ALTER SYSTEM` and `CREATE DATABASE` end with an error inside of a transaction, and everything of that transaction is undone. Move the statement into a file, or behind the `COMMIT`, where it stands alone.',
    '',
    'Reported is such a statement between `BEGIN` and `COMMIT`, or in a session that `psql -1` makes one transaction.',
    '',
    'Flyway sees by itself that a file cannot be run inside of one, and refuses a file that has other statements as well, even `SET`, unless it is told to mix them (`mixed`) or how to run this file (`V2__x.sql.conf` beside it, with `executeInTransaction`).',
  ].join('\n'),
  references: [
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://documentation.red-gate.com/flyway/reference/configuration/flyway-namespace/flyway-mixed-setting',
  ],
  messages: {
    fails: (d: { statement: string }) =>
      `${d.statement} cannot run inside of a transaction: the server refuses it, and the transaction is undone.`,
    mixed: (d: { statement: string }) =>
      `${d.statement} cannot run inside of a transaction, and other statements of this file would: Flyway refuses the file. Give the statement a file of its own.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const is of ['create-index', 'drop-index', 'reindex'] as const) {
      for (const live of operationsOn(site, is, ({ concurrently }, { inTransaction }) => inTransaction && concurrently)) {
        const { path, at } = live;
        report({ path, span: at }, 'fails', { data: { statement: `${statements[is]} CONCURRENTLY` }, ...detailOf(live) });
      }
    }
    for (const { path, session, run, events } of liveSessions(site))
      for (const event of events) {
        if (event.is !== 'alone' || event.isIndex || event.transaction === undefined) continue;
        const detail = run.confidence === 'possible' ? { confidence: 'possible' as const } : {};
        const { at, statement } = shown(session.text, event.statement);
        report({ path, span: at }, 'fails', { data: { statement }, ...detail });
      }
    if (mixing(reviewed).has('Flyway')) return;
    const told = new Set(reviewed.files.map(({ path }) => path).filter((path) => path.endsWith('.sql.conf')));
    for (const subject of reviewed.subjects.sql) {
      const { path } = subject;
      const mixed = mixedIn(subject);
      if (!mixed || told.has(`${path}.conf`) || isTestMaterial(path)) continue;
      if (liveRun(subject, reviewed, 'postgresql')?.runner === 'Flyway') report({ path, span: mixed.at }, 'mixed', { data: mixed });
    }
  },
});

const statements = { 'create-index': 'CREATE INDEX', 'drop-index': 'DROP INDEX', reindex: 'REINDEX' } as const;

/** The first statement that needs to stand alone, of a file that has others. */
const mixedIn = fileFact('sql', ({ text, syntax }): { readonly at: Span; readonly statement: string } | undefined => {
  const all = syntax.items.filter((item) => item.kind === 'statement');
  const first = all.find(({ facts }) => facts.alone);
  if (syntax.client || !first || all.every(({ facts }) => facts.alone)) return undefined;
  return shown(text, first.span);
});

/** The first words of a statement. */
function shown(text: string, { start, end }: Span): { readonly at: Span; readonly statement: string } {
  const [words = ''] = /^(?:vacuum|\w+(?:\s+\w+)?)/i.exec(text.slice(start, start + 60)) ?? [];
  const isConcurrent = /\bconcurrently\b/i.test(text.slice(start, Math.min(end, start + 200)));
  const statement = `${words.replace(/\s+/g, ' ').toUpperCase()}${isConcurrent ? ' … CONCURRENTLY' : ''}`;
  return { at: { start, end: start + words.length }, statement };
}
