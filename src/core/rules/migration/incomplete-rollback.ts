import { needsUndo, undoables, undoSteps, type Undoable } from '../../facts/migrations/undo';
import type { PlacedStep } from '../../facts/migrations/steps';
import type { SchemaStep } from '../../parse/sql';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const incompleteRollback = defineRule({
  id: 'migration/incomplete-rollback',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['irreversible', 'half-done'],
  fixable: false,
  summary: 'What takes a migration back leaves a part of it',
  rationale: [
    'The way back ends without an error, and the schema is neither the old one nor the new one: a constraint that the old program violates, a column that it has to fill and does not know, a table that it misses. The next try of the upgrade then fails at what is still there.',
    '',
    'Compared is what a migration makes, renames and drops with what the script that takes it back drops, renames and makes: `x.up.sql` and `x.down.sql`, `deploy/x.sql` and `revert/x.sql`, `x.sql` and `down/x.sql`, `V1__x.sql` and `U1__x.sql`, or the two parts of one file.',
    'It is silent for indexes and values of types that stay, which are in nobody’s way; for views and routines that a migration only replaces; where the script that takes back runs blocks, routines or other scripts, or drops with `CASCADE`; in scripts that set up an empty database, and in documentation and tests.',
  ].join('\n'),
  references: ['https://martinfowler.com/articles/evodb.html'],
  messages: {
    leaves: (d: { down: string; what: string; others: number }) =>
      `${d.down} does not take this back: ${d.what}${d.others === 0 ? '' : d.others === 1 ? ', and 1 more' : `, and ${d.others} more`}.`,
  },
  check(reviewed, { report }) {
    // Generators spread the way back of one release over the files in another way than the way there.
    const elsewhere = undoSteps(reviewed);
    for (const one of undoables(reviewed)) {
      const left = leftBy(one);
      const [first, ...others] = left.length === 0 ? left : left.filter(({ step }) => !isUndone(step, elsewhere));
      if (!first || !one.down) continue;
      report({ path: one.up.path, span: first.at }, 'leaves', {
        data: {
          down: one.down.path === one.up.path ? 'The part that goes back' : one.down.path,
          what: wordsFor(first.step),
          others: others.length,
        },
        related: others
          .slice(0, maxRelated)
          .map(({ at, step }) => ({ at: 'package', path: one.up.path, span: at, message: wordsFor(step) })),
      });
    }
  },
});

const maxRelated = 10;

/** What is not undone, in order. */
function leftBy({ steps, down }: Undoable): readonly PlacedStep[] {
  if (!down || down.isEmpty || down.isOpaque || down.steps.some(({ step }) => step.cascades)) return [];
  const all = steps.map(({ step }) => step);
  const back = down.steps.map(({ step }) => step);
  return steps.filter(
    ({ step, isNew }) =>
      needsUndo(step) && judged.test(step.what) && !(isNew && step.does !== 'create') && !isTemporary(step, all) && !isUndone(step, back),
  );
}

/** Sequences go with the columns that own them. */
const judged = /^(table|column|constraint|view|type|trigger|routine|policy)$/;

const isSame = (a: SchemaStep, b: SchemaStep): boolean => a.what === b.what && a.name === b.name && a.table === b.table;

/** What the same migration makes and drops again, drops and makes again, replaces, or rebuilds as a whole. */
function isTemporary(step: SchemaStep, all: readonly SchemaStep[]): boolean {
  const { does, what, name, table, repeats } = step;
  if (name === '' || (repeats && (what === 'view' || what === 'routine' || what === 'trigger'))) return true;
  if (does === 'drop' && (what === 'routine' || what === 'trigger' || what === 'policy')) return true;
  if (table !== undefined && all.some((other) => other.what === 'table' && (other.name === table || other.to === table))) return true;
  if (
    what === 'table' &&
    all.some((other) => other.what === 'table' && other !== step && (other.name === name || other.to === name || other.name === step.to))
  )
    return true;
  if (does === 'rename')
    return all.some(
      (other) => other !== step && other.what === what && other.table === table && (other.name === step.to || other.to === name),
    );
  return all.some((other) => other.does === (does === 'create' ? 'drop' : 'create') && isSame(other, step));
}

function isUndone(step: SchemaStep, back: readonly SchemaStep[]): boolean {
  const { does, what, name, table } = step;
  // The table goes, or is made anew: so does all that belongs to it.
  if (table !== undefined && back.some((other) => other.what === 'table' && (other.name === table || other.to === table))) return true;
  if (does === 'rename')
    return back.some((other) => other.what === what && other.table === table && (other.name === step.to || other.to === name));
  if (does === 'create' && what === 'constraint') return back.some((other) => other.does === 'drop' && other.name === name);
  if (does === 'drop' && what === 'constraint')
    return back.some(
      (other) => other.does === 'create' && other.table === table && (other.what === 'constraint' || other.what === 'index'),
    );
  const opposite = does === 'create' ? 'drop' : 'create';
  return back.some(
    (other) =>
      (other.does === opposite && other.name === name && (other.table === table || other.what === what)) ||
      (other.does === 'rename' && other.what === what && other.table === table && (other.name === name || other.to === name)) ||
      // Serial columns own their sequences, routines and triggers go by other names.
      (what === 'routine' && other.what === 'routine' && other.name === name),
  );
}

function wordsFor({ does, what, name, table, to = '' }: SchemaStep): string {
  const full = table === undefined ? name : `${table}.${name}`;
  if (does === 'rename') return `the ${what} ${full} stays called ${to}`;
  return does === 'create' ? `the ${what} ${full} stays` : `the ${what} ${full} is not made again`;
}
