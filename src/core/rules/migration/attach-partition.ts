import { validated, withDefault } from '../../facts/migrations/operations';
import { detailOf, migrations, operationsOn, wholeOf } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const attachPartition = defineRule({
  id: 'migration/attach-partition',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A table is read while it is locked to become a partition',
  rationale: [
    '`ATTACH PARTITION` reads the whole table to make sure that every row belongs to the partition, and the default partition as well, both of which are for nobody meanwhile.',
    '',
    'A `CHECK` constraint that says the same as the bounds, added `NOT VALID` and validated before, makes the look unnecessary. It is silent where the package validates a constraint of the table. It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE'],
  messages: {
    checks: (d: { table: string; name: string; whole: string }) =>
      `To make ${d.name} a part of ${d.table}, ${d.whole} is read, and nobody can use it until that is done.`,
    rest: (d: { table: string; name: string }) =>
      `${d.table} has a default partition: it is read for rows of ${d.name}, and nobody can use it until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const checked = new Set([...validated(reviewed)].map((name) => name.split('.')[0]));
    for (const live of operationsOn(site, 'attach-partition')) {
      const { table, name } = live.operation;
      const at = { path: live.path, span: live.at };
      if (!checked.has(name)) report(at, 'checks', { data: { table, name, whole: wholeOf(context, name) }, ...detailOf(live) });
      else if (withDefault(reviewed).has(table)) report(at, 'rest', { data: { table, name }, ...detailOf(live) });
    }
  },
});
