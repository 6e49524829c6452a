import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const disablesTriggers = defineRule({
  id: 'migration/disables-triggers',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['data-loss', 'silent-failure'],
  fixable: false,
  summary: 'Triggers are switched off while others work',
  rationale: [
    '`DISABLE TRIGGER ALL` switches foreign keys off as well, for everybody: whatever others write meanwhile is never checked, never counted, never passed on, and nothing checks it later. `session_replication_role = replica` does the same for the session that sets it.',
    '',
    'Reported are both. It is silent for a single trigger that is named. It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER',
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE',
  ],
  messages: {
    table: (d: { table: string }) =>
      `All triggers of ${d.table} are off, foreign keys included: what anybody writes meanwhile is never checked.`,
    session: () => `Foreign keys and triggers are off for the whole session: what it writes is never checked.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'disable-triggers')) {
      const at = { path: live.path, span: live.at };
      const { table } = live.operation;
      if (table === undefined) report(at, 'session', { data: undefined, ...detailOf(live) });
      else report(at, 'table', { data: { table }, ...detailOf(live) });
    }
  },
});
