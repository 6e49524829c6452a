import type { LiveOperation } from '../../facts/migrations/operations';
import { placedOperations } from '../../facts/migrations/placed';
import { fileFact } from '../../subject/fact';
import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const invalidIndexLeft = defineRule({
  id: 'migration/invalid-index-left',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A second run takes an index that was never finished for a good one',
  rationale: [
    '`CREATE INDEX CONCURRENTLY` that is cancelled, runs into a timeout, a deadlock or a value that is there twice leaves an index that is invalid: it is kept up to date by every change, answers no query, and a unique one enforces nothing. `IF NOT EXISTS` asks for the name alone, so the second run says "already exists, skipping", and the migration counts as done.',
    '',
    'Drop what a first try may have left, `DROP INDEX CONCURRENTLY IF EXISTS …`, right before the index is built; the fix does. Or look into `pg_index.indisvalid` afterwards.',
    'It is silent where the same file drops the index before, where SQL of the package looks at `indisvalid`, for tables that the same file has made, in scripts that set up an empty database or take a change back, and in documentation and tests.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY'],
  messages: {
    keeps: (d: { name: string; table: string }) =>
      `If a first run failed here, an invalid index ${d.name} is left on ${d.table}, and IF NOT EXISTS takes it for the finished one.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    if (reviewed.subjects.sql.some(looksAtValidity)) return;
    for (const live of operationsOn(
      site,
      'create-index',
      (index, one) => index.concurrently && index.isGuarded && !isCleared(one, index.name),
    )) {
      const { name = '', table } = live.operation;
      report({ path: live.path, span: live.at }, 'keeps', {
        data: { name, table },
        ...detailOf(live),
        fix: {
          title: 'Drop what a first try has left',
          applies: 'after-review',
          edits: [live, ...live.others].flatMap(dropBefore),
        },
      });
    }
  },
});

const looksAtValidity = fileFact('sql', ({ text }): boolean => text.includes('indisvalid'));

/** Dropped before. */
const isCleared = ({ session, statement }: LiveOperation, name: string | undefined): boolean =>
  name !== undefined && (firstDrops(session).get(name) ?? Infinity) < statement.start;

/** Where a file drops an index for the first time, by its name. */
const firstDrops = fileFact('sql', (session): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  for (const { operation, statement } of placedOperations(session))
    if (operation.is === 'drop-index') first.set(operation.name, Math.min(first.get(operation.name) ?? Infinity, statement.start));
  return first;
});

function dropBefore({ path, session: { text, syntax }, statement: { start, end } }: LiveOperation) {
  // The name as it is written, with the schema that the index gets from its table.
  const [, name, schema = ''] = /IF\s+NOT\s+EXISTS\s+([\w"]+)\s+ON\s+(?:ONLY\s+)?((?:[\w"]+\.)?)/i.exec(text.slice(start, end)) ?? [];
  if (name === undefined || syntax.client || (start > 0 && text[start - 1] !== '\n')) return [];
  return [{ path, span: { start, end: start }, text: `DROP INDEX CONCURRENTLY IF EXISTS ${schema}${name};\n` }];
}
