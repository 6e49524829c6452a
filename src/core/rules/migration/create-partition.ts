import { withDefault } from '../../facts/migrations/operations';
import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const createPartition = defineRule({
  id: 'migration/create-partition',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'The default partition is read while it is locked to make room for a new one',
  rationale: [
    'A new partition takes over a part of what the default partition would take: PostgreSQL reads all of the default partition to make sure that nothing of it is there, and the whole table is for nobody meanwhile.',
    '',
    'Reported is `CREATE TABLE … PARTITION OF` where the package shows that the table has a default partition. A table that is made by itself and attached later keeps the others open for longer. It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE'],
  messages: {
    rest: (d: { table: string; name: string }) =>
      `Making ${d.name} reads the default partition of ${d.table}, and nobody can use the table until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'create-partition', ({ table, isDefault }) => !isDefault && withDefault(reviewed).has(table))) {
      const { table, name } = live.operation;
      report({ path: live.path, span: live.at }, 'rest', { data: { table, name }, ...detailOf(live) });
    }
  },
});
