import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const domainConstraint = defineRule({
  id: 'migration/domain-constraint',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A constraint of a domain is checked in every table that uses it',
  rationale: [
    '`ALTER DOMAIN … ADD CONSTRAINT` and `SET NOT NULL` read every table that has a column of the domain, and nobody can write to any of them meanwhile. `NOT VALID`, and `VALIDATE CONSTRAINT` later, keeps them open.',
    '',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-alterdomain.html'],
  messages: {
    checks: (d: { name: string }) => `Every table with a column of ${d.name} is read, and nobody can write to them until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'constrain-domain'))
      report({ path: live.path, span: live.at }, 'checks', { data: { name: live.operation.name }, ...detailOf(live) });
  },
});
