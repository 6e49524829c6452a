import type { ShownChanges } from '../review/comparison';
import { pathOf } from '../compare/entries';
import { shownPath } from '../package/nested-path';

/** What differs from the package that came before, in the shape that pipelines rely on. Values of secrets are hidden. */
export const changesJson = ({ entries, defaults, dependencies, units, jobs }: ShownChanges) => ({
  entries: entries.map((change) => ({
    kind: change.kind,
    path: shownPath(pathOf(change)),
    ...(change.before && change.before.path !== pathOf(change) && { from: shownPath(change.before.path) }),
    ...(change.kind === 'mode' && { mode: { before: change.before?.mode, after: change.after?.mode } }),
  })),
  defaults: defaults.map(({ key, before, after }) => ({
    key,
    path: shownPath(after.path),
    before: before.value,
    after: after.value,
  })),
  dependencies,
  units,
  jobs,
});
