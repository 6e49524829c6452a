import type { PlacedStep } from '../../facts/migrations/steps';
import { needsUndo, type Undoable } from '../../facts/migrations/undo';
import type { SchemaStep } from '../../parse/sql';

/** What is not undone, in order. */
export function leftBy({ steps, down }: Undoable): readonly PlacedStep[] {
  if (!down || (down.isOpaque && !down.isEmpty) || down.steps.some(({ step }) => step.cascades)) return [];
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
  // Made, and then called another name: that name counts. What had another name before it is dropped counts by that one.
  const isMoved = (other: SchemaStep): boolean =>
    other.does === 'rename' && other.what === what && other.table === table && (does === 'create' ? other.name : other.to) === name;
  return all.some((other) => isMoved(other) || (other.does === (does === 'create' ? 'drop' : 'create') && isSame(other, step)));
}

export function isUndone(step: SchemaStep, back: readonly SchemaStep[]): boolean {
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
