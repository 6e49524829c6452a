import { keepsRows, sqlName } from '../../facts/migrations/casts';
import { columnTypes, ownTypes } from '../../facts/migrations/operations';
import type { SqlOperation } from '../../parse/sql';
import { detailOf, isEmptied, migrations, operationsOn, wholeOf } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const tableRewrite = defineRule({
  id: 'migration/table-rewrite',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'The whole table is written anew while nobody can use it',
  rationale: [
    "Some changes make PostgreSQL write every row again: most changes of a column's type, a new column whose default differs from row to row (`gen_random_uuid()`, `serial`, identity, stored generated columns, a domain with a constraint), `VACUUM FULL`, `CLUSTER`, `SET LOGGED`, a move to another tablespace. The table is for nobody meanwhile, and it needs its size on the disk once more.",
    '',
    'A new column beside the old one, filled in portions and swapped, keeps the product running. A new column whose default is a constant or `now()` is not written, nor are casts that keep the bytes: to a longer `varchar` or `text`, a wider `numeric`, a longer precision. Where the old type decides and nobody knows it, it is only possible.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and others, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  messages: {
    type: (d: { column: string; type: string; table: string; whole: string }) =>
      `Making ${d.column} ${d.type} writes ${d.whole} anew, and nobody can use ${d.table} until it is done.`,
    mayType: (d: { column: string; type: string; table: string; whole: string }) =>
      `Making ${d.column} ${d.type} writes ${d.whole} anew unless the old type is one of the same kind and no longer: the package does not tell it. Nobody could use ${d.table} meanwhile.`,
    column: (d: { column: string; table: string; why: string; whole: string }) =>
      `The new column ${d.column} ${d.why}: that writes ${d.whole} anew, and nobody can use ${d.table} until it is done.`,
    command: (d: { by: string; table: string; whole: string }) =>
      `${d.by} writes ${d.whole} anew, and nobody can use ${d.table} until it is done.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const keeps = ({ table, column, type, isComputed }: ChangeOfType, zone: string | undefined): boolean | undefined => {
      const made = columnTypes(reviewed).get(`${table}.${column}`);
      // A script that sets up what the upgrade comes to does not tell what it comes from.
      const old = made === type ? undefined : made;
      return isComputed || ownTypes(reviewed).get(old ?? '') === 'other' ? false : keepsRows(old, type, zone);
    };
    for (const live of operationsOn(site, 'change-type', (operation, { zone }) => keeps(operation, zone) !== true)) {
      const { column, type, table } = live.operation;
      const isOpen = keeps(live.operation, live.zone) === undefined;
      report({ path: live.path, span: live.at }, isOpen ? 'mayType' : 'type', {
        data: { column, type: sqlName(type), table, whole: wholeOf(context, table) },
        ...detailOf(live),
        ...(isOpen && { confidence: 'possible' }),
      });
    }
    const filled = ({ fills, type }: NewColumn): keyof typeof reasons | undefined =>
      fills ?? (ownTypes(reviewed).get(type) === 'checked-domain' ? 'domain' : undefined);
    for (const live of operationsOn(site, 'add-column', (operation, live) => filled(operation) !== undefined && !isEmptied(live))) {
      const { column, table } = live.operation;
      const fills = filled(live.operation) ?? 'volatile';
      report({ path: live.path, span: live.at }, 'column', {
        data: { column, table, why: reasons[fills], whole: wholeOf(context, table) },
        ...detailOf(live),
        ...(fills === 'unknown-function' && { confidence: 'possible' }),
      });
    }
    for (const live of operationsOn(site, 'rewrite', ({ table }) => table !== '')) {
      const { by, table } = live.operation;
      report({ path: live.path, span: live.at }, 'command', {
        data: { by, table, whole: wholeOf(context, table) },
        ...detailOf(live),
        ...(by === 'SET TABLESPACE' && { confidence: 'possible' }),
      });
    }
  },
});

type ChangeOfType = Extract<SqlOperation, { readonly is: 'change-type' }>;
type NewColumn = Extract<SqlOperation, { readonly is: 'add-column' }>;

const reasons = {
  serial: 'counts its rows',
  identity: 'counts its rows',
  generated: 'is computed for each row',
  domain: 'is of a domain with a constraint',
  volatile: 'has a default that differs from row to row',
  'unknown-function': 'has a default that a function works out, perhaps for each row',
} as const;
