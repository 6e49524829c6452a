import { allRowsChanges, type LiveRowsChange } from '../../facts/migrations/mysql-operations';
import { groupBy } from '../../text/groups';
import { isBookkeeping } from '../../facts/migrations/bookkeeping';
import { detailOf, migrations, operationsOn, wholeOf } from '../reporting/live-operations';
import { inPortions } from '../reporting/in-portions';
import { isAtLeast } from '../reporting/server-version';
import { defineRule } from '../rule';

export const unboundedChange = defineRule({
  id: 'migration/unbounded-change',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'irreversible'],
  fixable: true,
  summary: 'Every row of a table is changed in one statement',
  rationale: [
    'One `UPDATE` of a whole table locks each of its rows until it is done, writes the table once more, and keeps vacuum from cleaning up; one `DELETE` without a condition does the same and is rarely meant. Replicas fall behind, and a second try starts from the beginning.',
    '',
    "Portions of some thousand rows, each in a transaction of its own, keep the product running; the fix writes them for an `UPDATE` that sets constants, page by page, which reads the table once since PostgreSQL 14. MySQL has `LIMIT` for it: an `UPDATE … LIMIT 10000` that is repeated until no row is left, with a condition by which a changed row is known. A table that the same file has made is nobody's yet.",
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for SQLite, whose files are small and locked as a whole by every change, and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-update.html', 'https://www.postgresql.org/docs/current/populate.html'],
  messages: {
    changes: (d: { how: string; table: string; whole: string }) =>
      `One ${d.how} changes ${d.whole}: whoever needs one of them waits until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const ofMysql = allRowsChanges(site).filter((change) => !isBookkeeping(change.table) && !writesVersion(change));
    for (const [first, ...others] of groupBy(ofMysql, ({ path, table }) => `${path}\n${table}`).values()) {
      const { how, table } = first;
      const data = { how: how.toUpperCase(), table, whole: wholeOf(context, table) };
      report({ path: first.path, span: first.at }, 'changes', { data, ...detailOf({ ...first, others }) });
    }
    for (const live of operationsOn(site, 'change-all-rows', ({ table }) => !isBookkeeping(table))) {
      const { how, table } = live.operation;
      if (writesVersion(live)) continue;
      const data = { how: how.toUpperCase(), table, whole: wholeOf(context, table) };
      report({ path: live.path, span: live.at }, 'changes', {
        data,
        ...detailOf(live),
        fix: isAtLeast(context, 14) ? inPortions(live) : undefined,
      });
    }
  },
});

/** `UPDATE config SET schema_version = '1.6.5'`: the table has the one row that says how far the schema is. */
const writesVersion = ({ session: { text }, statement: { start, end } }: Pick<LiveRowsChange, 'session' | 'statement'>): boolean =>
  /^update\s+\S+\s+set\s+["`]?\w*(?:version|signature|revision|patch_?level)["`]?\s*=\s*'[^']*'$/i.test(
    text.slice(start, Math.min(end, start + longest)),
  );

/** Of a statement, so much is looked at. */
const longest = 300;
