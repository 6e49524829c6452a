import { shownPath } from '../package/nested-path';
import type { ShownEffect, ShownPlace, ShownPlan } from '../review/shown-plan';

const placeOf = ({ path, range }: ShownPlace) => ({ path: shownPath(path), line: range.start.line + 1 });

/** The plan in the shape that pipelines rely on, with 1-based lines and columns. */
export const planJson = ({ understood, phases, unknown, more }: ShownPlan) => ({
  understood,
  phases: phases.map(({ name, entry, effects, more: rest }) => ({
    name,
    entry: shownPath(entry),
    effects: effects.map(effectJson),
    ...(rest !== undefined && { more: rest }),
  })),
  unknown: unknown.map(({ what, ...place }) => ({ ...placeOf(place), what })),
  // Absent if everything is listed.
  ...(more && { more }),
});

/** `as` is absent where it is whoever starts the script; `undo` where nothing is left behind that somebody would take back. */
const effectJson = ({ kind, target, by, when, condition, as, host = 'local', onError, from, undo, why, isNew, ...rest }: ShownEffect) => ({
  kind,
  target,
  ...placeOf(rest),
  column: rest.range.start.character + 1,
  when,
  ...(condition && { condition: condition.text }),
  ...(as !== undefined && { as }),
  host,
  ...(rest.container !== undefined && { container: rest.container }),
  onError,
  by,
  ...(from !== undefined && { from }),
  ...(undo !== undefined && { undo: undo && placeOf(undo) }),
  ...(why !== undefined && { why }),
  ...(isNew !== undefined && { new: isNew }),
});
