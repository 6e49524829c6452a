import { placedOperations } from '../../facts/migrations/placed';
import type { PlacedStep } from '../../facts/migrations/steps';
import { keyOf, madeAnywhere, undoables, type Undoable } from '../../facts/migrations/undo';
import { isNarrower, sqlName } from '../../facts/migrations/casts';
import type { Span } from '../../text/span';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const rollbackLosesData = defineRule({
  id: 'migration/rollback-loses-data',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['data-loss', 'irreversible'],
  fixable: false,
  summary: 'Going back costs data, or fails on what was written since',
  rationale: [
    'Three ways back look complete and are not. A table or column that the migration dropped is made again, but nothing brings its rows back. Something is dropped that the migration did not make, so it held data of the old version. A column gets its narrower type back, and values that the new version has written do not fit: the statement fails, or cuts them.',
    '',
    'Keep what is dropped under another name until nobody wants to go back, and let the way back rename it; copy rows back where the new version has moved them; widen types without narrowing them again.',
    'It is silent where the script that takes back fills the table or column, for what the package itself has made, in scripts that set up an empty database, and in documentation and tests. That rows and columns of the new version go with it is what going back means, and is not told.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html', 'https://martinfowler.com/articles/evodb.html'],
  messages: {
    empty: (d: { what: string; name: string; up: string }) =>
      `The ${d.what} ${d.name}, which ${d.up} drops, is made again here, but empty: nothing brings its data back.`,
    foreign: (d: { what: string; name: string; up: string }) =>
      `The ${d.what} ${d.name} is dropped here, but ${d.up} does not make it: what it held before the upgrade is gone.`,
    narrows: (d: { column: string; type: string }) =>
      `${d.column} becomes ${d.type} again: values that were written since and do not fit make this fail, or are cut.`,
  },
  check(reviewed, { report }) {
    const made = madeAnywhere(reviewed);
    for (const one of undoables(reviewed)) {
      const { up, down } = one;
      if (!down) continue;
      const name = down.path === up.path ? 'this migration' : up.path;
      for (const [message, [first, ...others]] of [
        ['empty', emptyAgain(one)],
        ['foreign', foreignIn(one, made)],
      ] as const) {
        if (!first) continue;
        const { what, table, name: object } = first.step;
        report({ path: down.path, span: first.at }, message, {
          data: { what, name: keyOf(table, object), up: name },
          related: others.slice(0, maxRelated).map(({ at }) => ({ at: 'package', path: down.path, span: at, message: 'and here' })),
        });
      }
      const other = reviewed.subjects.sql.find(({ path, syntax }) => path === down.path && path !== up.path && !syntax.client);
      const [narrow, ...more] = other ? narrowedIn(one, other) : [];
      if (!narrow) continue;
      report({ path: down.path, span: narrow.at }, 'narrows', {
        data: { column: narrow.column, type: narrow.type },
        related: more.slice(0, maxRelated).map(({ at }) => ({ at: 'package', path: down.path, span: at, message: 'and here' })),
      });
    }
  },
});

const maxRelated = 10;

const holdsData = /^(table|column)$/;

/** Dropped with its data, and made again by the way back, which puts nothing in. */
function emptyAgain({ steps, down }: Undoable): readonly PlacedStep[] {
  const back = down?.steps ?? [];
  const isLost = ({ what, table, name }: PlacedStep['step']): boolean =>
    steps.some(({ step, isNew }) => !isNew && step.does === 'drop' && step.what === what && step.table === table && step.name === name) &&
    !steps.some(({ step }) => step.does === 'create' && step.what === what && step.table === table && step.name === name);
  const isFilled = ({ table, name }: PlacedStep['step']): boolean =>
    back.some(
      ({ step }) =>
        step.does === 'fill' &&
        (step.name === (table ?? name) || (step.table === table && step.name === name) || (table === undefined && step.table === name)),
    );
  return back.filter(({ step }) => step.does === 'create' && holdsData.test(step.what) && isLost(step) && !isFilled(step));
}

/** Dropped by the way back, and made neither by the migration nor by another one. */
function foreignIn({ steps, down }: Undoable, made: ReadonlySet<string>): readonly PlacedStep[] {
  const back = down?.steps ?? [];
  return back.filter(
    ({ step: { does, what, table, name } }) =>
      does === 'drop' &&
      holdsData.test(what) &&
      !made.has(keyOf(table, name)) &&
      (table === undefined || !made.has(table)) &&
      !back.some(({ step }) => (step.does === 'create' || step.does === 'rename') && (step.name === name || step.to === name)) &&
      !steps.some(({ step }) => step.to === name || (step.does === 'create' && step.name === name)),
  );
}

/** Of columns that the migration has given another type. */
function narrowedIn(
  { up }: Undoable,
  other: Undoable['up'],
): readonly { readonly at: Span; readonly column: string; readonly type: string }[] {
  const changed = new Map<string, string>(
    placedOperations(up).flatMap(({ operation }) =>
      operation.is === 'change-type' ? [[`${operation.table}.${operation.column}`, operation.type] as const] : [],
    ),
  );
  return placedOperations(other).flatMap(({ operation, at }) => {
    if (operation.is !== 'change-type') return [];
    const column = `${operation.table}.${operation.column}`;
    const from = changed.get(column);
    return from !== undefined && isNarrower(from, operation.type) ? [{ at, column, type: sqlName(operation.type) }] : [];
  });
}
