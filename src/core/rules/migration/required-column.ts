import { ownTypes, type LiveOperation } from '../../facts/migrations/operations';
import { placedOperations, tableOf } from '../../facts/migrations/placed';
import { stepsIn } from '../../facts/migrations/steps';
import type { SqlOperation } from '../../parse/sql';
import { detailOf, isEmptied, migrations, operationsOn } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const requiredColumn = defineRule({
  id: 'migration/required-column',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'breaks-running-version'],
  fixable: false,
  summary: 'A new column has to be filled, and the running version does not know it',
  rationale: [
    '`ADD COLUMN … NOT NULL` without a default fails at once if the table has a single row, and the migration stops there. A column that is added without a default, filled, and made `NOT NULL` in the same migration gets further: then every `INSERT` of the version that still runs fails, as it names no value for a column that it does not know.',
    '',
    'Give the column a default that holds for as long as the old version runs; since PostgreSQL 11 a constant one costs nothing. Drop the default in a later version.',
    'It is silent for identity, `serial` and generated columns, for domains of the package, where a trigger of the same file may fill the column, for tables that the same file has made, in scripts that set up an empty database or take a change back, for MySQL and SQLite, which have rules of their own, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-ADDING-A-COLUMN',
  ],
  messages: {
    fails: (d: { column: string; table: string }) =>
      `The new column ${d.column} is NOT NULL and has no default: this fails if ${d.table} has a row, and INSERTs of the running version fail.`,
    requires: (d: { column: string; table: string }) =>
      `The new column ${d.column} of ${d.table} ends as NOT NULL without a default: INSERTs of the running version, which does not know it, fail.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const ofDomain = (type: string): boolean => ownTypes(reviewed).get(type) === 'checked-domain';
    const failing = operationsOn(
      site,
      'add-column',
      (column, live) => column.isRequired && !ofDomain(column.type) && !isEmptied(live) && !isFilledByTrigger(live),
    );
    for (const live of failing) {
      const { column, table } = live.operation;
      report({ path: live.path, span: live.at }, 'fails', { data: { column, table }, ...detailOf(live) });
    }
    const requiring = operationsOn(
      site,
      'add-column',
      (column, live) =>
        (column.isRequired ? isEmptied(live) : endsRequired(live, column)) && !ofDomain(column.type) && !isFilledByTrigger(live),
    );
    for (const live of requiring) {
      const { column, table } = live.operation;
      report({ path: live.path, span: live.at }, 'requires', { data: { column, table }, ...detailOf(live) });
    }
  },
});

type NewColumn = Extract<SqlOperation, { readonly is: 'add-column' }>;

const isFilledByTrigger = ({ session, operation }: LiveOperation): boolean =>
  stepsIn(session).up.some(({ step }) => step.does === 'create' && step.what === 'trigger' && step.table === tableOf(operation));

/** By the end of the file nothing gives it a value, and it takes no NULL. */
function endsRequired({ session, statement }: LiveOperation, { table, column, fills, isNotNull, hasDefault }: NewColumn): boolean {
  if (fills === 'serial' || fills === 'identity' || fills === 'generated') return false;
  let takesNull = !isNotNull;
  let isFilled = hasDefault;
  for (const { operation: next, statement: own } of placedOperations(session)) {
    if (own.start < statement.start || !('column' in next) || next.table !== table || next.column !== column) continue;
    if (next.is === 'set-not-null') takesNull = false;
    if (next.is === 'set-default') isFilled = !next.isDropped;
  }
  return !takesNull && !isFilled;
}
