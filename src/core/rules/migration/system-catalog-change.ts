import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const systemCatalogChange = defineRule({
  id: 'migration/system-catalog-change',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['data-loss', 'irreversible'],
  fixable: false,
  summary: "PostgreSQL's own tables are changed by hand",
  rationale: [
    '`pg_class`, `pg_index`, `pg_attribute` and their kin hold what the server believes of its files. A row that says something else than the disk loses data or gives wrong answers later, at a place that nobody connects with the upgrade, and no tool notices when it happens.',
    '',
    'Whatever is wanted has a statement: `REINDEX`, `ALTER TABLE`, `COMMENT ON`.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/catalogs-overview.html'],
  messages: {
    changes: (d: { name: string }) => `${d.name} belongs to the server itself: changed by hand, it no longer says what is on the disk.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(site, 'change-catalog')) {
      const { path, at, operation } = live;
      report({ path, span: at }, 'changes', { data: { name: operation.name }, ...detailOf(live) });
    }
  },
});
